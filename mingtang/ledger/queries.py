import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Max, Q

from mingtang.foundation.clock import day_of
from mingtang.ledger import rules
from mingtang.ledger.choices import Act, FieldGroup, is_kept
from mingtang.ledger.models import Entry, Log, Salt, Stamp
from tlog.errors import Broken
from tlog.folder import Row
from tlog.merkle import leaf_hash
from tlog.tiles import WIDTH

# Rows that are read at once where a whole log is: two files' worth.
AT_A_TIME = 2 * WIDTH
# A day's stamp comes soon after midnight; one that is later is missed.
STAMP_IS_LATE = datetime.timedelta(hours=1)
# An act stands in the public log some seconds after it was done.
ENTRY_IS_LATE = datetime.timedelta(seconds=60)
HOUR = datetime.timedelta(hours=1)
_SIZES = Log.objects.values_list("origin", "size")  # built once: it is asked at every visit


def sizes() -> dict[str, int]:
    """How many acts the log of each county holds, by its origin.

    Whatever the public sees changes by an act, so that this is the version of all public pages.
    """
    return dict(_SIZES.all())


def was_published(origin: str) -> bool:
    """Whether a checkpoint of that log was ever shown, be its files there or not."""
    return Log.objects.filter(origin=origin, was_published=True).exists()


def late_entries(published: Mapping[str, int], at: datetime.datetime) -> dict[str, int]:
    """Of logs, with how many of their entries are published: where one has waited too long to be,
    and how many wait. One query.

    What a citizen did is dated by the hour, and may have been done at its end.
    """
    behind = Q(pk__in=[])
    for origin, size in published.items():
        behind |= Q(log__origin=origin, index__gte=size)
    latest = at - ENTRY_IS_LATE
    by_the_hour = Q(at__minute=0, at__second=0)
    late = Q(at__lt=latest) & (~by_the_hour | Q(at__lt=latest - HOUR))
    counted = Entry.objects.filter(behind).values_list("log__origin").order_by()
    counts = counted.annotate(waiting=Count("pk"), late=Count("pk", filter=late))
    return {origin: waiting for origin, waiting, late in counts if late}


def entries_about(origin: str, object_id: UUID) -> list[Entry]:
    """Every act on record about one object, oldest first."""
    entries = Entry.objects.filter(log__origin=origin, object_id=object_id)
    return list(entries.select_related("previous").order_by("index"))


def rows_since(origin: str, index: int, most: int) -> list[Entry]:
    """The entries of a log from that index on, in their order, as many as asked for at most."""
    entries = Entry.objects.filter(log__origin=origin, index__gte=index)
    return list(entries.select_related("previous").order_by("index")[:most])


def leaf(entry: Entry) -> bytes:
    """The bytes that stand in the public log for an entry read with its `previous`."""
    return rules.written(
        act=entry.act,
        object_id=entry.object_id,
        organ_code=entry.organ_code,
        at=entry.at,
        basis=entry.basis,
        due_on=entry.due_on,
        previous=entry.previous.index if entry.previous else None,
        commitments=entry.commitments,
    )


def row(entry: Entry) -> Row:
    """As it is published. Raises Broken where it is not what was hashed when it was written."""
    if entry.barred_at:
        return Row(None, bytes(entry.hash))
    written = leaf(entry)
    if leaf_hash(written) != bytes(entry.hash):
        raise Broken(
            f"{entry.index}号条目与写入时不同：有人改过数据库",
            f"entry {entry.index} is not what was written: somebody changed the database",
        )
    return Row(written, bytes(entry.hash))


def hashes(origin: str, most: int) -> list[bytes]:
    """Of the first entries of a log, as many as asked for at most. Raises Broken as `row` does."""
    found: list[bytes] = []
    while entries := rows_since(origin, len(found), min(AT_A_TIME, most - len(found))):
        found += [row(entry).hash for entry in entries]
    return found


@dataclass(frozen=True)
class Opening:
    """What opens one commitment: its salt and the content. `fits` where they are what was bound."""

    salt: bytes
    content: bytes
    fits: bool


def salts_of(entries: Iterable[Entry]) -> dict[int, dict[FieldGroup, Salt]]:
    """By the key of the entry; one query. Those that were erased are not there."""
    found: dict[int, dict[FieldGroup, Salt]] = {}
    for salt in Salt.objects.filter(entry__in=[entry.pk for entry in entries]):
        found.setdefault(salt.entry_id, {})[FieldGroup(salt.group)] = salt
    return found


def opening(entry: Entry, salt: Salt, content: bytes) -> Opening:
    made = rules.commitment(salt=bytes(salt.value), content=content)
    fits = entry.commitments.get(salt.group) == made
    return Opening(salt=bytes(salt.value), content=content, fits=fits)


def told_about(objects: Iterable[UUID], acts: Iterable[str]) -> list[Entry]:
    """The entries of those acts about those objects, in the order of the log; one query."""
    entries = Entry.objects.filter(object_id__in=list(objects), act__in=list(acts))
    return list(entries.select_related("previous").order_by("index"))


def not_as_claimed(claims: Iterable[rules.Claim], acts: Iterable[str]) -> list[UUID]:
    """The objects about which other of those acts are on record than their rows say.

    One query, or none.
    """
    rows = list(claims)
    told: dict[UUID, list[rules.Said]] = {}
    for one in told_about([row.object_id for row in rows], acts):
        said = rules.Said(one.act, one.at, one.organ_code, one.due_on)
        told.setdefault(one.object_id, []).append(said)
    return [
        row.object_id for row in rows if not rules.is_as_claimed(row, told.get(row.object_id, ()))
    ]


def logs_that_tell(object_id: UUID, act: Act) -> set[str]:
    """The origins of those that hold such an act about an object; one query."""
    entries = Entry.objects.filter(object_id=object_id, act=act).order_by()
    return set(entries.values_list("log__origin", flat=True).distinct())


def latest_of(entries: Iterable[Entry], act: Act) -> list[Entry]:
    """Those of them that are of that act, and the latest of it about their object in their log.

    One query, or none.
    """
    told = [entry for entry in entries if entry.act == act]
    if not told:
        return []
    of_them = Entry.objects.filter(object_id__in={one.object_id for one in told}, act=act)
    rows = of_them.order_by().values_list("log", "object_id").annotate(Max("index"))
    latest = {(log, object_id): index for log, object_id, index in rows}
    return [one for one in told if latest[one.log_id, one.object_id] == one.index]


def put_beside(origin: str) -> list[Entry]:
    """Those beside which a content stands that is kept elsewhere: somebody put it there past all
    actions, in place of what is shown; one query."""
    kept = Q(pk__in=[])
    for group in FieldGroup:
        acts = [act for act in Act if is_kept(act, group)]
        kept |= Q(group=group, entry__act__in=acts)
    beside = Salt.objects.filter(entry__log__origin=origin, content__isnull=False).exclude(kept)
    found = {salt.entry.index: salt.entry for salt in beside.select_related("entry")}
    return [found[index] for index in sorted(found)]


def barred(origin: str) -> list[int]:
    """The indexes of the entries that must not be served any more."""
    entries = Entry.objects.filter(log__origin=origin, barred_at__isnull=False)
    return list(entries.order_by("index").values_list("index", flat=True))


def without_stamp(day: datetime.date) -> list[Log]:
    """The logs of which no checkpoint was stamped on that day or later, in order."""
    stamped = Stamp.objects.filter(day__gte=day).values("log")
    return list(Log.objects.exclude(pk__in=stamped).order_by("origin"))


def stamps_since(origin: str, key: int) -> list[Stamp]:
    """Those that were kept after the one with that key."""
    return list(Stamp.objects.filter(log__origin=origin, pk__gt=key).order_by("pk"))


def late_stamps(at: datetime.datetime) -> dict[str, datetime.date | None]:
    """The logs that lack the stamp of this day, and of which day their newest one is."""
    late = without_stamp(day_of(at - STAMP_IS_LATE))
    stamps = Stamp.objects.filter(log__in=late).values_list("log__origin")
    latest = dict(stamps.annotate(Max("day")))
    return {log.origin: latest.get(log.origin) for log in late}


def days_stamped(origin: str) -> list[datetime.date]:
    """In order."""
    found = Stamp.objects.filter(log__origin=origin).order_by("day")
    return list(found.values_list("day", flat=True))


@dataclass(frozen=True)
class Former:
    """A log that was lost, as the one that goes on tells of it: `size` entries and their root.

    `kept` of them are the first ones of the log that tells it in its entry `index`; None where
    there was nothing left to compare them with.
    """

    index: int
    at: datetime.datetime
    origin: str
    size: int
    root: str
    kept: int | None


def formers(origin: str) -> list[Former]:
    """Those that a log goes on from, the latest first."""
    entries = Entry.objects.filter(log__origin=origin, act=Act.BEGUN_ANEW).order_by("-index")
    kept = Salt.objects.filter(entry__in=entries, group=FieldGroup.STRUCTURED)
    told = {salt.entry_id: json.loads(bytes(salt.content or b"{}")) for salt in kept}
    return [Former(one.index, one.at, **told[one.pk]) for one in entries]


def kept_of(origin: str, former: str) -> int:
    """How many entries of a log that was lost are the first ones of this one, as far as is known:
    none of a log that it does not go on from."""
    kept: list[int] = []
    for one in formers(origin):
        kept.append(one.kept or 0)
        if one.origin == former:
            return min(kept)
    return 0


def barred_silently(origin: str) -> list[int]:
    """Those of them that no entry announces: somebody hid them past all actions."""
    hidden = barred(origin)
    return [index for index in hidden if index not in _announced(origin)] if hidden else []


def _announced(origin: str) -> set[int]:
    """The index that an entry names, in the open, or at first in what it commits to alone."""
    entries = Entry.objects.filter(log__origin=origin, act=Act.ENTRY_BARRED)
    named = {rules.entry_named(basis) for basis in entries.values_list("basis", flat=True)}
    kept = Salt.objects.filter(entry__in=entries.filter(basis=""), group=FieldGroup.STRUCTURED)
    told = {json.loads(bytes(salt.content or b"{}")).get("index") for salt in kept}
    return {index for index in named | told if index is not None}
