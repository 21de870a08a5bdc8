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
    `at_least`: in each such period whoever recorded nothing is asked whether nothing arose;
    `never_nil`: that cannot be the answer.
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
    never_nil: bool = False

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
# By its key, since when an item has been in force without a break, in whichever edition.
Since = Mapping[int, datetime.date]
ONE_DAY = datetime.timedelta(days=1)
# No law: of what is expected once in a period nobody is asked for less than half of it.
ASKED_AT_LEAST = 0.5


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
            title = f"{_words(rule, period)}{item.name}"
            yield Owed(item, _ids(owing), period.start, period.end, title, day)


def slot_of(item: OpenItem, start: datetime.date | None) -> Slot:
    """A period that is asked about in part is the same as the whole: it is asked about once."""
    if start and item.at_least:
        start = due.first_of(item.at_least, start)
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
    every_item = list(items)
    since = _in_force_since(every_item)
    for item in every_item:
        named = [body for body in alive if item.bodies.names(body)]
        every, charged = frozenset(body.id for body in named), item.bodies.charges
        for asked, asked_on in _asked(item, since, on):
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


def _in_force_since(items: Iterable[OpenItem]) -> Since:
    """An edition that follows on another without a day between carries on its items by their code:
    whatever they said of the term, what happened could be put on record."""
    found: dict[int, datetime.date] = {}
    last: OpenItem | None = None
    for item in sorted(items, key=lambda one: (one.series, one.code, one.from_on)):
        is_next = last is not None and (
            (last.series, last.code, last.to_on) == (item.series, item.code, item.from_on - ONE_DAY)
        )
        found[item.id] = found[last.id] if last and is_next else item.from_on
        last = item
    return found


def _asked(
    item: OpenItem, since: Since, on: datetime.date
) -> Iterator[tuple[Asked, datetime.date]]:
    """The periods in which an item is owed by that day, and on which day it is asked by whom.

    What is due by the calendar is owed for the whole period, as the laws have it (a year's report
    is of the year), in whichever month the catalogue came. Whether nothing arose is asked only of
    the days on which it could have been put on record.
    """
    if isinstance(item.due, Periodic):
        for period in due.periods(item.due, item.from_on, on):
            if item.is_in_force(period.owed_on):
                yield (item.due, period), min(period.owed_on, on)
    elif isinstance(item.due, Lasting) and item.is_in_force(on):
        yield None, on
    elif item.at_least:
        rule = AfterPeriod(item.at_least, TWENTY_WORKING_DAYS)
        for period in due.periods(rule, item.from_on, on):
            part = _part(item, period, since[item.id])
            if part and item.is_in_force(period.owed_on):
                yield (rule, part), period.owed_on


def _part(item: OpenItem, period: Period, since: datetime.date) -> Period | None:
    """What of a period is asked about; None where that is too little, or where the answer cannot
    be that nothing arose, and what the whole period brings may have come before."""
    if since <= period.start:
        return period
    days, whole = (period.end - since).days + 1, (period.end - period.start).days + 1
    if item.never_nil or days < whole * ASKED_AT_LEAST:
        return None
    return period._replace(start=since)


def _words(rule: Periodic, period: Period) -> str:
    """How a title names a period; where it is asked about in part, from which day on."""
    every, start = due.every_of(rule), period.start
    words = due.period_words(every, start)
    is_whole = start == due.first_of(every, start)
    return words if is_whole else f"{words}（{start.month}月{start.day}日起）"


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
