"""When a job is due. Plain functions, no clock."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Asia/Shanghai")
BEGINNING = datetime.datetime(2000, 1, 1, tzinfo=HERE)
MINUTE = datetime.timedelta(minutes=1)

# A job that cannot even begin waits longer each time; it never gives up.
RETRY_AFTER = (MINUTE, 5 * MINUTE, 30 * MINUTE, 120 * MINUTE)
# Not begun so long after its time: nobody is doing the jobs, or too few are.
LATE_AFTER = 5 * MINUTE
# Begun so long ago, and still held: something hangs.
TOO_LONG = 30 * MINUTE
# No job comes less often than once a day: one that waits longer was put off by somebody.
FARTHEST = datetime.timedelta(days=2)
# Clocks of two machines differ by less.
SKEW = MINUTE


class Cadence(Protocol):
    def next_after(self, at: datetime.datetime) -> datetime.datetime:
        """The first moment of the job after `at`. Those missed in between are not made up for."""


@dataclass(frozen=True)
class Every:
    """At every full so-many minutes, counted from midnight when it divides a day."""

    minutes: int

    def next_after(self, at: datetime.datetime) -> datetime.datetime:
        step = self.minutes * MINUTE
        return BEGINNING + ((at - BEGINNING) // step + 1) * step


@dataclass(frozen=True)
class Daily:
    """Every day at that time here (Asia/Shanghai)."""

    hour: int
    minute: int = 0

    def next_after(self, at: datetime.datetime) -> datetime.datetime:
        here = at.astimezone(HERE)
        today = here.replace(hour=self.hour, minute=self.minute, second=0, microsecond=0)
        return today if today > here else today + datetime.timedelta(days=1)


class Swept(NamedTuple):
    """How a turn went: things done, things that failed, and in a few words what was wrong.

    `is_whole` is False when it was stopped on the way.
    """

    done: int = 0
    failed: int = 0
    said: str = ""
    is_whole: bool = True


class Turn(Protocol):
    """One doing of a job, as the job sees it."""

    @property
    def at(self) -> datetime.datetime:
        """When it began."""

    def now(self) -> datetime.datetime: ...

    def goes_on(self) -> bool:
        """Asked before each thing: keeps the claim; False when the turn must end here."""


@dataclass(frozen=True)
class Job:
    """A sweep (扫描任务): finds in the database what is due, and does it, one thing after another.

    `limit` is how long a claim on it holds without a sign of life; longer than its longest thing.
    """

    name: str
    title: str
    cadence: Cadence
    sweep: Callable[[Turn], Swept]
    limit: datetime.timedelta = 2 * MINUTE


class Claim(NamedTuple):
    """The right to do a job once; `failures` is how often in a row it had failed before."""

    job: Job
    held_by: str
    wanted_at: datetime.datetime
    started_at: datetime.datetime
    failures: int


def next_time(cadence: Cadence, *, failures: int, at: datetime.datetime) -> datetime.datetime:
    """When a job is due again that has just ended; `failures` in a row to begin at all."""
    if not failures:
        return cadence.next_after(at)
    return at + RETRY_AFTER[min(failures, len(RETRY_AFTER)) - 1]


def is_late(
    *,
    next_at: datetime.datetime,
    claimed_at: datetime.datetime | None,
    claimed_until: datetime.datetime | None,
    at: datetime.datetime,
) -> bool:
    """Its time has long come and nobody does it, or somebody has been doing it for too long; or it
    has been put off for longer than any job ever is, and nobody would do it."""
    if claimed_at is not None and claimed_until is not None and claimed_until > at:
        return at - claimed_at >= TOO_LONG
    return at - next_at >= LATE_AFTER or next_at - at >= FARTHEST


def is_missed(
    latest: datetime.datetime | None,
    *,
    since: datetime.datetime,
    within: datetime.timedelta,
    at: datetime.datetime,
) -> bool:
    """Whether a job has not gone well for longer than it may; one that never did, since then.

    A success that lies ahead is none: somebody wrote it there.
    """
    went = latest if latest and latest <= at else since
    return at - went > within
