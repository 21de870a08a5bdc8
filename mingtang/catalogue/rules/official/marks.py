"""What was settled, carried in the file itself, so that it is read back as it was meant.

A mark says what words mean in a column of one matter. It holds only where the same words stand in
the same matter still, and only for the installation that wrote it (`queries.known` checks its
signature): of anybody else's file nothing is taken on trust.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from mingtang.catalogue.rules.official.found import Beside, OfficialRow
from mingtang.catalogue.rules.official.understanding import Key, Known, key_of, understand
from mingtang.catalogue.rules.official.vocabulary import channel_of
from mingtang.catalogue.rules.official.wordings import wordings_of
from mingtang.catalogue.rules.terms_of_items import Json

# What stands in the table in so many words needs no mark.
MARKED = (
    *("time", "subject", "channels", "audience", "mode", "levels", "kinds"),
    *("beyond", "emphasis", "fields"),
)
Mark = list[object]  # level1, level2, aspect, words, value


def marks_of(
    row: OfficialRow,
    beside: Beside,
    values: Json,
    channels: Mapping[str, str],
    facts: Collection[str],
) -> Iterator[Mark]:
    """Whatever a reader who knows nothing of the county would not make of the words."""
    plain = understand(row, beside, (), Known(frozenset(facts))).values
    for aspect in MARKED:
        if aspect in values and plain.get(aspect) != values[aspect]:
            (words,) = wordings_of(row, beside.channels, aspect)
            yield [*key_of(row, aspect, words), values[aspect]]
    for name in row.channels:
        if channel_of(name) is None and name in channels:
            yield [*key_of(row, "channel", name), channels[name]]


def known_marks(written: Iterable[Sequence[object]]) -> dict[Key, object]:
    """By matter, column and words."""
    found: dict[Key, object] = {}
    for level1, level2, aspect, words, value in written:
        found[str(level1), str(level2), str(aspect), str(words)] = value
    return found
