"""Terms (期限) as values: how they are written, and on which day they end.

The day of the event never counts, in either direction. A term in months ends on the day of the
same number, or on the last day of a month without it. A term in calendar days or months that ends
on a day off does not move, unless its own law says so, as 审计法实施条例 does for its article 52:
therefore the flag `moves_to_working_day`, off by default (a setting, not a rule of all terms).
"""

import datetime
import re
from calendar import monthrange
from dataclasses import dataclass
from enum import StrEnum

from mingtang.foundation.dates import FIRST_YEAR, LAST_YEAR
from mingtang.foundation.errors import NotUnderstood
from mingtang.foundation.text import gettext_noop, half_width, quoted
from mingtang.foundation.working_days import Calendar, Due

MOST = 3660
MONTHS_A_YEAR = 12

NOTATION = re.compile(r"(?P<sign>[+-])(?P<count>[0-9]+)(?P<unit>wd|d|m)")
NO_SIGN = re.compile(r"[0-9]+(?:wd|d|m)?")
OTHER_UNIT = re.compile(r"[+-][0-9]+\D*")

NOTHING_WRITTEN = gettext_noop(
    "没有写期限。请写成 +20wd（20个工作日）、+30d（30天）或 +2m（2个月）。"
)
WHICH_WAY = gettext_noop(
    "期限“%(typed)s”没有写方向。请写 +20wd（往后数20个工作日）或 -7wd（往前数7个工作日）。"
)
WHICH_UNIT = gettext_noop(
    "期限“%(typed)s”的单位看不懂。请用 wd（工作日）、d（天）或 m（月），例如 +20wd、+30d、+2m。"
)
NO_TERM = gettext_noop(
    "看不懂期限“%(typed)s”。"
    "请写成 +20wd（20个工作日）、-7wd（往前7个工作日）、+30d（30天）或 +2m（2个月）。"
)
TOO_MANY = gettext_noop("期限的数目须在1至3660之间，“%(typed)s”超出了。请改小或分段计算。")
TOO_FAR = gettext_noop(
    "从%(start)s起算“%(term)s”，超出了1949年至2200年的范围。请核对起算日和期限。"
)


class Unit(StrEnum):
    """What is counted: working days (工作日), calendar days (日), months (月)."""

    WORKING_DAYS = "wd"
    DAYS = "d"
    MONTHS = "m"


@dataclass(frozen=True)
class Term:
    """A length of time to count from an event, or back from it; raises NotUnderstood."""

    count: int
    unit: Unit
    backwards: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.count <= MOST:
            raise NotUnderstood(TOO_MANY, typed=quoted(str(self)))

    def __str__(self) -> str:
        return f"{'-' if self.backwards else '+'}{self.count}{self.unit}"

    @property
    def signed(self) -> int:
        return -self.count if self.backwards else self.count


@dataclass(frozen=True)
class SameDay(Term):
    """The day of the event itself (当日), a day off too: no length of time, and none that is typed.

    In calendar days, as working days would have no such day on a Saturday.
    """

    count: int = 0
    unit: Unit = Unit.DAYS

    def __post_init__(self) -> None:
        """Nothing is left to be wrong."""


SAME_DAY = SameDay()


def kept_term(written: str) -> Term:
    """A term as it was written down by `str`: `+0d` too, which is SAME_DAY."""
    return SAME_DAY if written == str(SAME_DAY) else parse_term(written)


def parse_term(text: str) -> Term:
    """`+20wd`, `-7wd`, `+30d`, `+2m`; raises NotUnderstood with a sentence that says so."""
    typed = half_width(text).strip().lower().replace("\N{MINUS SIGN}", "-")
    found = NOTATION.fullmatch(typed)
    if found is None:
        raise NotUnderstood(_why_not_term(typed), typed=quoted(text.strip()))
    if len(found["count"].lstrip("0")) > len(str(MOST)):
        raise NotUnderstood(TOO_MANY, typed=quoted(text.strip()))
    return Term(int(found["count"]), Unit(found["unit"]), backwards=found["sign"] == "-")


def due_day(
    term: Term, start: datetime.date, calendar: Calendar, *, moves_to_working_day: bool = False
) -> Due:
    """The day the term ends; raises NotUnderstood where it leads out of the years counted."""
    _within(start, term, start)
    due = reached_day(term, start, calendar)
    if moves_to_working_day:
        due = _moved(due, calendar, backwards=term.backwards)
    _within(due.on, term, start)
    return due


def reached_day(term: Term, start: datetime.date, calendar: Calendar) -> Due:
    """Where counting alone ends, before any move away from a day off."""
    if term.unit is Unit.WORKING_DAYS:
        return calendar.add(start, term.signed)
    if term.unit is Unit.DAYS:
        return Due(start + datetime.timedelta(days=term.signed), is_provisional=False)
    return Due(_months_later(start, term.signed), is_provisional=False)


def is_due_provisional(
    term: Term, start: datetime.date, calendar: Calendar, *, moves_to_working_day: bool = False
) -> bool:
    """Whether a notice still to come (放假安排) may change the day the term ends."""
    return due_day(term, start, calendar, moves_to_working_day=moves_to_working_day).is_provisional


def working_days_between(first: datetime.date, second: datetime.date, calendar: Calendar) -> int:
    """Negative when `second` is earlier. How late something is, `Calendar.late` says."""
    return calendar.between(first, second)


def _why_not_term(typed: str) -> str:
    if not typed:
        return NOTHING_WRITTEN
    if NO_SIGN.fullmatch(typed):
        return WHICH_WAY
    return WHICH_UNIT if OTHER_UNIT.fullmatch(typed) else NO_TERM


def _months_later(start: datetime.date, months: int) -> datetime.date:
    year, month = divmod(start.year * MONTHS_A_YEAR + start.month - 1 + months, MONTHS_A_YEAR)
    return datetime.date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _moved(due: Due, calendar: Calendar, *, backwards: bool) -> Due:
    on = calendar.on_or_before(due.on) if backwards else calendar.on_or_after(due.on)
    met = calendar.unannounced(min(due.on, on), max(due.on, on))
    return Due(on, is_provisional=due.is_provisional or bool(met))


def _within(day: datetime.date, term: Term, start: datetime.date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise NotUnderstood(TOO_FAR, start=start, term=term)
