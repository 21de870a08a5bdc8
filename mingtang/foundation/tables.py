"""Tables that people fill in: one row of names, and below it one thing in each row.

What a table is for says a `Layout`. What cannot be read is told by its place; nothing is guessed.
"""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

from mingtang.foundation.cells import tight
from mingtang.foundation.dates import parse_day
from mingtang.foundation.errors import NotUnderstood
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import quoted

T = TypeVar("T")
HEAD_WITHIN = 10  # rows: a title and notes may stand above
SAYS_NOTHING = ("合计", "说明", "备注", "注:")
DAYS = ("day", "since")  # parts of sentences that are days
MIDNIGHT = re.compile(r"[ T]00:00(:00)?$")
BETWEEN = re.compile(r"[、,，;；\n]+")  # of what stands in one cell

MISSING_COLUMN = _("表头里没有“%(label)s”这一列。请照模板补上。")
TWO_COLUMNS = _("有两列都是“%(label)s”。请只留一列。")
TOO_MANY = _("这份表有%(count)s行，一次最多%(most)s行。请拆成几份。")


@dataclass(frozen=True)
class Layout:
    """What a table is called, and its columns: by key the names they go by, their own first.

    `required`: columns that must be there. `no_head`, `no_rows`: what to say where the table has
    none. `notes`: how to fill in a column, by its name. `widths`: in characters.
    """

    title: str
    columns: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    no_head: str
    no_rows: str
    most: int
    notes: tuple[tuple[str, str], ...] = ()
    widths: tuple[int, ...] = ()

    @property
    def head(self) -> list[str]:
        """The template is this and nothing else: an example left in it would be registered."""
        return [names[0] for names in self.columns.values()]

    def label(self, key: str) -> str:
        return self.columns[key][0] if key else ""


@dataclass(frozen=True)
class Problem:
    """What is wrong in one cell: `column` is a key of the layout, empty where it is the row."""

    row: int
    column: str
    read: str
    template: str
    params: Mapping[str, object]

    def as_json(self) -> dict[str, object]:
        params = {name: _plain(value) for name, value in self.params.items()}
        return {**asdict(self), "params": params}

    @staticmethod
    def kept(written: Mapping[str, Any]) -> "Problem":
        """From what `as_json` gave, with its days as days; the 30 of 2月30日 is a number."""
        params = {
            name: datetime.date.fromisoformat(value)
            if name in DAYS and isinstance(value, str)
            else value
            for name, value in written["params"].items()
        }
        return Problem(**{**written, "params": params})


@dataclass(frozen=True)
class Row:
    """Words by column; `row` is Excel's, from 1."""

    row: int
    words: Mapping[str, str]

    def as_json(self) -> dict[str, object]:
        return {"row": self.row, "words": dict(self.words)}


@dataclass
class Read:
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(grid: Sequence[Sequence[str]], layout: Layout) -> Read:
    """What stands below the head, as written. Empty rows are passed over."""
    head = _head(grid, layout)
    if head is None:
        return Read(problems=[Problem(0, "", "", layout.no_head, {})])
    at, columns, problems = head
    if problems:
        return Read(problems=problems)
    rows = list(_rows(grid, at, columns))
    if not rows:
        return Read(problems=[Problem(at + 1, "", "", layout.no_rows, {})])
    if len(rows) > layout.most:
        params = {"count": len(rows), "most": layout.most}
        return Read(problems=[Problem(0, "", "", TOO_MANY, params)])
    return Read(rows)


def _head(
    grid: Sequence[Sequence[str]], layout: Layout
) -> tuple[int, dict[str, int], list[Problem]] | None:
    """The row in which most of the columns that must be are named."""
    for at, cells in enumerate(grid[:HEAD_WITHIN]):
        named = [(key, place) for place, cell in enumerate(cells) if (key := _key(cell, layout))]
        if len({key for key, _place in named} & set(layout.required)) > 1:
            return at, dict(named), list(_problems(at, [key for key, _place in named], layout))
    return None


def _problems(at: int, named: Sequence[str], layout: Layout) -> Iterator[Problem]:
    for key in layout.columns:
        if key in layout.required and key not in named:
            yield Problem(at + 1, key, "", MISSING_COLUMN, {"label": layout.label(key)})
        if named.count(key) > 1:
            yield Problem(at + 1, key, "", TWO_COLUMNS, {"label": layout.label(key)})


def _key(cell: str, layout: Layout) -> str:
    written = tight(cell).strip("*:")
    return next((key for key, names in layout.columns.items() if written in names), "")


def _rows(grid: Sequence[Sequence[str]], at: int, columns: Mapping[str, int]) -> Iterator[Row]:
    for number, cells in enumerate(grid[at + 1 :], at + 2):
        words = {key: cells[place].strip() for key, place in columns.items() if place < len(cells)}
        first = next((cell.strip() for cell in cells if cell.strip()), "")
        is_note = tight(first).startswith(SAYS_NOTHING)
        if any(words.values()) and not is_note:
            yield Row(number, words)


class Cells:
    """Reads the cells of one row, and keeps what could not be read of them."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.problems: list[Problem] = []

    def word(self, key: str) -> str:
        return self.row.words.get(key, "")

    def read(self, key: str, parse: Callable[[str], T]) -> T | None:
        """What `parse` makes of the cell; None, and a problem, where it raises NotUnderstood."""
        try:
            return parse(self.word(key))
        except NotUnderstood as refused:
            self.problems.append(
                Problem(self.row.row, key, self.word(key), refused.template, refused.params)
            )
            return None


def day_in(typed: str) -> datetime.date:
    """Cells that hold a day come with the hour at which it begins. Raises NotUnderstood."""
    return parse_day(MIDNIGHT.sub("", typed.strip()))


def one_of(known: Mapping[str, tuple[str, ...]], typed: str, refusal: str) -> str:
    """Of which code the cell has a name. Raises NotUnderstood with that refusal."""
    written = tight(typed)
    for code, names in known.items():
        if written in {tight(name) for name in names}:
            return code
    raise NotUnderstood(refusal, typed=quoted(typed.strip()))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime.date) else value
