"""Doing jobs: not one transaction, but a row of them, so that one failure never undoes another."""

import datetime
import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import transaction
from django.db.models import Model

from mingtang.foundation.errors import RuleBroken
from mingtang.jobs import actions
from mingtang.jobs.rules import Claim, Job, Swept, Turn

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime.datetime]
T = TypeVar("T")
# SQLite lets one write at a time, and those who wait for it stand in no line: whoever begins again
# at once is always first, and a person signing in would wait for a whole sweep.
STANDS_BACK = {"sqlite": 0.5}  # of the time that the last thing took
AT_MOST = 0.25  # seconds


def never() -> bool:
    return False


@dataclass
class ClaimedTurn:
    """A turn under a claim. Writes a sign of life when a quarter of the claim's time has passed."""

    claim: Claim
    now: Clock
    is_stopping: Callable[[], bool]
    signed_at: datetime.datetime = field(init=False)

    def __post_init__(self) -> None:
        self.signed_at = self.at

    @property
    def at(self) -> datetime.datetime:
        return self.claim.started_at

    def goes_on(self) -> bool:
        if self.is_stopping():
            return False
        at = self.now()
        if abs(at - self.signed_at) < self.claim.job.limit / 4:
            return True
        self.signed_at = at
        return actions.keep(claim=self.claim, at=at)


def run_due(
    *, jobs: Sequence[Job], worker: str, now: Clock, is_stopping: Callable[[], bool] = never
) -> int:
    """Each job that is due, once, in the order given; returns how many were begun.

    Whatever ends this in the midst of a job gives the job back.
    """
    begun = 0
    for job in jobs:
        if is_stopping():
            break
        claim = actions.claim(job=job, worker=worker, at=now())
        if claim is not None:
            begun += 1
            _take(ClaimedTurn(claim, now, is_stopping))
    return begun


def one_by_one(turn: Turn, things: Iterable[T], do: Callable[[T], object]) -> Swept:
    """Does it to each, which must be a transaction of its own; one failure never stops another."""
    done = 0
    problems: list[str] = []
    for thing in things:
        if not turn.goes_on():
            return Swept(done, len(problems), _in_short(problems), is_whole=False)
        began = time.monotonic()
        try:
            do(thing)
        except Exception as problem:
            logger.exception("Failed: %s", _called(thing))
            problems.append(f"{_called(thing)}: {_words(problem)}")
        else:
            done += 1
        _stand_back(time.monotonic() - began)
    return Swept(done, len(problems), _in_short(problems))


def _stand_back(taken: float) -> None:
    time.sleep(min(AT_MOST, taken * STANDS_BACK.get(transaction.get_connection().vendor, 0)))


def _take(turn: ClaimedTurn) -> None:
    claim = turn.claim
    try:
        swept = claim.job.sweep(turn)
    except Exception as problem:
        logger.exception("Job %s broke down", claim.job.name)
        actions.fail(claim=claim, said=_words(problem), at=turn.now())
    except BaseException:
        actions.release(claim=claim)
        raise
    else:
        actions.finish(claim=claim, swept=swept, at=turn.now())


def _called(thing: object) -> str:
    """By number, not by title: who reads how jobs went need not read what is not public yet."""
    return f"{type(thing).__name__} {thing.pk}" if isinstance(thing, Model) else str(thing)


def _words(problem: Exception) -> str:
    """Only sentences made to be read; what a library says may quote what somebody typed."""
    return str(problem) if isinstance(problem, RuleBroken) else type(problem).__name__


def _in_short(problems: Sequence[str]) -> str:
    return "; ".join(problems)[:300]
