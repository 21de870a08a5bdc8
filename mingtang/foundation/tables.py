"""Tables that people fill in: one row of names, and below it one thing in each row.

What a table is for says a `Layout`. What cannot be read is told by its place; nothing is guessed.
"""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from difflib import get_close_matches
from typing import Any, TypeVar

from mingtang.foundation.cells import tight
from mingtang.foundation.dates import parse_day
from mingtang.foundation.errors import NotUnderstood
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import half_width, quoted

T = TypeVar("T")
NEAR = 0.6  # how like a name of ours another is, of 1
MOST_HOURS, MINUTES = 14, 60  # how far a clock anywhere is from the middle one
HEAD_WITHIN = 10  # rows: a title and notes may stand above
SAYS_NOTHING = ("合计", "说明", "备注", "注:")
DAYS = ("day", "since")  # parts of sentences that are days
CLOCK = re.compile(
    r"(?P<day>.*?[0-9日号])(?:\s+|T)(?P<hour>[01]?[0-9]|2[0-3]):(?P<minute>[0-5][0-9])"
    r"(?::[0-5][0-9](?:\.[0-9]+)?)?\s*(?P<offset>Z|[+-][0-9]{2}:?[0-9]{2})?"
)
HERE = datetime.timezone(datetime.timedelta(hours=8))
FAULT = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)")
NUMBERED = ("序号", "备注", "说明", "附注")  # columns of which nobody expects to be read
BETWEEN = re.compile(r"[、,，;；\n]+")  # of what stands in one cell

MISSING_COLUMN = _("表头里没有“%(label)s”这一列。请照模板补上。")
UNKNOWN_COLUMN = _(
    "%(place)s列“%(name)s”读不懂，没有读。请照模板改列名；用不着的，不用管它，或者删掉。"
)
LIKE_COLUMN = _(
    "%(place)s列“%(name)s”读不懂，没有读。是“%(ours)s”的，请改成“%(ours)s”再传；"
    "不是的，请删掉这一列。"
)
NO_RESULT = _(
    "这一格是公式“%(formula)s”，没有存下结果。请用 Excel 打开，保存一次再传；或者改成文字。"
)
FAULTY = _("这一格的公式出错（%(formula)s）。请在 Excel 里改好，或者改成文字。")
TWO_COLUMNS = _("有两列都是“%(label)s”。请只留一列。")
NO_OFFSET = _("“%(typed)s”里的时区看不懂。请只写日期，例如 2026-09-18。")
TOO_MANY = _("这份表有%(count)s行，一次最多%(most)s行。请拆成几份。")


@dataclass(frozen=True)
class Layout:
    """What a table is called, and its columns: by key the names they go by, their own first.

    `required`: columns that must be there. `unlisted`: those that are read where they are, and are
    not in the template. `tells_unknown`: what stands in other columns is told, as it is not read.
    `no_head`, `no_rows`: what to say where the table has
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
    unlisted: tuple[str, ...] = ()
    tells_unknown: bool = False

    @property
    def head(self) -> list[str]:
        """The template is this and nothing else: an example left in it would be registered."""
        return [names[0] for key, names in self.columns.items() if key not in self.unlisted]

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
    return Read(rows, list(_unread(grid, at, layout)) if layout.tells_unknown else [])


def _unread(grid: Sequence[Sequence[str]], at: int, layout: Layout) -> Iterator[Problem]:
    """Columns that no name of ours fits, as far as anything stands in them: by place, with what
    may have been meant."""
    labels = {name: names[0] for names in layout.columns.values() for name in names}
    for place, cell in enumerate(grid[at]):
        name = tight(cell).strip("*:")
        below = (row[place] for row in grid[at + 1 :] if place < len(row))
        if not name or _key(cell, layout) or name in NUMBERED or not any(map(str.strip, below)):
            continue
        said: dict[str, object] = {"place": column_letters(place), "name": quoted(name)}
        near = get_close_matches(name, labels, n=1, cutoff=NEAR)
        if near:
            yield Problem(at + 1, "", name, LIKE_COLUMN, {**said, "ours": labels[near[0]]})
        else:
            yield Problem(at + 1, "", name, UNKNOWN_COLUMN, said)


def column_letters(place: int) -> str:
    """A for 0, AA for 26: as Excel names its columns."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


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
        filled = [cell.strip() for cell in cells if cell.strip()]
        # Beside other cells it is no note, whatever it begins with: a row of which one is wrong.
        is_note = len(set(filled)) == 1 and tight(filled[0]).startswith(SAYS_NOTHING)
        if any(words.values()) and not is_note:
            yield Row(number, words)


class Cells:
    """Reads the cells of one row, and keeps what could not be read of them."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.problems: list[Problem] = [
            Problem(row.row, key, word, template, {"formula": quoted(word)})
            for key, word in row.words.items()
            if (template := _why_not_counted(word))
        ]

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


def _why_not_counted(word: str) -> str:
    """Empty where it is no formula that came to nothing."""
    if word.startswith("="):
        return NO_RESULT
    return FAULTY if FAULT.fullmatch(word) else ""


def day_in(typed: str) -> datetime.date:
    """The day, as written: tables and office systems write a time of the day with it.

    Where another offset than that of China stands there, it is the day here. Raises NotUnderstood.
    """
    found = CLOCK.fullmatch(half_width(typed).strip())
    if found is None:
        return parse_day(typed.strip())
    day = parse_day(found["day"])
    if not found["offset"]:
        return day
    time = datetime.time(int(found["hour"]), int(found["minute"]))
    offset = found["offset"].replace("Z", "+00:00")
    sign, hours, minutes = offset[0], int(offset[1:3]), int(offset[-2:])
    if hours > MOST_HOURS or minutes >= MINUTES:
        raise NotUnderstood(NO_OFFSET, typed=quoted(typed.strip()))
    ahead = datetime.timedelta(hours=hours, minutes=minutes) * (-1 if sign == "-" else 1)
    at = datetime.datetime.combine(day, time, datetime.timezone(ahead))
    return at.astimezone(HERE).date()


def has_clock(typed: str) -> bool:
    """Whether a time of the day stands with the day, other than the one at which it begins."""
    found = CLOCK.fullmatch(half_width(typed).strip())
    return found is not None and (
        bool(found["offset"]) or (int(found["hour"]), int(found["minute"])) != (0, 0)
    )


def one_of(known: Mapping[str, tuple[str, ...]], typed: str, refusal: str) -> str:
    """Of which code the cell has a name. Raises NotUnderstood with that refusal."""
    written = tight(typed)
    for code, names in known.items():
        if written in {tight(name) for name in names}:
            return code
    raise NotUnderstood(refusal, typed=quoted(typed.strip()))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime.date) else value
