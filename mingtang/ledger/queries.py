from uuid import UUID

from mingtang.ledger.models import Entry, Log

_SIZES = Log.objects.values_list("origin", "size")  # built once: it is asked at every visit


def sizes() -> dict[str, int]:
    """How many acts the log of each county holds, by its origin.

    Whatever the public sees changes by an act, so that this is the version of all public pages.
    """
    return dict(_SIZES.all())


def entries_about(origin: str, object_id: UUID) -> list[Entry]:
    """Every act on record about one object, oldest first."""
    return list(Entry.objects.filter(log__origin=origin, object_id=object_id).order_by("index"))
