"""Rows that look the same: said twice, or told apart by what is not read."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from mingtang.catalogue.rules.official.found import Beside, OfficialRow, Problem, Read
from mingtang.foundation.cells import line, tight
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import quoted

TWICE = _("和表“%(sheet)s”第%(other)s行完全一样。请删去一行；是两件事项的，请把不同的地方写出来。")
OTHER_TERM = _(
    "和第%(other)s行是同一件事项、同一个主体，公开时限却不一样：那一行是“%(said)s”，这一行是“%(read)s”。"
    "是同一件的，请只留一行；是两件的，请把二级事项写得不同。"
)
THIRD = frozenset({"三级事项", "三级", "三级公开事项", "三级目录"})
THIRD_LEVEL = _(
    "三级事项“%(read)s”没有读，只凭它才和别的行分得开。请把它写进二级事项，或者在工作台里改二级事项。"
)
BETWEEN_ROWS = frozenset({TWICE, OTHER_TERM, THIRD_LEVEL})


def between_rows(found: Read) -> list[Problem]:
    """All that rows beside each other give cause to ask."""
    return [*told_twice(found), *told_by_term(found), *told_by_third_level(found)]


def told_twice(found: Read) -> Iterable[Problem]:
    """Each row that says in every column what another has said before."""
    first: dict[str, OfficialRow] = {}
    for row, beside in zip(found.rows, found.beside, strict=True):
        said = repr((replace(row, sheet="", row=0), beside))
        one = first.setdefault(said, row)
        if one is not row:
            params = {"sheet": quoted(one.sheet), "other": one.row}
            yield Problem(row.sheet, row.row, "", row.level2, TWICE, params)


def told_by_term(found: Read) -> Iterable[Problem]:
    """Each other term that a row of the sheet says of a matter and a subject said before.

    Rows that a third level tells apart are `told_by_third_level`; nobody can say of which row a
    term was meant, so that both are named and none is chosen.
    """
    heads = {around.sheet: around.heads for around in found.around}
    earlier: dict[tuple[str, ...], list[OfficialRow]] = defaultdict(list)
    for row, beside in zip(found.rows, found.beside, strict=True):
        said = (row.level1, row.level2, row.subject, _third_level(beside)[1])
        if not (tight(row.level2) and tight(row.time_text)):
            continue
        rows = earlier[row.sheet, *map(tight, said)]
        is_new = not any(_is_same_term(one, row) for one in rows)
        if rows and is_new:
            column = heads.get(row.sheet, {}).get("time", "")
            params = {"other": rows[0].row, "said": quoted(rows[0].time_text)}
            yield Problem(row.sheet, row.row, column, row.time_text, OTHER_TERM, params)
        rows += [row] if is_new else []


def told_by_third_level(found: Read) -> Iterable[Problem]:
    """Each row that is told from another by its third level alone, which no table is to have."""
    alike: dict[tuple[str, str, str], list[tuple[OfficialRow, str, str]]] = defaultdict(list)
    for row, beside in zip(found.rows, found.beside, strict=True):
        column, said = _third_level(beside)
        alike[row.sheet, row.level1, row.level2].append((row, column, said))
    told_apart = (rows for rows in alike.values() if len({said for _row, _name, said in rows}) > 1)
    for row, column, said in chain.from_iterable(told_apart):
        if said:
            yield Problem(row.sheet, row.row, column, said, THIRD_LEVEL)


def _is_same_term(one: OfficialRow, other: OfficialRow) -> bool:
    """In the same words, or in others that are read as the same."""
    if one.term and other.term:
        return one.term == other.term
    return tight(one.time_text) == tight(other.time_text)


def _third_level(beside: Beside) -> tuple[str, str]:
    """The column of it, and what it says."""
    column = next((name for name in beside.extra if tight(name) in THIRD), "")
    return column, line(beside.extra.get(column, ""))
