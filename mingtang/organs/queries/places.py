"""What the log binds us to of boards, made again from the register of today."""

from collections.abc import Iterator, Mapping, Sequence

from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.models import Entry
from mingtang.ledger.queries import opening, salts_of
from mingtang.ledger.rules import canonical
from mingtang.organs.models import Place
from mingtang.organs.queries.register import predecessors

OF_PLACES = (Act.PLACE_OPENED, Act.PLACE_CLOSED)


def contents(entries: Sequence[Entry]) -> dict[int, Mapping[FieldGroup, bytes]]:
    """By the key of the entry. One query; more for each board that a merger gave another name."""
    wanted = [entry for entry in entries if entry.act in OF_PLACES]
    if not wanted:
        return {}
    about = {entry.object_id for entry in wanted}
    places = Place.objects.select_related("organ").in_bulk(about, field_name="object_id")
    return {
        entry.pk: _opened(entry, place) if entry.act == Act.PLACE_OPENED else _closed(place)
        for entry in wanted
        if (place := places.get(entry.object_id))
    }


def _closed(place: Place) -> Mapping[FieldGroup, bytes]:
    return {FieldGroup.STRUCTURED: canonical({"on": str(place.closed_on)})}


def _opened(entry: Entry, place: Place) -> Mapping[FieldGroup, bytes]:
    words = canonical({"name": place.name, "address": place.address})
    if place.name.endswith("）") and place.organ.code != entry.organ_code:
        words = _as_it_was(entry, place) or words
    return {
        FieldGroup.TEXT: words,
        FieldGroup.STRUCTURED: canonical({"on": str(place.opened_on)}),
    }


def _as_it_was(entry: Entry, place: Place) -> bytes | None:
    """By the name that it had before a merger named it after the organ that it was of."""
    salt = salts_of([entry]).get(entry.pk, {}).get(FieldGroup.TEXT)
    organs = [organ.name for organ in predecessors(place.organ)]
    names = _earlier_names(place.name, organs)
    made = (canonical({"name": name, "address": place.address}) for name in names)
    return next((words for words in made if salt and opening(entry, salt, words).fits), None)


def _earlier_names(name: str, organs: Sequence[str]) -> Iterator[str]:
    """One merger after another may have named it."""
    for organ in organs:
        if name.endswith(f"（{organ}）"):
            before = name.removesuffix(f"（{organ}）")
            yield before
            yield from _earlier_names(before, organs)
