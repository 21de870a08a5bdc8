"""Which column holds what: found by the words of the head, wherever they stand."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mingtang.catalogue.rules.official.ticks import is_ticked
from mingtang.files.rules.grids import Sheet
from mingtang.foundation.cells import spaceless, tight

# What we read, as the head of a column calls it; what it is called first is what we call it.
NAMES = {
    "number": ("序号", "编号"),
    "level1": ("一级事项", "一级", "一级公开事项", "一级目录"),
    "level2": ("二级事项", "二级", "二级公开事项", "二级目录"),
    "elements": ("公开内容（要素）", "公开内容", "公开要素", "内容要素", "公开内容和要素"),
    "basis": ("公开依据", "依据", "法律依据", "政策依据"),
    "time": ("公开时限", "时限", "公开时间", "公开期限"),
    "subject": ("公开主体", "公开责任主体", "责任主体", "责任单位", "责任部门"),
    "channels": ("公开渠道和载体", "公开渠道", "公开载体", "渠道和载体", "公开渠道及载体"),
    "audience": ("公开对象", "对象"),
    "mode": ("公开方式", "方式"),
    "levels": ("公开层级", "层级"),
}
MATTER = "公开事项"  # above 一级事项 and 二级事项
NOTHING_LOST = {"number"}
KEY_OF = {tight(name): key for key, names in NAMES.items() for name in names}
# Of these, each choice may have a column of its own, named in the second row of the head.
CHOICES = ("audience", "mode", "levels")
ENOUGH = 4  # columns known by name make a row a head
IN_FIRST = 50  # rows in which a head is looked for
HEAD_AT_MOST = 4  # rows
REMARK = re.compile(r"\([^()]*\)|[*:]")


@dataclass(frozen=True)
class Layout:
    """`one`: the column of each thing; `choices`: of a thing with choices, each column with its
    choice, empty where one column holds them all. `row`, `last`: first and last row of the head.
    `heads`: what each thing is called there."""

    row: int
    last: int
    one: Mapping[str, int]
    choices: Mapping[str, Sequence[tuple[int, str]]]
    extra: Mapping[int, str] = field(default_factory=dict)
    heads: Mapping[str, str] = field(default_factory=dict)

    @property
    def missing(self) -> list[str]:
        known = {*self.one, *self.choices} | NOTHING_LOST
        return [names[0] for key, names in NAMES.items() if key not in known]


def layout_of(sheet: Sheet) -> Layout | None:
    """None where no row looks like the head of such a table."""
    for number, row in enumerate(sheet.rows[:IN_FIRST]):
        keys = {_key(cell) for cell in row} | {"level1" for cell in row if _name(cell) == MATTER}
        if len(keys - {None}) >= ENOUGH:
            return _layout(sheet, number)
    return None


def _layout(sheet: Sheet, top: int) -> Layout:
    above, below, last = _head(sheet.rows, top)
    one: dict[str, int] = {}
    choices: dict[str, list[tuple[int, str]]] = defaultdict(list)
    extra: dict[int, str] = {}
    heads: dict[str, str] = {}
    for column, cell in enumerate(above):
        under = below[column]
        key = _key(under) if _key(under) in {"level1", "level2"} else _key(cell)
        if _name(cell) == MATTER and key is None:
            key = "level1" if "level1" not in one and _covers_two(above, column) else "level2"
        if key in CHOICES:
            choices[key].append((column, "" if _name(under) == _name(cell) else spaceless(under)))
            heads.setdefault(key, spaceless(cell))
        elif key is None or key in one:
            extra |= {column: spaceless(under) or spaceless(cell)} if tight(under + cell) else {}
        else:
            one[key] = column
            heads[key] = (_key(under) == key and spaceless(under)) or spaceless(cell)
    return Layout(top, last, one, choices, extra, heads)


def _head(rows: Sequence[Sequence[str]], top: int) -> tuple[Sequence[str], Sequence[str], int]:
    """Its names, what stands under each (a level, a choice), and its last row."""
    above, below, last = rows[top], [""] * len(rows[top]), top
    for number in range(top + 1, min(top + HEAD_AT_MOST, len(rows))):
        row = rows[number]
        if _are_numbers(row):
            return above, below, number
        if _belongs(above, below, row):
            above, below = _folded(above, below, row)
            last = number
        elif any(map(tight, row)):
            break
    return above, below, last


def _folded(
    above: Sequence[str], below: Sequence[str], row: Sequence[str]
) -> tuple[list[str], list[str]]:
    """With one row more: what has choices of its own there is the name now (of 公开对象及方式,
    公开对象, 全社会 the second)."""
    names = _spread(above, row, [""] * len(row))
    if not any(map(tight, below)):
        return names, list(row)
    columns = zip(names, _spread(below, row, above), row, strict=True)
    pairs = [_pair(over, middle, under) for over, middle, under in columns]
    return [over for over, _under in pairs], [under for _over, under in pairs]


def _pair(over: str, middle: str, under: str) -> tuple[str, str]:
    if not tight(under) or _name(under) == _name(middle or over):
        return over, middle
    if not tight(middle) or _name(middle) == _name(over):
        return over, under
    return (middle, under) if _key(middle) in CHOICES else (over, middle)


def _spread(above: Sequence[str], below: Sequence[str], topmost: Sequence[str]) -> list[str]:
    """A row of a head that is not merged: a name goes on over empty cells beside it, but never
    under another name."""
    spread: list[str] = []
    for over, under, upper in zip(above, below, topmost, strict=True):
        goes_on = not tight(over) and tight(under) and spread and not tight(upper)
        spread.append(spread[-1] if goes_on else over)
    return spread


def _belongs(above: Sequence[str], below: Sequence[str], row: Sequence[str]) -> bool:
    """Whether a row goes on with the head: it names levels, or choices that are not ticks."""
    over = [middle if tight(middle) else name for name, middle in zip(above, below, strict=True)]
    return any(
        _key(under) in {"level1", "level2"}
        or (_key(name) in CHOICES and tight(under) and _name(under) == _name(name))
        or (_key(name) is not None and _key(under) == _key(name))
        for name, under in zip(over, row, strict=True)
    ) or _names_choices(_spread(over, row, [""] * len(row)), row)


def _names_choices(over: Sequence[str], row: Sequence[str]) -> bool:
    """Whether nothing is said but under what has choices, and no tick there."""
    said = [(name, under) for name, under in zip(over, row, strict=True) if tight(under)]
    return bool(said) and all(
        _key(name) in CHOICES and is_ticked(under) is None for name, under in said
    )


def _are_numbers(row: Sequence[str]) -> bool:
    """The columns counted, as some forms have it under the head: 1, 2, 3 …"""
    said = [tight(cell).strip("()") for cell in row if tight(cell)]
    return len(said) >= ENOUGH and said == [str(number) for number in range(1, len(said) + 1)]


def _covers_two(above: Sequence[str], column: int) -> bool:
    return column + 1 < len(above) and _name(above[column + 1]) == MATTER


def _key(cell: str) -> str | None:
    return KEY_OF.get(tight(cell)) or KEY_OF.get(_name(cell))


def _name(cell: str) -> str:
    """The words of a head without what stands beside them in brackets."""
    return REMARK.sub("", tight(cell))
