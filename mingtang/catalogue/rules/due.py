"""Which periods a rule has, by which day each is due, and why that day.

`Due.reason` is kept with the duty and is enough to compute the day again, or to explain it:

    {"from": what the count starts at: a kind of fact, "period_end", "came" or "year",
     "released": true where it counts from the day that what was withheld may be public,
     "start": ISO day, "term": "+20wd" | "every": "month", "by_day": 10 | "yearly_by": "01-31",
     "law", "article", "local", "mark": of the citation that sets the term; local when none does,
     "setting": "at_once" where the county has settled what 及时 means, "at_once_here" where it has
     settled that for this item alone,
     "unannounced": [years without a notice: why the day is provisional]}
"""

import datetime
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from mingtang.catalogue.rules.items import Citation
from mingtang.catalogue.rules.terms_of_items import (
    TWENTY_WORKING_DAYS,
    AfterFact,
    AfterPeriod,
    AtOnce,
    BeforeFact,
    ByDay,
    Every,
    Json,
    OpenedByFact,
    Periodic,
    Shown,
    YearlyBy,
)
from mingtang.foundation.explained import Explanation, explain
from mingtang.foundation.terms import Term, due_day, kept_term
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.working_days import Calendar
from mingtang.foundation.working_days import Due as Day

LOCAL = _("本县规定")
# Where a rule does not say by when, this article does.
GENERAL = Citation("政府信息公开条例", "第二十六条", sets_term=True)
ONE_DAY = datetime.timedelta(days=1)
# Said where a term counts from the day on which what was withheld was found to be for everybody.
RELEASED = "released"
AT_ONCE, AT_ONCE_HERE = "at_once", "at_once_here"  # no law says how long that is


class Period(NamedTuple):
    """A period of a rule (期), both days included. `owed_on` settles who owes it.

    `opens_on` is the first day on which it can be done: the day after a month is over, the first
    day of the year for the plan of that year.
    """

    start: datetime.date
    end: datetime.date
    opens_on: datetime.date
    owed_on: datetime.date


@dataclass(frozen=True)
class DueDay:
    on: datetime.date
    is_provisional: bool
    counts_from: datetime.date
    reason: Json


def periods(rule: Periodic, since: datetime.date, until: datetime.date) -> Iterator[Period]:
    """Those open by `until` that are owed by whoever owes on a day from `since`; oldest first."""
    start = first_of(every_of(rule), since)
    while (period := _period(rule, start)).opens_on <= until:
        if period.owed_on >= since:
            yield period
        start = period.end + ONE_DAY


def periods_to_open(rule: Periodic, after: datetime.date, until: datetime.date) -> Iterator[Period]:
    """Those that open later than a day, by another; oldest first."""
    start = first_of(every_of(rule), after)
    while (period := _period(rule, start)).opens_on <= until:
        if period.opens_on > after:
            yield period
        start = period.end + ONE_DAY


def of_period(rule: Periodic, period: Period, calendar: Calendar, cited: Citation | None) -> DueDay:
    """The due day of a period."""
    if isinstance(rule, AfterPeriod):
        return _by_term(rule.term, period.end, "period_end", calendar, _source(cited))
    if isinstance(rule, ByDay):
        on = in_month_after(period.end, rule.day)
        said: Json = {"from": "period_end", "every": str(rule.every), "by_day": rule.day}
    else:
        on = _day_of_year(rule, period)
        said = {"from": "year", "yearly_by": f"{rule.month:02}-{rule.day:02}"}
    reason = {**said, "start": period.end.isoformat(), **_source(cited)}
    return DueDay(on, is_provisional=False, counts_from=period.end, reason=reason)


def of_coming(since: datetime.date, calendar: Calendar, cited: Citation | None) -> DueDay:
    """Of what is always on show, when the organ or the item came: 条例 art. 26."""
    return _by_term(TWENTY_WORKING_DAYS, since, "came", calendar, _source(cited))


def of_fact(
    rule: OpenedByFact,
    happened_on: datetime.date,
    calendar: Calendar,
    cited: Citation | None,
    *,
    at_once_days: int,
) -> DueDay:
    """The due day of what a fact has opened."""
    term, said = TWENTY_WORKING_DAYS, _source(cited)
    if isinstance(rule, Shown):
        said = _source(cited or GENERAL)
    elif isinstance(rule, AfterFact):
        term = rule.term
    elif isinstance(rule, BeforeFact):
        term = rule.counted
    elif isinstance(rule, AtOnce):
        term = rule.term(at_once_days)
        setting = AT_ONCE_HERE if rule.own else AT_ONCE
        said = {**said, "setting": setting, "mark": "K", "local": True}
    return _by_term(term, happened_on, rule.opened_by, calendar, said)


def again(reason: Mapping[str, object], calendar: Calendar, *, start: datetime.date) -> DueDay:
    """The day of an open duty anew: its fact was corrected, or a year was announced since."""
    old = {key: value for key, value in reason.items() if key != "unannounced"}
    return _by_term(kept_term(str(old["term"])), start, str(old["from"]), calendar, old)


def released(
    reason: Mapping[str, object], calendar: Calendar, *, found_on: datetime.date
) -> DueDay:
    """Of what was withheld and may be public now (条例 art. 18): its own term, counted from the day
    on which that was found; the general one where its day was set by its date or ahead of it."""
    is_own = is_counted(reason) and not kept_term(str(reason["term"])).backwards
    general: Json = {"term": str(TWENTY_WORKING_DAYS), "from": reason["from"], **_source(GENERAL)}
    old = {**(reason if is_own else general), RELEASED: True}
    return again(old, calendar, start=found_on)


def is_counted(reason: Mapping[str, object]) -> bool:
    """Whether the day comes from counting, so that a fact or a notice can move it."""
    return "term" in reason


def explanation(reason: Mapping[str, object], calendar: Calendar) -> Explanation | None:
    """Every day counted and skipped, for the strip; None where the day is fixed by its date."""
    if not is_counted(reason):
        return None
    start = datetime.date.fromisoformat(str(reason["start"]))
    article = LOCAL if reason["local"] else f"《{reason['law']}》{reason['article']}"
    return explain(kept_term(str(reason["term"])), start, calendar, article=article)


def first_of(every: Every, day: datetime.date) -> datetime.date:
    """The first day of the period that a day lies in."""
    month = (day.month - 1) // every.months * every.months + 1
    return datetime.date(day.year, month, 1)


def last_of(every: Every, start: datetime.date) -> datetime.date:
    month = start.month + every.months - 1
    return datetime.date(start.year, month, monthrange(start.year, month)[1])


def in_month_after(end: datetime.date, day: int) -> datetime.date:
    first = end + ONE_DAY
    return first.replace(day=min(day, monthrange(first.year, first.month)[1]))


def period_words(every: Every, start: datetime.date) -> str:
    """How a title names a period; data, written in Chinese: 2026年10月, 2026年第三季度."""
    if every is Every.MONTH:
        return f"{start.year}年{start.month}月"
    if every is Every.QUARTER:
        return f"{start.year}年第{'一二三四'[(start.month - 1) // 3]}季度"
    if every is Every.HALF_YEAR:
        return f"{start.year}年{'上' if start.month == 1 else '下'}半年"
    return f"{start.year}年度"


def every_of(rule: Periodic) -> Every:
    return Every.YEAR if isinstance(rule, YearlyBy) else rule.every


def _period(rule: Periodic, start: datetime.date) -> Period:
    """A period is open once it is over, and owed by who exists on its last day.

    The plan of a year is open on its first day, and owed by who exists by its due day.
    """
    end = last_of(every_of(rule), start)
    if isinstance(rule, YearlyBy) and rule.is_of_same_year:
        return Period(start, end, opens_on=start, owed_on=_clipped(start.year, rule))
    return Period(start, end, opens_on=end + ONE_DAY, owed_on=end)


def _day_of_year(rule: YearlyBy, period: Period) -> datetime.date:
    return _clipped(period.end.year + (not rule.is_of_same_year), rule)


def _clipped(year: int, rule: YearlyBy) -> datetime.date:
    return datetime.date(year, rule.month, min(rule.day, monthrange(year, rule.month)[1]))


def _source(cited: Citation | None) -> Json:
    if cited is None:
        return {"law": "", "article": "", "local": True, "mark": "K"}
    written = cited.as_json()
    return {key: written[key] for key in ("law", "article", "local", "mark")}


def _by_term(
    term: Term, start: datetime.date, counted_from: str, calendar: Calendar, said: Json
) -> DueDay:
    day: Day = due_day(term, start, calendar)
    reason: Json = {**said, "from": counted_from, "start": start.isoformat(), "term": str(term)}
    if day.is_provisional:
        counted = (day.on, start - ONE_DAY) if term.backwards else (start + ONE_DAY, day.on)
        reason["unannounced"] = list(calendar.unannounced(*counted))
    return DueDay(day.on, day.is_provisional, start, reason)
