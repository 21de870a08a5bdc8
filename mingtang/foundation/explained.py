"""Why a due date is what it is: the start, every day counted, every day skipped and its reason."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from mingtang.foundation.terms import Term, Unit, due_day, reached_day
from mingtang.foundation.working_days import Calendar, DayKind, Due

LISTED_AT_MOST = 120


class ListedKind(StrEnum):
    FROM = "from"  # the event; never counted
    COUNTED = "counted"
    MAKE_UP = "make_up"  # 班: a weekend worked, and so counted
    WEEKEND = "weekend"
    HOLIDAY = "holiday"  # 休
    DUE = "due"


SKIPPED = {ListedKind.WEEKEND, ListedKind.HOLIDAY}
LISTED = {
    DayKind.WORKING: ListedKind.COUNTED,
    DayKind.MAKE_UP: ListedKind.MAKE_UP,
    DayKind.WEEKEND: ListedKind.WEEKEND,
    DayKind.HOLIDAY: ListedKind.HOLIDAY,
}


class ListedDay(NamedTuple):
    """One day of the strip. `number` says the how-manieth it is, 0 where it does not count."""

    on: datetime.date
    kind: ListedKind
    number: int = 0
    name: str = ""  # of the festival, where it is one
    is_made_up: bool = False

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
    walked = [*_counted(term, start, reached, calendar), *_moved(reached, due.on, calendar)]
    if walked:
        walked[-1] = walked[-1]._replace(kind=ListedKind.DUE)
        days = sorted([ListedDay(start, ListedKind.FROM), *walked])
    else:  # the day of the event itself
        days = [ListedDay(start, ListedKind.DUE)]
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
        unannounced=_unannounced(term, walked, reached, calendar) if due.is_provisional else (),
        moved_from=None if reached == due.on else reached,
    )


def _counted(
    term: Term, start: datetime.date, reached: datetime.date, calendar: Calendar
) -> Iterator[ListedDay]:
    """From the day after the event to where the count ends, in the direction of counting."""
    number = 0
    for on in _steps(start, reached):
        day = ListedDay(on, ListedKind.COUNTED)
        if term.unit is Unit.WORKING_DAYS:
            day = _as_the_calendar_has_it(on, calendar)
        number += not day.is_off
        yield day if day.is_off else day._replace(number=number)


def _moved(
    reached: datetime.date, due_on: datetime.date, calendar: Calendar
) -> Iterator[ListedDay]:
    """The days after the count, over which the law of the term moves it to a working day."""
    return (_as_the_calendar_has_it(on, calendar) for on in _steps(reached, due_on))


def _steps(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    """Every day after `first` up to and with `last`, which may lie before it."""
    way = 1 if last > first else -1
    for distance in range(1, abs((last - first).days) + 1):
        yield first + datetime.timedelta(days=way * distance)


def _as_the_calendar_has_it(on: datetime.date, calendar: Calendar) -> ListedDay:
    kind = calendar.kind_of(on)
    name = calendar.names.get(on, "") if kind is DayKind.HOLIDAY else ""
    return ListedDay(on, LISTED[kind], name=name, is_made_up=kind is DayKind.MAKE_UP)


def _months(days: Iterable[ListedDay]) -> Iterator[ListedMonth]:
    for (year, month), group in groupby(days, lambda day: (day.on.year, day.on.month)):
        held = list(group)
        yield ListedMonth(
            year,
            month,
            counted=sum(day.number > 0 for day in held),
            skipped=sum(day.is_off for day in held),
            made_up=sum(day.is_made_up for day in held),
        )


def _holidays(days: Iterable[ListedDay]) -> Iterator[Holiday]:
    for (kind, name), group in groupby(days, lambda day: (day.kind, day.name)):
        if kind is ListedKind.HOLIDAY:
            run = [day.on for day in group]
            yield Holiday(name, run[0], run[-1], len(run))


def _unannounced(
    term: Term, walked: Sequence[ListedDay], reached: datetime.date, calendar: Calendar
) -> tuple[int, ...]:
    """A count of calendar days asks for no notice; only a move after it does."""
    first = walked[0].on if term.unit is Unit.WORKING_DAYS else reached
    return calendar.unannounced(*sorted((first, walked[-1].on)))
