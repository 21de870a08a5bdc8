import datetime
import secrets
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q

from mingtang.jobs.models import Run, Schedule
from mingtang.jobs.rules import SKEW, Claim, Job, Swept, next_time

KEPT_WHEN_WELL = datetime.timedelta(days=3)
KEPT_WHEN_FAILED = datetime.timedelta(days=90)


@transaction.atomic
def ensure(*, jobs: Sequence[Job], at: datetime.datetime) -> None:
    """Every job has its row and no other has; a new one is due at once.

    A time further off than the job's cadence allows, as after the clock was set back or the
    cadence was changed, is brought near.
    """
    Schedule.objects.exclude(name__in=[job.name for job in jobs]).delete()
    for job in jobs:
        schedule, _ = Schedule.objects.select_for_update().get_or_create(
            name=job.name, defaults={"next_at": at}
        )
        latest = max(
            job.cadence.next_after(at),
            next_time(job.cadence, failures=schedule.failures, at=at),
        )
        if schedule.next_at > latest:
            schedule.next_at = latest
            schedule.save(update_fields=["next_at"])


@transaction.atomic
def hasten(*, name: str, at: datetime.datetime) -> None:
    """Lets a job come next at once, however far off it was: what it finds has come just now."""
    Schedule.objects.filter(name=name, next_at__gt=at).update(next_at=at)


@transaction.atomic
def claim(*, job: Job, worker: str, at: datetime.datetime) -> Claim | None:
    """Takes the job for one worker when it is due; None when it is not, or another has it.

    A claim that has run out is taken over. So is one that ends later than any claim could: the
    clock was set back since.
    """
    is_free = (
        Q(claimed_until__isnull=True)
        | Q(claimed_until__lte=at)
        | Q(claimed_until__gt=at + job.limit + SKEW)
    )
    schedule = (
        Schedule.objects.select_for_update(skip_locked=True)
        .filter(is_free, name=job.name, next_at__lte=at)
        .first()
    )
    if schedule is None:
        return None
    schedule.claimed_by = f"{worker[:48]} {secrets.token_hex(6)}"
    schedule.claimed_at = at
    schedule.claimed_until = at + job.limit
    schedule.save(update_fields=["claimed_by", "claimed_at", "claimed_until"])
    return Claim(job, schedule.claimed_by, schedule.next_at, at, schedule.failures)


@transaction.atomic
def keep(*, claim: Claim, at: datetime.datetime) -> bool:
    """A sign of life; False when another has taken the job over."""
    held = Schedule.objects.filter(name=claim.job.name, claimed_by=claim.held_by)
    return held.update(claimed_until=at + claim.job.limit) == 1


@transaction.atomic
def finish(*, claim: Claim, swept: Swept, at: datetime.datetime) -> None:
    """The job was done; single things in it may have failed, and are tried again next time.

    They do not put the job off: that would make the others wait. What was stopped on the way is
    due again at once.
    """
    next_at = next_time(claim.job.cadence, failures=0, at=at) if swept.is_whole else at
    failures = claim.failures + 1 if swept.failed else 0
    _end(claim=claim, swept=swept, next_at=next_at, failures=failures, at=at)


@transaction.atomic
def fail(*, claim: Claim, said: str, at: datetime.datetime) -> None:
    """The job itself broke down: it is put off, longer each time, and everybody can see it."""
    failures = claim.failures + 1
    next_at = next_time(claim.job.cadence, failures=failures, at=at)
    _end(claim=claim, swept=Swept(0, 1, said), next_at=next_at, failures=failures, at=at)


@transaction.atomic
def release(*, claim: Claim) -> None:
    """Gives the job back undone: it is due for whoever comes next."""
    Schedule.objects.filter(name=claim.job.name, claimed_by=claim.held_by).update(
        claimed_by="", claimed_at=None, claimed_until=None
    )


@transaction.atomic
def prune_runs(*, at: datetime.datetime) -> int:
    """Forgets runs that went well after three days, the others after ninety."""
    old = Q(succeeded=True, started_at__lt=at - KEPT_WHEN_WELL) | Q(
        succeeded=False, started_at__lt=at - KEPT_WHEN_FAILED
    )
    return Run.objects.filter(old).delete()[0]


def _end(
    *,
    claim: Claim,
    swept: Swept,
    next_at: datetime.datetime,
    failures: int,
    at: datetime.datetime,
) -> None:
    schedule = Schedule.objects.select_for_update().filter(name=claim.job.name).first()
    if schedule is None:
        return
    Run.objects.create(
        schedule=schedule,
        wanted_at=claim.wanted_at,
        started_at=claim.started_at,
        ended_at=at,
        succeeded=failures == 0,
        done=swept.done,
        failed=swept.failed,
        said=swept.said[:300],
    )
    if schedule.claimed_by != claim.held_by:
        return  # Taken over meanwhile: how it went on is told by whoever has it now.
    schedule.claimed_by, schedule.claimed_at, schedule.claimed_until = "", None, None
    schedule.next_at = next_at
    schedule.failures = failures
    schedule.error = swept.said[:300] if failures else ""
    if not failures:
        schedule.succeeded_at = at
    schedule.save()
