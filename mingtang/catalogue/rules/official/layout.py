"""Which column holds what: found by the words of the head, wherever they stand."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from mingtang.catalogue.rules.official.ticks import is_mixed, is_ticked, ticked
from mingtang.catalogue.rules.official.vocabulary import EVERYBODY, MODES, SOME
from mingtang.files.rules.grids import Sheet
from mingtang.foundation.cells import spaceless, tight

# What we read, as the head of a column calls it; what it is called first is what we call it.
NAMES = {
    "number": ("序号", "编号"),
    "level1": ("一级事项", "一级", "一级公开事项", "一级目录"),
    "level2": ("二级事项", "二级", "二级公开事项", "二级目录"),
    "elements": (
        *("公开内容（要素）", "公开内容", "公开要素", "内容要素", "公开内容和要素"),
        *("公开内容及要素", "公开内容要素", "内容", "要素", "内容和要素", "内容及要素"),
    ),
    "basis": (
        *("公开依据", "依据", "法律依据", "政策依据", "法定依据", "设定依据", "法规依据"),
        *("法律法规依据", "公开法律依据", "公开政策依据", "文件依据", "依据文件"),
    ),
    "time": (
        *("公开时限", "时限", "公开时间", "公开期限", "时限要求", "公开时限要求"),
        *("时间要求", "公开时间要求", "期限要求", "发布时限", "公布时限"),
    ),
    "subject": (
        *("公开主体", "公开责任主体", "责任主体", "责任单位", "责任部门", "主体", "公开单位"),
        *("公开部门", "公开机关", "责任机关", "公开责任单位", "公开责任部门", "公开责任机关"),
    ),
    "channels": (
        *("公开渠道和载体", "公开渠道", "公开载体", "渠道和载体", "公开渠道及载体", "渠道", "载体"),
        *("公开渠道与载体", "公开渠道、载体", "公开渠道载体", "公开载体和渠道", "渠道与载体"),
        *("渠道及载体", "公开途径", "公开途径和载体", "公开途径与载体"),
    ),
    "audience": ("公开对象", "对象", "公开群体", "公开受众"),
    "mode": ("公开方式", "方式"),
    "levels": ("公开层级", "层级", "公开级别"),
}
# What may be called so is something else too: it is known by the choices that stand under it.
BY_CHOICES = {
    **dict.fromkeys(("公开范围",), "audience"),
    **dict.fromkeys(("公开属性", "公开类型", "公开类别", "公开形式", "公开性质"), "mode"),
}
# Above 一级事项 and 二级事项.
MATTERS = frozenset({"公开事项", "事项", "政务公开事项", "公开事项名称", "事项名称"})
NOTHING_LOST = {"number"}
KEY_OF = {tight(name): key for key, names in NAMES.items() for name in names}
# Of these, each choice may have a column of its own, named in the second row of the head.
CHOICES = ("audience", "mode", "levels")
# So may channels, where their head is wide enough; else they stand with their boxes in one cell.
MAY_BE_APART = (*CHOICES, "channels")
ENOUGH = 4  # columns known by name make a row a head
IN_FIRST = 50  # rows in which a head is looked for
HEAD_AT_MOST = 4  # rows
REMARK = re.compile(r"\([^()]*\)|[*:]")
LEVELS = {"level1", "level2"}
# As a running number is written: 1, 1., （一）, 第1项.
RUNNING = re.compile(r"\(?第?(?:\d{1,5}|[一二三四五六七八九十百]{1,5})[项条]?\)?[.、]?")


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
        lacking = lacking_in({*self.one, *self.choices})
        return [names[0] for key, names in NAMES.items() if key in lacking]

    @property
    def columns(self) -> set[int]:
        own = {column for columns in self.choices.values() for column, _choice in columns}
        return own | {*self.one.values(), *self.extra}


def lacking_in(heads: Collection[str]) -> frozenset[str]:
    """What a table has no column for; `heads`: what it has."""
    return frozenset(NAMES) - frozenset(heads) - NOTHING_LOST


def layout_of(sheet: Sheet) -> Layout | None:
    """None where no row looks like the head of such a table."""
    for number, row in enumerate(sheet.rows[:IN_FIRST]):
        if is_head(row):
            return layout_at(sheet, number)
    return None


def is_head(row: Sequence[str]) -> bool:
    keys = {_key(cell) for cell in row} | {"level1" for cell in row if _name(cell) in MATTERS}
    return len(keys - {None}) >= ENOUGH


def layout_at(sheet: Sheet, top: int) -> Layout:
    """Of the table whose head begins in that row."""
    above, below, last = _head(sheet, top)
    one: dict[str, int] = {}
    choices: dict[str, list[tuple[int, str]]] = defaultdict(list)
    extra: dict[int, str] = {}
    heads: dict[str, str] = {}
    for column, cell in enumerate(above):
        under = below[column]
        key = _key(under) if _key(under) in LEVELS else _key(cell)
        key = key or _key_by_choice(above, cell, under)
        if _name(cell) in MATTERS and key is None:
            key = "level1" if "level1" not in one and _covers_two(above, column) else "level2"
        if key in CHOICES:
            choices[key].append((column, "" if _name(under) == _name(cell) else spaceless(under)))
            heads.setdefault(key, spaceless(cell))
        elif key == "channels" and _is_apart(above, below, column):
            choices[key].append((column, spaceless(under)))
            heads.setdefault(key, spaceless(cell))
        elif key is None or key in one:
            extra |= {column: spaceless(under) or spaceless(cell)} if tight(under + cell) else {}
        else:
            one[key] = column
            heads[key] = (_key(under) == key and spaceless(under)) or spaceless(cell)
    # A column among them that bears no name is read by nobody, and told.
    if "channels" in choices and "channels" in one:
        extra[one.pop("channels")] = heads["channels"]
    return Layout(top, last, one, choices, extra, heads)


def _head(sheet: Sheet, top: int) -> tuple[Sequence[str], Sequence[str], int]:
    """Its names, what stands under each (a level, a choice), and its last row."""
    rows = sheet.rows
    above, below, last = rows[top], [""] * len(rows[top]), top
    for number in range(top + 1, min(top + HEAD_AT_MOST, len(rows))):
        row = rows[number]
        if _are_numbers(row):
            return above, below, number
        over = [_over(name, middle) for name, middle in zip(above, below, strict=True)]
        if _goes_on(sheet, number, top, over, is_under=last > top):
            above, below = _folded(above, below, row)
            last = number
        elif any(map(tight, row)):
            break
    return above, below, last


def _over(name: str, middle: str) -> str:
    return middle if tight(middle) else name


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


def _goes_on(sheet: Sheet, number: int, top: int, over: Sequence[str], *, is_under: bool) -> bool:
    """Whether a row goes on with the head: the two levels that the head still lacks, or nothing but
    what a head may say under its names (`over`) and something that no matter would.

    A matter may use the words of a head too (公开内容, 主动): a row of which that is not certain is
    read, or told, as all others are.
    """
    row = sheet.rows[number]
    names = _spread(over, row, [""] * len(row))
    said = [
        (column, name, under)
        for column, (name, under) in enumerate(zip(names, row, strict=True))
        if tight(under)
    ]
    if any(_key(name) == "number" and RUNNING.fullmatch(tight(under)) for _, name, under in said):
        return False
    strange = sum(
        not _may_stand(name, under, is_wide=_is_wide(names, column)) for column, name, under in said
    )
    if {_key(under) for _, name, under in said if _name(name) in MATTERS} >= LEVELS:
        return strange < ENOUGH
    return not strange and any(
        sheet.merged.get((number, column), (number, 1))[0] in range(top, number)
        or _says_more(name, under, is_wide=_is_wide(names, column), is_under=is_under)
        for column, name, under in said
    )


def _may_stand(name: str, under: str, *, is_wide: bool) -> bool:
    """Whether a head may say so under one of its names."""
    if not _name(under) or _name(under) == _name(name):  # only a remark; merged, or said again
        return True
    key = _key(name)
    if key in CHOICES:
        return is_ticked(under) is None
    if key == "channels" and is_wide:
        return is_ticked(under) is None and ticked(under) is None and not is_mixed(under)
    return key is None or key == _key(under) or {key, _key(under)} <= LEVELS


def _says_more(name: str, under: str, *, is_wide: bool, is_under: bool) -> bool:
    """Whether only a head says so there: a choice under what is wide enough to have several; a name
    of its own under one that is none, but for the choices (`is_under` a second row already)."""
    if _key(name) in MAY_BE_APART:
        return is_wide and _name(under) != _name(name)
    return not is_under and _key(name) is None and _key(under) in {*CHOICES, *LEVELS}


def _is_apart(above: Sequence[str], below: Sequence[str], column: int) -> bool:
    """Whether a channel has that column to itself: it is named under a head that covers several."""
    under = below[column]
    is_named = tight(under) and _name(under) != _name(above[column])
    return bool(is_named) and _is_wide(above, column)


def _is_wide(names: Sequence[str], column: int) -> bool:
    beside = (*names[max(0, column - 1) : column], *names[column + 1 : column + 2])
    return names[column] in beside


def _are_numbers(row: Sequence[str]) -> bool:
    """The columns counted, as some forms have it under the head: 1, 2, 3 …"""
    said = [tight(cell).strip("()") for cell in row if tight(cell)]
    return len(said) >= ENOUGH and said == [str(number) for number in range(1, len(said) + 1)]


def _covers_two(above: Sequence[str], column: int) -> bool:
    return column + 1 < len(above) and _name(above[column + 1]) in MATTERS


def _key(cell: str) -> str | None:
    return KEY_OF.get(tight(cell)) or KEY_OF.get(_name(cell))


def _key_by_choice(above: Sequence[str], cell: str, under: str) -> str | None:
    """Of a name that says too little; none where another column bears the usual one."""
    key = BY_CHOICES.get(_name(cell))
    choice = _name(under)
    if key is None or key in map(_key, above):
        return None
    is_mode, is_audience = choice in MODES, choice in EVERYBODY or bool(SOME.match(choice))
    return key if (is_mode if key == "mode" else is_audience) else None


def _name(cell: str) -> str:
    """The words of a head without what stands beside them in brackets."""
    return REMARK.sub("", tight(cell))
