"""Due rules read from their written form: one of the forms that `terms_of_items` lists."""

import datetime
import re

from mingtang.catalogue.rules.facts import PLANNED, PLANS
from mingtang.catalogue.rules.reading import MISSING, Table
from mingtang.catalogue.rules.terms_of_items import (
    AT_ONCE_MOST,
    FORMED,
    AfterFact,
    AfterPeriod,
    AtOnce,
    BeforeFact,
    ByDay,
    DueRule,
    Every,
    Lasting,
    Shown,
    YearlyBy,
)
from mingtang.foundation.terms import MOST, SAME_DAY, Term, Unit
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import quoted

OWN = {"n", "unit"}
MONTH_DAY = re.compile(r"([0-9][0-9])-([0-9][0-9])")

NO_TERM = _(
    "看不懂公开时限。请写 after（事实之后）、before（计划的日子之前）、"
    "every（每期）、yearly_by（每年某日前）、standing（长期公开）、at（立即）、"
    "display_at_least（公示不少于）中的一种。"
)
EVERY_HOW = _("按期公开还要写 within（期满后多少天内）或者 by_day（次月几日前），只写一种。")
SAME_DAY_HOW = _("n = 0 是当日，休息日也一样，所以按天写：unit 写 d。")
NOT_A_DAY = _("“%(read)s”不是一年里的一天。请写成 01-31 这样的月和日。")


def read_due(table: Table, facts: frozenset[str]) -> DueRule:
    """One of those forms. What cannot be read is noted as a problem, and reads as lasting."""
    readers = {
        "after": _after,
        "before": _before,
        "every": _every,
        "yearly_by": _yearly,
        "standing": _standing,
        "at": _at_once,
        "display_at_least": _shown,
    }
    written = [key for key in readers if table.has(key)]
    if written == ["after", "at"]:
        written = ["at"]  # "after" only says which fact, where it is another than usual
    rule: DueRule = Lasting()
    if len(written) == 1:
        rule = readers[written[0]](table, facts)
    else:
        table.problem(NO_TERM)
    table.done()
    return rule


def _after(table: Table, facts: frozenset[str]) -> DueRule:
    return AfterFact(table.word("after", facts - set(PLANS.values())), _term(table))


def _before(table: Table, _facts: frozenset[str]) -> DueRule:
    return BeforeFact(
        table.word("before", (PLANNED - set(PLANS.values())) | PLANS.keys()), _term(table)
    )


def _every(table: Table, _facts: frozenset[str]) -> DueRule:
    every = Every(table.word("every", [*Every]) or Every.YEAR)
    if table.has("within") == table.has("by_day"):
        table.problem(EVERY_HOW)
        return Lasting()
    if table.has("by_day"):
        return ByDay(every, table.number("by_day", least=1, most=31) or 1)
    within = table.table("within")
    term = _term(within)
    within.done()
    return AfterPeriod(every, term)


def _yearly(table: Table, _facts: frozenset[str]) -> DueRule:
    written = table.text("yearly_by", most=16)
    of = table.word("of", ["year_before", "same_year"], "year_before")
    found = MONTH_DAY.fullmatch(written)
    month, day = (int(found[1]), int(found[2])) if found else (0, 0)
    try:
        datetime.date(2000, month, day)  # a leap year: 02-29 means the last day of February
    except ValueError:
        table.problem(NOT_A_DAY, read=quoted(written))
        return Lasting()
    return YearlyBy(month, day, is_of_same_year=of == "same_year")


def _standing(table: Table, _facts: frozenset[str]) -> DueRule:
    if not table.flag("standing"):
        table.problem(NO_TERM)
    return Lasting()


def _at_once(table: Table, facts: frozenset[str]) -> DueRule:
    table.word("at", ["once"])
    is_own = not OWN.isdisjoint(table.values)
    return AtOnce(table.word("after", facts, FORMED), _own(table) if is_own else None)


def _own(table: Table) -> Term:
    """How long at once is for one item: an hour is no unit of ours, and a month is not at once."""
    count = table.number("n", least=0, most=AT_ONCE_MOST, default=1)
    unit = Unit(table.word("unit", [Unit.WORKING_DAYS, Unit.DAYS], Unit.DAYS) or Unit.DAYS)
    for key in OWN - table.values.keys():
        table.problem(MISSING, key=key)
    if count == 0 and unit is not Unit.DAYS:
        table.problem(SAME_DAY_HOW)
    return Term(count, unit) if count else SAME_DAY


def _shown(table: Table, _facts: frozenset[str]) -> DueRule:
    within = table.table("display_at_least")
    term = _term(within)
    within.done()
    return Shown(term)


def _term(table: Table) -> Term:
    count = table.number("n", least=1, most=MOST)
    unit = table.word("unit", [*Unit])
    for key in OWN - table.values.keys():
        table.problem(MISSING, key=key)
    return Term(count or 1, Unit(unit or Unit.DAYS))
