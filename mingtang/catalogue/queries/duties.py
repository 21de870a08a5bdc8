"""Lists of duties: who owes what by when, for the desk, for reminders and for an organ's year."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet

from mingtang.catalogue.choices import DutyState, Standing
from mingtang.catalogue.models import Duty, Item
from mingtang.catalogue.queries.owed import public_duties, standing_on, tally, with_standing
from mingtang.catalogue.rules.standing import Tally
from mingtang.organs.models import County, Organ
from mingtang.terms.queries import calendar

SOON = 10  # working days: when the first reminder goes out


def duties_of(
    where: County | Organ,
    *,
    on: datetime.date,
    tier: str = "",
    item: Item | None = None,
    emphasis: str = "",
    standing: Standing | str = "",
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    with_internal: bool = False,
) -> QuerySet[Duty]:
    """Duties of a county or an organ, by due day, each with its `standing` on the day.

    `since` and `until` are of the due day, both included. An item means all items of its code.
    What is void is left out, what is internal too, unless asked for.
    """
    duties = _all(where) if with_internal else _public(where)
    narrowed = {
        "organ__tier": tier,
        "item__code": item.code if item else "",
        "item__emphasis": emphasis,
        "due_on__gte": since,
        "due_on__lte": until,
    }
    duties = duties.filter(**{column: value for column, value in narrowed.items() if value})
    if standing:
        duties = duties.filter(standing_on(on)[standing])
    return with_standing(duties, on)


def tallies(
    where: County | Organ,
    *,
    since: datetime.date,
    until: datetime.date,
    on: datetime.date,
) -> Tally:
    """What a county or an organ owed the public between two days, and how it was kept."""
    return tally(_public(where).filter(due_on__gte=since, due_on__lte=until), on)


def overdue(where: County | Organ, on: datetime.date) -> QuerySet[Duty]:
    """Open, and their day has passed; the longest first."""
    return _public(where).filter(state=DutyState.OPEN, due_on__lt=on)


def due_soon(where: County | Organ, on: datetime.date, *, days: int = SOON) -> QuerySet[Duty]:
    """Open, and due from today until so many working days ahead; the most urgent first."""
    county = where if isinstance(where, County) else where.county
    until = calendar(county.code).add(on, days).on
    return _public(where).filter(state=DutyState.OPEN, due_on__gte=on, due_on__lte=until)


def due_today(where: County | Organ, on: datetime.date) -> QuerySet[Duty]:
    return _public(where).filter(state=DutyState.OPEN, due_on=on)


def open_duties_of(organs: Iterable[int], *, until: datetime.date | None = None) -> QuerySet[Duty]:
    """What these organs still owe, internal ones too: for their own people."""
    duties = (
        Duty.objects.filter(organ__in=list(organs), state=DutyState.OPEN)
        .select_related("organ", "item__standard", "fact")
        .order_by("due_on", "id")
    )
    return duties.filter(due_on__lte=until) if until else duties


@dataclass(frozen=True)
class Month:
    """What an organ owed the public by days of one month; each duty has its `standing`."""

    first: datetime.date
    duties: tuple[Duty, ...]


def timeline(
    organ: Organ, *, since: datetime.date, until: datetime.date, on: datetime.date
) -> list[Month]:
    """An organ's year: month by month those in which anything is due. One query."""
    duties = duties_of(organ, on=on, since=since, until=until)
    return [
        Month(first, tuple(group))
        for first, group in groupby(duties, lambda duty: duty.due_on.replace(day=1))
    ]


def _public(where: County | Organ) -> QuerySet[Duty]:
    if isinstance(where, County):
        return public_duties(where)
    return public_duties(where.county).filter(organ=where)


def _all(where: County | Organ) -> QuerySet[Duty]:
    within = {"organ__county": where} if isinstance(where, County) else {"organ": where}
    return (
        Duty.objects.filter(**within)
        .exclude(state=DutyState.VOID)
        .select_related("organ", "item")
        .order_by("due_on", "id")
    )
