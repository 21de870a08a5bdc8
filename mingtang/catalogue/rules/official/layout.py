"""Which column holds what: found by the words of the head, wherever they stand."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

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
    above = sheet.rows[top]
    below = sheet.rows[top + 1] if top + 1 < len(sheet.rows) else [""] * len(above)
    is_double = _is_double(above, below)
    if is_double:
        above = _spread(above, below)
    one: dict[str, int] = {}
    choices: dict[str, list[tuple[int, str]]] = defaultdict(list)
    extra: dict[int, str] = {}
    heads: dict[str, str] = {}
    for column, cell in enumerate(above):
        under = below[column] if is_double else ""
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
    return Layout(top, top + is_double, one, choices, extra, heads)


def _spread(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """The upper row of a head that is not merged: a name goes on over empty cells beside it."""
    spread: list[str] = []
    for over, under in zip(above, below, strict=True):
        goes_on = not tight(over) and tight(under) and spread
        spread.append(spread[-1] if goes_on else over)
    return spread


def _is_double(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the row below belongs to the head: it names levels, or choices that are not ticks."""
    return any(
        _key(under) in {"level1", "level2"}
        or (_key(over) in CHOICES and _name(under) == _name(over))
        or (_key(over) is not None and _key(under) == _key(over))
        for over, under in zip(above, below, strict=True)
    )


def _covers_two(above: Sequence[str], column: int) -> bool:
    return column + 1 < len(above) and _name(above[column + 1]) == MATTER


def _key(cell: str) -> str | None:
    return KEY_OF.get(tight(cell)) or KEY_OF.get(_name(cell))


def _name(cell: str) -> str:
    """The words of a head without what stands beside them in brackets."""
    return REMARK.sub("", tight(cell))
