"""Why a due date is what it is: the start, every day counted, every day skipped and its reason."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from mingtang.foundation.terms import Term, Unit, due_day, reached_day
from mingtang.foundation.working_days import Calendar, DayKind, Due

LISTED_AT_MOST = 120
ONE_DAY = datetime.timedelta(days=1)


class ListedKind(StrEnum):
    FROM = "from"  # the event; never counted
    COUNTED = "counted"
    MAKE_UP = "make_up"  # 班: a weekend worked, and so counted
    WEEKEND = "weekend"
    HOLIDAY = "holiday"  # 休
    DUE = "due"


SKIPPED = {ListedKind.WEEKEND, ListedKind.HOLIDAY}


class ListedDay(NamedTuple):
    """One day of the strip. `number` says the how-manieth it is, 0 where it does not count."""

    on: datetime.date
    kind: ListedKind
    number: int
    name: str  # of the festival, where it is one
    is_made_up: bool

    @property
    def is_off(self) -> bool:
        return self.kind in SKIPPED


class ListedMonth(NamedTuple):
    """What a month held of the days between, where there are too many to list each."""

    year: int
    month: int
    counted: int
    skipped: int
    made_up: int


class Holiday(NamedTuple):
    """A run of days skipped for one festival, weekends inside it included."""

    name: str
    first: datetime.date
    last: datetime.date
    days: int


@dataclass(frozen=True)
class Explanation:
    """Days and runs stand in the order of the calendar, also where the term counts backwards.

    `days` lists each day from start to due, or nothing when they are more than 120: then `months`
    sums them up. `unannounced` years are why the due day is provisional. `moved_from` is the day
    off that the count ended on, where the term's own law moves it to a working day.
    """

    term: Term
    start: datetime.date
    due: Due
    article: str
    days: tuple[ListedDay, ...]
    months: tuple[ListedMonth, ...]
    holidays: tuple[Holiday, ...]
    weekend_days: int
    made_up: tuple[datetime.date, ...]
    unannounced: tuple[int, ...]
    moved_from: datetime.date | None

    @property
    def skipped_days(self) -> int:
        return self.weekend_days + sum(holiday.days for holiday in self.holidays)


def explain(
    term: Term,
    start: datetime.date,
    calendar: Calendar,
    *,
    article: str = "",
    moves_to_working_day: bool = False,
) -> Explanation:
    """As `due_day`, with the reasons; raises NotUnderstood as that does."""
    due = due_day(term, start, calendar, moves_to_working_day=moves_to_working_day)
    reached = reached_day(term, start, calendar).on
    days = sorted(_walked(term, start, reached, due.on, calendar))
    is_short = len(days) <= LISTED_AT_MOST
    return Explanation(
        term=term,
        start=start,
        due=due,
        article=article,
        days=tuple(days) if is_short else (),
        months=() if is_short else tuple(_months(days)),
        holidays=tuple(_holidays(days)),
        weekend_days=sum(day.kind is ListedKind.WEEKEND for day in days),
        made_up=tuple(day.on for day in days if day.is_made_up),
        unannounced=_unannounced(days, calendar) if due.is_provisional else (),
        moved_from=None if reached == due.on else reached,
    )


def _walked(
    term: Term,
    start: datetime.date,
    reached: datetime.date,
    due_on: datetime.date,
    calendar: Calendar,
) -> Iterator[ListedDay]:
    """From the start to the due day, in the direction of counting."""
    step = -ONE_DAY if term.backwards else ONE_DAY
    counts_all = term.unit is not Unit.WORKING_DAYS
    yield ListedDay(start, ListedKind.FROM, 0, "", is_made_up=False)
    day, number, is_counting = start, 0, True
    while day != due_on:
        day += step
        kind = calendar.kind_of(day)
        counts = is_counting and (counts_all or calendar.is_working_day(day))
        number += counts
        is_counting = is_counting and day != reached
        yield ListedDay(
            day,
            ListedKind.DUE if day == due_on else _listed_kind(kind, counts_all and counts),
            number if counts else 0,
            "" if counts_all and counts else calendar.names.get(day, ""),
            is_made_up=kind is DayKind.MAKE_UP and not counts_all,
        )
