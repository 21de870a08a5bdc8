import datetime
from dataclasses import dataclass

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from mingtang.notices.choices import DispatchState
from mingtang.notices.models import Dispatch, Notice, Reminder
from mingtang.people.models import User


@dataclass(frozen=True)
class Outbox:
    """What has not arrived: waiting since when, and given up."""

    waiting: int
    waiting_since: datetime.datetime | None
    failed: int


def notices_of(person: User) -> QuerySet[Notice]:
    """Newest first."""
    return Notice.objects.filter(recipient=person).order_by("-at", "-id")


def unread_count(person: User) -> int:
    return Notice.objects.filter(recipient=person, read_at__isnull=True).count()


def outbox(county_code: str) -> Outbox:
    """One query. A notice that is tried again still counts as waiting."""
    undelivered = Dispatch.objects.filter(
        notice__county_code=county_code,
        state__in=[DispatchState.WAITING, DispatchState.FAILED],
    )
    is_waiting = Q(state=DispatchState.WAITING)
    found = undelivered.aggregate(
        waiting=Count("id", filter=is_waiting),
        waiting_since=Min("notice__at", filter=is_waiting),
        failed=Count("id", filter=~is_waiting),
    )
    return Outbox(**found)


def failed_dispatches(county_code: str) -> QuerySet[Dispatch]:
    """Given up, newest first, with what was to be told and to whom."""
    return (
        Dispatch.objects.filter(state=DispatchState.FAILED, notice__county_code=county_code)
        .select_related("notice__recipient")
        .order_by("-id")
    )


def was_reminded(*, step: int, about: str = "object_id", due_on: str = "due_on") -> Exists:
    """To filter what has these two columns: reminded of at this step before that day."""
    return Exists(
        Reminder.objects.filter(about=OuterRef(about), due_on=OuterRef(due_on), step=step)
    )
