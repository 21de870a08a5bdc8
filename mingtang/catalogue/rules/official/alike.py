"""Rows that look the same: said twice, or told apart by what is not read."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from mingtang.catalogue.rules.official.found import OfficialRow, Problem, Read
from mingtang.foundation.cells import line, tight
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import quoted

TWICE = _("和表“%(sheet)s”第%(other)s行完全一样。请删去一行；是两件事项的，请把不同的地方写出来。")
THIRD = frozenset({"三级事项", "三级", "三级公开事项", "三级目录"})
THIRD_LEVEL = _(
    "三级事项“%(read)s”没有读，只凭它才和别的行分得开。请把它写进二级事项，或者在工作台里改二级事项。"
)


def told_twice(found: Read) -> Iterable[Problem]:
    """Each row that says in every column what another has said before."""
    first: dict[str, OfficialRow] = {}
    for row, beside in zip(found.rows, found.beside, strict=True):
        said = repr((replace(row, sheet="", row=0), beside))
        one = first.setdefault(said, row)
        if one is not row:
            params = {"sheet": quoted(one.sheet), "other": one.row}
            yield Problem(row.sheet, row.row, "", row.level2, TWICE, params)


def told_by_third_level(found: Read) -> Iterable[Problem]:
    """Each row that is told from another by its third level alone, which no table is to have."""
    alike: dict[tuple[str, str, str], list[tuple[OfficialRow, str, str]]] = defaultdict(list)
    for row, beside in zip(found.rows, found.beside, strict=True):
        column = next((name for name in beside.extra if tight(name) in THIRD), "")
        said = line(beside.extra.get(column, ""))
        alike[row.sheet, row.level1, row.level2].append((row, column, said))
    told_apart = (rows for rows in alike.values() if len({said for _row, _name, said in rows}) > 1)
    for row, column, said in chain.from_iterable(told_apart):
        if said:
            yield Problem(row.sheet, row.row, column, said, THIRD_LEVEL)
