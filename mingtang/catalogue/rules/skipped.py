"""Periods that an edition comes too late for: over before its first day, and asked of nobody.

A period is owed by whoever owes it on its last day (`opening`), so an edition asks for none that
was over before. Where an edition before it asked, nothing is missing; where none did, the period is
asked of nobody, and whoever sets the first day has to know. So too where the edition that ends then
would have asked for it with a longer period, which is not over yet: no edition asks for that now.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mingtang.catalogue.rules import due
from mingtang.catalogue.rules.bodies import Body
from mingtang.catalogue.rules.due import Period
from mingtang.catalogue.rules.opening import OpenItem
from mingtang.catalogue.rules.terms_of_items import Every, Periodic
from mingtang.foundation.working_days import Calendar

# Ours: whatever ended two years before is due before the first day, by any term in use.
LOOKED_BACK = datetime.timedelta(days=2 * 366)
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Skipped:
    """A period of an item, by its code, that at least one body is asked for by no edition.

    `owed_on`: an edition from this day or one before would ask for it. `due_on`: when it would be
    due. `some`: how many bodies, where others that owe it now are asked by an edition before; else
    None.
    """

    code: str
    every: Every
    start: datetime.date
    owed_on: datetime.date
    due_on: datetime.date
    some: int | None = None

    @property
    def words(self) -> str:
        return due.period_words(self.every, self.start)


def skipped(
    before: Iterable[OpenItem],
    new: Iterable[OpenItem],
    bodies: Sequence[Body],
    calendar: Calendar,
    *,
    since: datetime.date,
) -> list[Skipped]:
    """`before`: the items of all editions of the same name until then. The longest periods first,
    then in the order of the catalogue."""
    earlier: dict[str, list[OpenItem]] = {}
    for item in before:
        earlier.setdefault(item.code, []).append(item)
    found = (
        one
        for item in new
        for one in _of_item(item, earlier.get(item.code, ()), bodies, calendar, since)
    )
    return sorted(found, key=lambda one: (-one.every.months, one.start))


def _of_item(
    item: OpenItem,
    earlier: Iterable[OpenItem],
    bodies: Sequence[Body],
    calendar: Calendar,
    since: datetime.date,
) -> Iterator[Skipped]:
    rule = item.due
    if not isinstance(rule, Periodic):
        return
    asked = [pair for old in earlier for pair in _asked_by(old, since)]
    asked.sort(key=lambda pair: pair[1].start)
    cut_off = [pair for old in earlier for pair in _cut_off(old, since)]
    for period in _over_before(rule, since):
        due_on = due.of_period(rule, period, calendar, item.cited).on
        owing = [
            body
            for body in bodies
            if body.exists(since)
            and item.bodies.covers(body, period.owed_on)
            and (due_on >= since or _is_cut_off(body, period, cut_off, since))
        ]
        missed = sum(_is_missed(body, period, asked) for body in owing)
        if missed:
            some = missed if missed < len(owing) else None
            every = due.every_of(rule)
            yield Skipped(item.code, every, period.start, period.owed_on, due_on, some)


def _over_before(rule: Periodic, since: datetime.date) -> Iterator[Period]:
    known = due.periods(rule, since - LOOKED_BACK, since)
    return (period for period in known if period.owed_on < since)


def _asked_by(old: OpenItem, since: datetime.date) -> Iterator[tuple[OpenItem, Period]]:
    if isinstance(old.due, Periodic):
        for period in _over_before(old.due, since):
            if old.is_in_force(period.owed_on):
                yield old, period


def _cut_off(old: OpenItem, since: datetime.date) -> Iterator[tuple[OpenItem, Period]]:
    """The period that an edition would still have asked for, had it not ended the day before."""
    if isinstance(old.due, Periodic) and old.is_in_force(since - ONE_DAY):
        yield old, next(due.periods(old.due, since, since + LOOKED_BACK))


def _is_cut_off(
    body: Body,
    period: Period,
    cut_off: Iterable[tuple[OpenItem, Period]],
    since: datetime.date,
) -> bool:
    return any(
        one.start <= period.end and old.bodies.covers(body, since - ONE_DAY) for old, one in cut_off
    )


def _is_missed(body: Body, period: Period, asked: Iterable[tuple[OpenItem, Period]]) -> bool:
    """Whether the body was not asked for each day of the period: by the month where it is by the
    year now, or by the year. `asked`: the oldest first."""
    reached = period.start
    for old, one in asked:
        if one.start <= reached and old.bodies.covers(body, one.owed_on):
            reached = max(reached, one.end + ONE_DAY)
    return reached <= period.end
