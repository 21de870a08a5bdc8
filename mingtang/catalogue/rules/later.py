"""Which of two due rules may let something come later, in the terms that count alike."""

from dataclasses import dataclass

from mingtang.catalogue.rules.official.printing import time_words
from mingtang.catalogue.rules.terms_of_items import (
    TWENTY_WORKING_DAYS,
    AfterFact,
    AtOnce,
    BeforeFact,
    ByDay,
    DueRule,
    Lasting,
    Periodic,
    YearlyBy,
)
from mingtang.foundation.terms import Term, Unit
from mingtang.foundation.text import gettext_noop as _

LATER = _("“%(item)s”有法定依据（%(basis)s），公开时限从“%(old)s”改成“%(new)s”，放宽了。请改回。")
OTHER_COUNT = _(
    "“%(item)s”有法定依据（%(basis)s），公开时限从“%(old)s”改成“%(new)s”，算法不同，"
    "不能保证不放宽。请改回。"
)
OTHER_PERIOD = _(
    "“%(item)s”有法定依据（%(basis)s），公开时限从“%(old)s”改成“%(new)s”，说的不再是同一期："
    "原来要求的那一期就可能没有哪一版要求公开。请改回。"
)
# Typical lengths in days: good for telling which of two terms is the longer one.
DAYS_OF = {Unit.WORKING_DAYS: 1.4, Unit.DAYS: 1.0, Unit.MONTHS: 30.5}
YEAR = 365


def why_later(old: DueRule, new: DueRule, *, old_at_once: int, new_at_once: int) -> str:
    """LATER or OTHER_COUNT where the new rule may let something come later, OTHER_PERIOD where it
    asks for the year that runs in the place of what is over; else empty."""
    if isinstance(old, AtOnce) and isinstance(new, AtOnce) and old.fact == new.fact:
        return _why_less_soon(old.term(old_at_once), new.term(new_at_once))
    if old == new:
        return ""
    if isinstance(old, Periodic) and _is_ahead(new) and not _is_ahead(old):
        return OTHER_PERIOD
    before, after = _length(old, old_at_once), _length(new, new_at_once)
    if before.counted != after.counted:
        return OTHER_COUNT
    return LATER if after.days > before.days else ""


def _is_ahead(rule: DueRule) -> bool:
    """Whether it is asked for before its period is over: the plan of a year, no report of one
    (政府信息公开条例 art. 49)."""
    return isinstance(rule, YearlyBy) and rule.is_of_same_year


def is_of_edition(rule: DueRule) -> bool:
    """Whether the number of the edition says how long it is."""
    return isinstance(rule, AtOnce) and rule.own is None


def _why_less_soon(old: Term, new: Term) -> str:
    """So few days are not told by their typical length: days never end after as many working days,
    but over a holiday one working day may take nine days."""
    if new.count > old.count:
        return LATER
    return OTHER_COUNT if (old.unit, new.unit) == (Unit.DAYS, Unit.WORKING_DAYS) else ""


@dataclass(frozen=True)
class _Length:
    """How long a rule leaves; only such as are counted alike can be compared."""

    counted: tuple[object, ...]
    days: float


def _length(rule: DueRule, at_once: int) -> _Length:
    if isinstance(rule, Periodic):
        return _of_period(rule)
    if isinstance(rule, BeforeFact):
        return _Length(("before", rule.fact), -days_of(rule.term))
    if isinstance(rule, Lasting):
        return _Length(("lasting",), days_of(TWENTY_WORKING_DAYS))
    if isinstance(rule, AtOnce):
        return _Length(("after", rule.fact), days_of(rule.term(at_once)))
    term = rule.term if isinstance(rule, AfterFact) else TWENTY_WORKING_DAYS
    return _Length(("after", rule.opened_by), days_of(term))


def _of_period(rule: Periodic) -> _Length:
    """The longest one waits: from the first day of a period to the day it is due."""
    if isinstance(rule, YearlyBy):
        ahead = -YEAR if rule.is_of_same_year else 0
        return _Length(("period",), YEAR + rule.month * 30.5 + rule.day + ahead)
    within = rule.day if isinstance(rule, ByDay) else days_of(rule.term)
    return _Length(("period",), rule.every.months * 30.5 + within)


def days_of(term: Term) -> float:
    return term.count * DAYS_OF[term.unit]


def told_time(rule: DueRule, at_once: int) -> str:
    """及时 is the same word in every edition: told with the days that it stands for."""
    days = f"（{at_once}个工作日）" if is_of_edition(rule) else ""
    return f"{time_words(rule)}{days}"
