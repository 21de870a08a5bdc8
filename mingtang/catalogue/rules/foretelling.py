"""What is not owed yet and will be due within days (将要产生的任务), told before it arises.

A month's accounts arise once the month is over, with some days until they are due: who waits for
that learns of them late. What facts will open, nobody can tell.
"""

import datetime
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from mingtang.catalogue.rules import due
from mingtang.catalogue.rules.bodies import Bodies, Body
from mingtang.catalogue.rules.due import Period
from mingtang.catalogue.rules.opening import OpenItem
from mingtang.catalogue.rules.terms_of_items import Periodic
from mingtang.foundation.working_days import Calendar


class Foretold(NamedTuple):
    """The same for these bodies: what will be asked of which period, from and until when."""

    item: OpenItem
    bodies: tuple[int, ...]
    title: str
    opens_on: datetime.date
    due_on: datetime.date


def foretold(
    items: Iterable[OpenItem],
    bodies: Iterable[Body],
    calendar: Calendar,
    *,
    on: datetime.date,
    until: datetime.date,
) -> list[Foretold]:
    """What arises after a day and is due by another, what is due first in front.

    As the catalogue, the organs and the calendar are known on that day.
    """
    known = list(bodies)

    @cache
    def owing(selector: Bodies, period: Period) -> tuple[int, ...]:
        return tuple(
            body.id
            for body in known
            if body.exists(period.opens_on) and selector.covers(body, period.owed_on)
        )

    found = (
        Foretold(item, owing(item.bodies, period), title, period.opens_on, due_on)
        for item in items
        for period, title, due_on in _periods(item, calendar, on, until)
        if due_on <= until
    )
    return sorted((one for one in found if one.bodies), key=_urgency)


def _periods(
    item: OpenItem, calendar: Calendar, on: datetime.date, until: datetime.date
) -> Iterator[tuple[Period, str, datetime.date]]:
    if not isinstance(item.due, Periodic):
        return
    for period in due.periods_to_open(item.due, on, until):
        if item.is_in_force(period.owed_on):
            words = due.period_words(due.every_of(item.due), period.start)
            day = due.of_period(item.due, period, calendar, item.cited)
            yield period, f"{words}{item.name}", day.on


def _urgency(one: Foretold) -> tuple[datetime.date, str, int]:
    return one.due_on, one.title, one.item.id
