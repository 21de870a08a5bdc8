"""Reminders: before a duty's due day, and when it is over (催办)."""

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from mingtang.cases.models import Dispute
from mingtang.cases.queries import open_disputes
from mingtang.catalogue.choices import DutyState
from mingtang.catalogue.models import Duty
from mingtang.disclosure.models import Consultation
from mingtang.disclosure.queries.consultations import still_asked
from mingtang.foundation.clock import day_of
from mingtang.foundation.working_days import Calendar
from mingtang.journeys.queries import Holders, holders
from mingtang.journeys.rules import (
    CONSULTATION_STEPS,
    CONSULTATIONS,
    DISPUTE_STEPS,
    DISPUTES,
    DUTIES,
    DUTY_STEPS,
    Line,
    Step,
    due_days,
    reminder,
)
from mingtang.notices import actions as notices
from mingtang.notices.choices import NoticeKind
from mingtang.notices.models import Telling
from mingtang.notices.queries import was_reminded
from mingtang.organs.models import County
from mingtang.people.models import User
from mingtang.terms.queries import calendar

Asked = Duty | Dispute | Consultation
M = TypeVar("M", Duty, Dispute, Consultation)


@transaction.atomic
def remind(*, county: County, at: datetime.datetime) -> int:
    """Tells everybody what of theirs is due soon or overdue; returns how many notices are new.

    One notice a person and day, for duties, for disputes and for what organs ask each other.
    Nothing on a day off. May run at any time and as often as one likes: what somebody was reminded
    of is kept, step by step. What nobody could be told of is tried again the next day. A fixed
    number of queries.
    """
    on = day_of(at)
    days = calendar(county.code)
    if not days.is_working_day(on):
        return 0
    duties = Duty.objects.filter(organ__county=county, state=DutyState.OPEN)
    due = list(_due(duties.select_related("organ"), DUTY_STEPS, on, days))
    asked = list(_due(open_disputes(county, on), DISPUTE_STEPS, on, days))
    consulted = list(_due(still_asked(county, on), CONSULTATION_STEPS, on, days))
    there = holders(county.pk, on)
    tellings = [
        *_tellings(due, there, "公开任务", DUTIES, county=county, on=on),
        *_tellings(asked, there, "群众纠错和公开建议", DISPUTES, county=county, on=on),
        *_tellings(consulted, there, "其他机关征求意见", CONSULTATIONS, county=county, on=on),
    ]
    told = notices.tell_all(tellings=tellings, at=at)
    reached = (*_reached(due, there), *_reached(asked, there), *_reached(consulted, there))
    notices.note_reminders(reminders=reached, at=at)
    return len(told)


def _due(
    matters: QuerySet[M], steps: Sequence[Step], on: datetime.date, days: Calendar
) -> Iterator[tuple[M, Step]]:
    """Each matter that has come to a step at which nobody has been reminded of it."""
    for step in steps:
        first, end = due_days(step, steps, on=on, calendar=days)
        since = {"due_on__gte": first} if first else {}
        come = matters.filter(~was_reminded(step=step.left), due_on__lt=end, **since)
        yield from ((one, step) for one in come.order_by("due_on", "id"))


def _reached(
    due: Iterable[tuple[Asked, Step]], there: Holders
) -> Iterator[tuple[UUID, datetime.date, int]]:
    """What somebody is told of; the rest comes again the next day."""
    for one, step in due:
        if there.to_remind(one.organ, step.to):
            yield one.object_id, one.due_on, step.left


def _tellings(
    due: Iterable[tuple[Asked, Step]],
    there: Holders,
    what: str,
    path: str,
    *,
    county: County,
    on: datetime.date,
) -> list[Telling]:
    by_person: dict[User, list[tuple[UUID, Line]]] = defaultdict(list)
    for one, step in due:
        title = _title(one)
        line = Line(step, one.due_on, one.organ.name, title)
        for person in there.to_remind(one.organ, step.to):
            by_person[person].append((one.object_id, line))
    return [
        _telling(person, listed, what, path, county=county, on=on)
        for person, listed in by_person.items()
    ]


def _title(one: Asked) -> str:
    if isinstance(one, Duty):
        return one.title
    return one.subject_title if isinstance(one, Dispute) else one.question


def _telling(
    person: User,
    listed: Sequence[tuple[UUID, Line]],
    what: str,
    path: str,
    *,
    county: County,
    on: datetime.date,
) -> Telling:
    subject, text = reminder(what, [line for _, line in listed])
    told = "".join(sorted(f"{about}{line.due_on}{line.step.left}" for about, line in listed))
    is_overdue = any(line.step.left < 0 for _, line in listed)
    return Telling(
        recipient=person,
        kind=NoticeKind.DUTY_OVERDUE if is_overdue else NoticeKind.DUTY_DUE,
        # With what it lists, so that a second run on one day swallows nothing new.
        key=f"due:{on}:{hashlib.sha256(told.encode()).hexdigest()[:40]}",
        subject=subject,
        text=text,
        path=path,
        county_code=county.code,
    )
