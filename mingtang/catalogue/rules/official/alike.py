"""Rows that look the same: said twice, or told apart by what is not read."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from mingtang.catalogue.rules.bodies import named_alike
from mingtang.catalogue.rules.official.contradictions import OF_TERMS, problems_of_terms, saying
from mingtang.catalogue.rules.official.found import OfficialRow, Problem, Read
from mingtang.catalogue.rules.official.third import third_level
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import quoted

TWICE = _("和表“%(sheet)s”第%(other)s行完全一样。请删去一行；是两件事项的，请把不同的地方写出来。")
THIRD_LEVEL = _(
    "三级事项“%(read)s”没有读，只凭它才和别的行分得开。请把它写进二级事项，或者在工作台里改二级事项。"
)
BETWEEN_ROWS = frozenset({TWICE, *OF_TERMS, THIRD_LEVEL})


def between_rows(found: Read) -> list[Problem]:
    """All that the words of rows beside each other give cause to ask."""
    sayings = [
        saying(row, beside, {"time": row.term})
        for row, beside in zip(found.rows, found.beside, strict=True)
    ]
    return [*apart_from_terms(found), *problems_of_terms(sayings, heads_of(found), named_alike)]


def apart_from_terms(found: Read) -> list[Problem]:
    """What there is to ask whatever the terms mean, and whoever owes the matters."""
    return [*told_twice(found), *told_by_third_level(found)]


def heads_of(found: Read) -> dict[str, dict[str, str]]:
    """By sheet, what each column is called there."""
    return {around.sheet: around.heads for around in found.around}


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
        column, said = third_level(beside)
        alike[row.sheet, row.level1, row.level2].append((row, column, said))
    told_apart = (rows for rows in alike.values() if len({said for _row, _name, said in rows}) > 1)
    for row, column, said in chain.from_iterable(told_apart):
        if said:
            yield Problem(row.sheet, row.row, column, said, THIRD_LEVEL)
