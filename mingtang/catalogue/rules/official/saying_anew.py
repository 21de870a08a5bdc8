"""A row of a table in the words of what was settled of it, and which cells that changes."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from mingtang.catalogue.rules.official import vocabulary
from mingtang.catalogue.rules.official.columns import Change, PrintedRow, channel_boxes, said_of
from mingtang.catalogue.rules.official.found import OfficialRow
from mingtang.catalogue.rules.official.printing import AUDIENCES, MODES

# What a person settles in words: the file says it anew.
WRITTEN = ("level1", "level2", "elements", "basis")
CHOSEN = ("channels", "audience", "mode", "levels")


def said_in_words(row: OfficialRow, values: Mapping[str, object]) -> OfficialRow:
    words: dict[str, Any] = {key: str(values[key]) for key in WRITTEN if values.get(key)}
    return replace(row, **words)


def with_choices(
    row: OfficialRow, values: Mapping[str, object], lacking: Collection[str]
) -> OfficialRow:
    """With what is chosen where its table has no column for it: nothing is ticked there that could
    be read otherwise."""
    levels, channels = values.get("levels"), values.get("channels")
    said: dict[str, Any] = {
        "audience": AUDIENCES.get(str(values.get("audience")), ""),
        "mode": MODES.get(str(values.get("mode")), ""),
        "levels": [vocabulary.LEVEL_NAMES[tier] for tier in _listed(levels)],
        "channels": vocabulary.channel_names(_listed(channels)),
    }
    return replace(row, **{key: value for key, value in said.items() if key in lacking})


def changes_of(row: OfficialRow, said: OfficialRow) -> Iterator[Change]:
    """`row` as it was read."""
    for key in (*WRITTEN, "time", "subject"):
        name = "time_text" if key == "time" else key
        if getattr(said, name) != getattr(row, name):
            yield Change(row.sheet, row.row, key, str(getattr(said, name)))
    for key in CHOSEN:
        if getattr(said, key) != getattr(row, key):
            words = channel_boxes(PrintedRow(said)) if key == "channels" else said_of(said, key)
            yield Change(row.sheet, row.row, key, words)


def _listed(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []
