"""Which duties a new edition would open, move and close, counted before it is in force.

Duties that are open already stay what they are. What is counted falls due by the calendar within a
year from the first day of the edition, that day included and the same day of the next year not;
what facts will open, nobody can count.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from mingtang.catalogue.rules import due
from mingtang.catalogue.rules.bodies import Bodies, Body
from mingtang.catalogue.rules.carrying import is_carried_on
from mingtang.catalogue.rules.opening import OpenItem
from mingtang.catalogue.rules.terms_of_items import Lasting, Periodic
from mingtang.foundation.dates import a_year_after
from mingtang.foundation.working_days import Calendar


@dataclass(frozen=True)
class Counts:
    """`opened` includes what is always on show, of whoever is asked for it anew."""

    opened: int = 0
    moved: int = 0
    closed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.opened + other.opened, self.moved + other.moved, self.closed + other.closed
        )


# By first and last day of a period that is open by the end of the year, the due day.
Dues = Mapping[tuple[datetime.date, datetime.date], datetime.date]


@dataclass(frozen=True)
class Ahead:
    """By the code of each item that opens, moves or closes any."""

    by_code: Mapping[str, Counts]

    @property
    def total(self) -> Counts:
        return sum(self.by_code.values(), Counts())


def ahead(
    old: Iterable[OpenItem],
    new: Iterable[OpenItem],
    bodies: Iterable[Body],
    calendar: Calendar,
    *,
    since: datetime.date,
) -> Ahead:
    """Who owes an item is looked at on the first day."""
    known, until = list(bodies), a_year_after(since)
    before = {item.code: item for item in old}
    after = {item.code: item for item in new}

    @cache
    def owing(selector: Bodies) -> frozenset[int]:
        return frozenset(body.id for body in known if selector.covers(body, since))

    def of(item: OpenItem | None) -> tuple[Dues, frozenset[int]]:
        if item is None:
            return {}, frozenset()
        return _dues(item, calendar, since, until), owing(item.bodies)

    counted = {
        code: _counts(of(before.get(code)), of(after.get(code)), until)
        + _anew(before.get(code), after.get(code), owing)
        for code in before | after
    }
    return Ahead({code: counts for code, counts in counted.items() if counts != Counts()})


def _anew(
    old: OpenItem | None, new: OpenItem | None, owing: Callable[[Bodies], frozenset[int]]
) -> Counts:
    if new is None or not isinstance(new.due, Lasting):
        return Counts()
    asked = owing(new.bodies)
    if old and is_carried_on(old, new):
        asked -= owing(old.bodies)
    return Counts(opened=len(asked))


def _dues(item: OpenItem, calendar: Calendar, since: datetime.date, until: datetime.date) -> Dues:
    rule = item.due
    if not isinstance(rule, Periodic):
        return {}
    return {
        (period.start, period.end): due.of_period(rule, period, calendar, item.cited).on
        for period in due.periods(rule, since, until)
    }


def _counts(
    old: tuple[Dues, frozenset[int]], new: tuple[Dues, frozenset[int]], until: datetime.date
) -> Counts:
    """What would fall due within the year and is asked by the other edition on no day is opened or
    closed; what is moved into the year or out of it is moved."""
    (dues_before, owed_before), (dues_after, owed_after) = old, new
    stays = len(owed_before & owed_after)

    def alone(ours: Dues, owed: int, others: Dues) -> int:
        within = [period for period, day in ours.items() if day < until]
        return len(within) * owed - sum(period in others for period in within) * stays

    moved = [
        period
        for period in dues_before.keys() & dues_after.keys()
        if dues_before[period] != dues_after[period]
        and min(dues_before[period], dues_after[period]) < until
    ]
    return Counts(
        opened=alone(dues_after, len(owed_after), dues_before),
        moved=len(moved) * stays,
        closed=alone(dues_before, len(owed_before), dues_after),
    )
