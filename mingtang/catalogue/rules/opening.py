"""Who owes what on a day: items × organs × periods, and what a fact opens. The duty engine's sums.

A duty arises once and for all. What is known to have arisen is left out by its slot and body;
nothing else decides, so that running twice, running late or a clock set back opens nothing twice.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from mingtang.catalogue.rules import due
from mingtang.catalogue.rules.bodies import Bodies, Body
from mingtang.catalogue.rules.due import DueDay, Period
from mingtang.catalogue.rules.items import Citation
from mingtang.catalogue.rules.terms_of_items import (
    TWENTY_WORKING_DAYS,
    AfterPeriod,
    DueRule,
    Every,
    Lasting,
    OpenedByFact,
    Periodic,
)
from mingtang.foundation.working_days import Calendar


@dataclass(frozen=True)
class OpenItem:
    """An item as far as it opens duties, in force from its standard's first day to its last.

    `series`: the title that its editions share. `statement`: what it asks, see `carrying`.
    `at_least`: in each such period whoever recorded nothing is asked whether nothing arose.
    """

    id: int
    code: str
    name: str
    due: DueRule
    bodies: Bodies
    from_on: datetime.date
    to_on: datetime.date | None = None
    cited: Citation | None = None
    at_once_days: int = 3
    is_internal: bool = False
    series: str = ""
    statement: str = ""
    at_least: Every | None = None

    def is_in_force(self, on: datetime.date) -> bool:
        return self.from_on <= on and (self.to_on is None or on <= self.to_on)


class Slot(NamedTuple):
    """What each body owes once: `start` is None for what is always on show."""

    item: int
    start: datetime.date | None


# For which bodies a duty has arisen of each slot already, whoever owes it now.
Known = Mapping[Slot, AbstractSet[int]]
NOBODY: AbstractSet[int] = frozenset()
# A period with the rule it comes by; None for what is always on show.
Asked = tuple[Periodic, Period] | None


class Owed(NamedTuple):
    """Duties to open: the same for these bodies, one for each."""

    item: OpenItem
    bodies: Sequence[int]
    start: datetime.date
    end: datetime.date
    title: str
    due: DueDay


def owed(
    items: Iterable[OpenItem],
    bodies: Iterable[Body],
    calendar: Calendar,
    *,
    on: datetime.date,
    known: Known,
) -> Iterator[Owed]:
    """What has to be opened by period on that day. A body that is dissolved owes nothing new."""
    for item, asked, owing in _lacking(items, bodies, on, known):
        if asked is None:
            yield from _lasting(item, owing, calendar, on)
        else:
            rule, period = asked
            # How often at least is the county's own (K), whatever law sets the term of the item.
            cited = item.cited if rule is item.due else None
            day = due.of_period(rule, period, calendar, cited)
            title = f"{due.period_words(due.every_of(rule), period.start)}{item.name}"
            yield Owed(item, _ids(owing), period.start, period.end, title, day)


def slot_of(item: OpenItem, start: datetime.date | None) -> Slot:
    return Slot(item.id, None if isinstance(item.due, Lasting) else start)


def opened_by(
    items: Iterable[OpenItem], body: Body, fact: str, happened_on: datetime.date
) -> list[OpenItem]:
    """The items in force of which a fact of that kind is a duty of the body's."""
    return [
        item
        for item in items
        if item.due.opened_by == fact
        and item.is_in_force(happened_on)
        and item.bodies.covers(body, happened_on)
    ]


def due_after(item: OpenItem, happened_on: datetime.date, calendar: Calendar) -> DueDay:
    """By when what a fact opened is due; the item is one that facts open."""
    if not isinstance(item.due, OpenedByFact):
        raise TypeError(item.code)
    return due.of_fact(item.due, happened_on, calendar, item.cited, at_once_days=item.at_once_days)


def title_of(item: str, fact: str) -> str:
    """What a duty that a fact opened is called; data, as it was written down."""
    return f"{item}：{fact}"


def _lacking(
    items: Iterable[OpenItem], bodies: Iterable[Body], on: datetime.date, known: Known
) -> Iterator[tuple[OpenItem, Asked, Sequence[Body]]]:
    """Each slot with the bodies that fall under it and have no duty of it; None for its period
    where it is always on show. On most days that is nobody, which is seen by the sets alone."""
    alive = [body for body in bodies if body.exists(on)]
    for item in items:
        named = [body for body in alive if item.bodies.names(body)]
        every, charged = frozenset(body.id for body in named), item.bodies.charges
        for asked, asked_on in _asked(item, on):
            had = known.get(slot_of(item, asked[1].start if asked else None), NOBODY)
            if every <= had:
                continue
            owing = [
                body
                for body in named
                if body.id not in had and body.exists(asked_on) and charged(body, asked_on)
            ]
            if owing:
                yield item, asked, owing


def _asked(item: OpenItem, on: datetime.date) -> Iterator[tuple[Asked, datetime.date]]:
    """The periods in which an item is owed by that day, and on which day it is asked by whom."""
    if isinstance(item.due, Periodic):
        for period in due.periods(item.due, item.from_on, on):
            if item.is_in_force(period.owed_on):
                yield (item.due, period), min(period.owed_on, on)
    elif isinstance(item.due, Lasting) and item.is_in_force(on):
        yield None, on
    elif item.at_least:
        rule = AfterPeriod(item.at_least, TWENTY_WORKING_DAYS)
        for period in due.periods(rule, item.from_on, on):
            if item.is_in_force(period.owed_on):
                yield (rule, period), period.owed_on


def _lasting(
    item: OpenItem, owing: Sequence[Body], calendar: Calendar, on: datetime.date
) -> Iterator[Owed]:
    came: dict[datetime.date, list[Body]] = {}
    for body in owing:
        since = item.bodies.covered_since(body, on)
        came.setdefault(max(since or item.from_on, item.from_on), []).append(body)
    for start, bodies in came.items():
        day = due.of_coming(start, calendar, item.cited)
        yield Owed(item, _ids(bodies), start, start, item.name, day)


def _ids(bodies: Sequence[Body]) -> list[int]:
    return [body.id for body in bodies]
