"""The figures as a table in a terminal: shares with both numbers, and of few the numbers alone."""

import unicodedata
from collections.abc import Iterator, Mapping

from scoreboard.counting import LATE_PARTS, Sums, share

HEADS = {
    "zh": ("按期率", "逾期后公开", "逾期未公开", "无此事项", "其中逾期", "不予公开", "其中逾期"),
    "en": ("in time", "done late", "overdue", "nil", "late", "withheld", "late"),
}
FEW = {"zh": "（数量少）", "en": " (few)"}


def lines(found: Mapping[str, Sums], names: Mapping[str, str], lang: str) -> Iterator[str]:
    """One line for each key, under the heads."""
    rows: list[tuple[str, ...]] = [("", *HEADS[lang])]
    rows += [(_name(key, names), *_cells(found[key], lang)) for key in sorted(found)]
    widths = [max(_width(row[at]) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        cells = (f"{cell}{' ' * (widths[at] - _width(cell))}" for at, cell in enumerate(row))
        yield "  ".join(cells).rstrip()


def _name(key: str, names: Mapping[str, str]) -> str:
    return f"{key} {names[key]}" if key in names else key


def _cells(sums: Sums, lang: str) -> Iterator[str]:
    counts, owed, due = sums.counts, sums.owed, sums.due_total
    row = sums.as_row()
    for column, of in (
        *(("kept", owed), ("late_done", owed), ("late_open", owed)),
        *(("nil", due), ("withheld", due)),
    ):
        both = f"{counts[column]}/{of}"
        if row["is_few"] or not of:
            yield f"{both}{FEW[lang] if column == 'kept' else ''}"
        else:
            yield f"{share(counts[column], of)}% {both}"
        if column in LATE_PARTS:
            yield f"{counts[LATE_PARTS[column]]}/{counts[column]}"


def _width(text: str) -> int:
    """In columns of a terminal, where Han characters take two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
