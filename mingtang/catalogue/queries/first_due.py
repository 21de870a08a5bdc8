"""What was ever due before a day, whatever was said of its fact afterwards."""

import datetime
from collections.abc import Sequence

from django.db.models import Q

from mingtang.catalogue.choices import ENDED, DutyState
from mingtang.catalogue.models import Duty, DutyMove, DutyRefiling, Fact
from mingtang.catalogue.rules.due import RELEASED
from mingtang.foundation.clock import day_of
from mingtang.foundation.document_numbers import compared
from mingtang.organs.models import Organ


def first_due(duties: Sequence[Duty]) -> dict[int, datetime.date]:
    """The earliest day each was ever due, by its key: before it moved, and under the item from
    which it went over. Two queries, and two more for each time one went over.

    What was withheld first was never due before that ended.
    """
    if not duties:
        return {}
    days = {duty.pk: duty.due_on for duty in duties}
    owed_at_first = [duty.pk for duty in duties if RELEASED not in duty.reason]
    for move in DutyMove.objects.filter(duty__in=owed_at_first):
        days[move.duty_id] = min(days[move.duty_id], move.due_was)
    refilings = DutyRefiling.objects.filter(into__in=days).select_related("duty")
    came = [(one.into_id, one.duty) for one in refilings if one.into_id]
    before = first_due([was for _into, was in came])
    for into, was in came:
        days[into] = min(days[into], before[was.pk])
    return days


def overdue_by(fact: Fact, on: datetime.date) -> list[tuple[Duty, datetime.date]]:
    """What a fact opened, is still open, and was ever due before that day; with the first day."""
    opened = Duty.objects.filter(fact=fact, state=DutyState.OPEN)
    return _over(list(opened.select_related("organ__county").order_by("due_on", "id")), on)


def late_by_fact(fact: Fact, on: datetime.date) -> list[tuple[Duty, datetime.date]]:
    """The same of what has ended too, where that was after the first day it was ever due."""
    ended = Duty.objects.filter(fact=fact, state__in=ENDED).select_related("organ__county")
    found = list(ended.order_by("due_on", "id"))
    days = first_due(found)
    came_late = [
        (duty, days[duty.pk])
        for duty in found
        if duty.ended_at and day_of(duty.ended_at) > days[duty.pk]
    ]
    return [*overdue_by(fact, on), *came_late]


def overdue_by_withdrawn(
    organ: Organ, *, number: str, title: str, on: datetime.date
) -> list[tuple[Duty, datetime.date]]:
    """The same of what looks like a fact that was taken off the record: by its number, or, where
    either has none, by its title. What it opened would be overdue by now."""
    alike = Q(fact__title=title)
    if key := compared(number):
        alike = Q(fact__number_key=key) | Q(fact__number="", fact__title=title)
    gone = Duty.objects.filter(
        alike, fact__organ=organ, fact__withdrawn_at__isnull=False, state=DutyState.VOID
    )
    return _over(list(gone.select_related("organ__county").order_by("due_on", "id")), on)


def _over(duties: Sequence[Duty], on: datetime.date) -> list[tuple[Duty, datetime.date]]:
    days = first_due(duties)
    return [(duty, days[duty.pk]) for duty in duties if days[duty.pk] < on]
