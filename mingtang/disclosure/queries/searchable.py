"""What search may read of a disclosure: everything public, and of a tombstone its name only."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from mingtang.disclosure.models import Disclosure, Edition, SearchEntry
from mingtang.disclosure.models.search import ENTRIES
from mingtang.disclosure.queries.checked import attachments
from mingtang.disclosure.rules.searching import county_token
from mingtang.files import queries as files
from mingtang.foundation import bigrams, blocks
from mingtang.organs.models import Organ, OrganName, Succession

KEPT_TOKEN = re.compile(r"'([^']+)':([0-9,]+)")  # as PostgreSQL writes a tsvector
TEXT_LONGEST = 500_000  # characters read of one disclosure, its files included; no law


def text(disclosure: Disclosure) -> str:
    """What the current edition says, its files included; nothing of what was withdrawn."""
    edition = disclosure.current
    if edition is None or disclosure.is_withdrawn:
        return ""
    parts: list[str] = []
    left = TEXT_LONGEST
    for part in _parts(edition, disclosure.item.elements):
        parts.append(part[:left])
        left -= len(part)
        if left <= 0:
            break
    return "\n\n".join(filter(None, parts))


def _parts(edition: Edition, elements: Sequence[Mapping[str, str]]) -> Iterator[str]:
    yield edition.summary
    yield from (
        words
        for element in elements
        for words in _labelled(element.get("label", ""), edition.values.get(element["key"]))
    )
    yield blocks.plain_text(edition.body)
    for attachment in attachments(edition):
        yield attachment.name
        yield files.text_of(attachment.file)


def _labelled(label: str, value: object) -> Iterator[str]:
    """The label stands on the page as a heading, where somebody reads it and looks for it."""
    said = list(filter(None, _words(value)))
    return iter([label, *said] if said else [])


def _words(value: object) -> Iterator[str]:
    """What is written in an element: Markdown, a number, or lists and tables of them."""
    if isinstance(value, Mapping):
        yield from (words for part in value.values() for words in _words(part))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield from (words for part in value for words in _words(part))
    elif value is not None:
        yield blocks.plain_text(str(value))


def names(disclosure: Disclosure, *, organ_names: Sequence[str]) -> str:
    """What it goes by: its numbers, its organ's names, its item."""
    edition = disclosure.current
    if edition is None or disclosure.is_withdrawn:
        return disclosure.index_number or ""
    item = disclosure.item
    numbers = [edition.document_number, disclosure.index_number]
    return "\n\n".join(filter(None, [*numbers, *organ_names, item.level1, item.level2]))


def organ_names(organ: Organ) -> list[str]:
    """The organ's name, its former ones, and those of the organs that took its place since."""
    line = _followed(organ, "organ", "successor")
    ever = OrganName.objects.filter(organ__in=line).values_list("name", flat=True)
    later = Organ.objects.filter(pk__in=line[1:]).values_list("name", flat=True)
    return list(dict.fromkeys([organ.name, *ever.order_by("pk"), *later.order_by("pk")]))


def organs_behind(organ: Organ) -> list[int]:
    """Keys of the organs that go by this one's name too: itself and those it took the place of."""
    return _followed(organ, "successor", "organ")


def _followed(organ: Organ, here: str, there: str) -> list[int]:
    """From step to step along what became of organs; a circle ends where it began."""
    found: list[int] = []
    front = [organ.pk]
    while front:
        found += front
        steps = Succession.objects.filter(**{f"{here}__in": front, "successor__isnull": False})
        front = list(steps.exclude(**{f"{there}__in": found}).values_list(there, flat=True))
    return found


def entries(
    disclosure: Disclosure, names_of: Callable[[Organ], Sequence[str]]
) -> Iterator[SearchEntry]:
    """Number 0 is the title, whole; the names come last, so that a hit shows the text first."""
    title = bigrams.storable(disclosure.title)
    called = names(disclosure, organ_names=names_of(disclosure.organ))
    said = bigrams.storable("\n\n".join(filter(None, (text(disclosure), called))))
    pieces = [bigrams.Piece(title, tuple(bigrams.tokens(title))), *bigrams.pieces(said)]
    county = county_token(disclosure.county_id)
    for place, piece in enumerate(pieces[:ENTRIES]):
        yield SearchEntry(
            id=disclosure.pk * ENTRIES + place,
            disclosure=disclosure,
            text=piece.text,
            tokens=" ".join([county, *piece.tokens]),
        )


def kept_tokens(written: str) -> dict[str, list[int]]:
    """The places of each token, as SQLite keeps them one after another, or PostgreSQL each once."""
    found = KEPT_TOKEN.findall(written)
    if found:
        return {token: [int(place) for place in places.split(",")] for token, places in found}
    by_token: dict[str, list[int]] = {}
    for place, token in enumerate(written.split(), 1):
        by_token.setdefault(token, []).append(place)
    return by_token
