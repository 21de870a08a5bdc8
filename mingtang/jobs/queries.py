import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from mingtang.jobs.models import Run, Schedule
from mingtang.jobs.rules import is_late


@dataclass(frozen=True)
class JobHealth:
    """How it stands with one job; `error` is for administrators, not for the public."""

    name: str
    next_at: datetime.datetime
    succeeded_at: datetime.datetime | None
    is_late: bool
    failures: int
    error: str

    @property
    def is_failing(self) -> bool:
        return self.failures > 0

    @property
    def is_well(self) -> bool:
        return not self.is_late and not self.is_failing


def health(*, at: datetime.datetime) -> list[JobHealth]:
    """Every job, in order of name. Empty where no worker has ever run. One query."""
    return [
        JobHealth(
            name=schedule.name,
            next_at=schedule.next_at,
            succeeded_at=schedule.succeeded_at,
            is_late=is_late(
                next_at=schedule.next_at,
                claimed_at=schedule.claimed_at,
                claimed_until=schedule.claimed_until,
                at=at,
            ),
            failures=schedule.failures,
            error=schedule.error,
        )
        for schedule in Schedule.objects.order_by("name")
    ]


def latest_runs(name: str) -> QuerySet[Run]:
    """Newest first."""
    return Run.objects.filter(schedule__name=name).order_by("-started_at", "-id")


def next_moment(names: Sequence[str]) -> datetime.datetime | None:
    """When the next of these jobs is due that nobody is doing."""
    waiting = Schedule.objects.filter(name__in=names, claimed_until__isnull=True)
    return waiting.order_by("next_at").values_list("next_at", flat=True).first()


def latest_success(name: str) -> datetime.datetime | None:
    """When that job last went well; None where it never did. One query."""
    return Schedule.objects.filter(name=name).values_list("succeeded_at", flat=True).first()
