"""Who owes what on a day: items × organs × periods, and what a fact opens. The duty engine's sums.

A duty arises once and for all. What is known to have arisen is left out by its `Key`; nothing else
decides, so that running twice, running late or a clock set back opens nothing twice.
"""

import datetime
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from mingtang.catalogue.rules import due
from mingtang.catalogue.rules.due import DueDay
from mingtang.catalogue.rules.items import Bodies, Body, Citation
from mingtang.catalogue.rules.terms_of_items import DueRule, Lasting, OpenedByFact, Periodic
from mingtang.foundation.working_days import Calendar


@dataclass(frozen=True)
class OpenItem:
    """An item as far as it opens duties, in force from its standard's first day to its last."""

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

    def is_in_force(self, on: datetime.date) -> bool:
        return self.from_on <= on and (self.to_on is None or on <= self.to_on)


class Key(NamedTuple):
    """What makes a duty of a period one: `start` is None for what is always on show, owed once."""

    item: int
    body: int
    start: datetime.date | None


class Owed(NamedTuple):
    """A duty to open."""

    item: OpenItem
    body: int
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
    known: Container[Key],
) -> Iterator[Owed]:
    """What has to be opened by period on that day. A body that is dissolved owes nothing new."""
    alive = [body for body in bodies if body.exists(on)]
    for item in items:
        named = [body for body in alive if item.bodies.names(body)]
        if isinstance(item.due, Periodic):
            yield from _by_period(item, item.due, named, calendar, on, known)
        elif isinstance(item.due, Lasting) and item.is_in_force(on):
            yield from _lasting(item, named, calendar, on, known)


def key_of(item: OpenItem, body: int, start: datetime.date | None) -> Key:
    return Key(item.id, body, None if isinstance(item.due, Lasting) else start)


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


def _by_period(
    item: OpenItem,
    rule: Periodic,
    bodies: list[Body],
    calendar: Calendar,
    on: datetime.date,
    known: Container[Key],
) -> Iterator[Owed]:
    every = due.every_of(rule)
    for period in due.periods(rule, item.from_on, on):
        if not item.is_in_force(period.owed_on):
            continue
        asked_on = min(period.owed_on, on)
        owing = [
            body.id
            for body in bodies
            if Key(item.id, body.id, period.start) not in known
            and item.bodies.covers(body, asked_on)
        ]
        if not owing:
            continue
        day = due.of_period(rule, period, calendar, item.cited)
        title = f"{due.period_words(every, period.start)}{item.name}"
        for body_id in owing:
            yield Owed(item, body_id, period.start, period.end, title, day)


def _lasting(
    item: OpenItem,
    bodies: list[Body],
    calendar: Calendar,
    on: datetime.date,
    known: Container[Key],
) -> Iterator[Owed]:
    @cache
    def due_since(start: datetime.date) -> DueDay:
        return due.of_coming(start, calendar, item.cited)

    for body in bodies:
        since = item.bodies.covered_since(body, on)
        if since is not None and Key(item.id, body.id, None) not in known:
            start = max(since, item.from_on)
            yield Owed(item, body.id, start, start, item.name, due_since(start))
