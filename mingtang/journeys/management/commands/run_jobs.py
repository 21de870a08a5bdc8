"""`run_jobs`: a worker. As many may run as one likes; whichever comes first does a job."""

import logging
import os
import socket
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error as DatabaseTrouble
from django.db import close_old_connections

from mingtang.foundation import clock
from mingtang.foundation.stopping import Stopped, until_told
from mingtang.jobs.actions import ensure
from mingtang.jobs.queries import next_moment
from mingtang.jobs.tasks import never, run_due
from mingtang.journeys.schedule import JOBS

logger = logging.getLogger(__name__)

# Never asleep for longer: another worker may have died, or the clock been set.
LONGEST_SLEEP = 30.0
SHORTEST_SLEEP = 0.5
WITHOUT_DATABASE = 5.0


class Command(BaseCommand):
    help = "Does the jobs of mingtang/journeys/schedule.py as they come due, until told to stop."
    requires_system_checks = ()  # they would load every page, for as long as this runs

    def add_arguments(self, parser: ArgumentParser) -> None:
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--once", action="store_true", help="do what is due now, and end")
        how.add_argument("--forever", action="store_true", help="until SIGTERM (the default)")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["once"]:
            _work(never)
            return
        try:
            with until_told() as stopping:
                while not stopping.is_set():
                    stopping.wait(_turn(stopping.is_set))
        except Stopped:
            logger.info("Broke off what was being done; it will be done again")


def _turn(is_stopping: Callable[[], bool]) -> float:
    """Does what is due; returns for how many seconds to sleep."""
    try:
        _work(is_stopping)
        close_old_connections()
        return _seconds_to_sleep()
    except DatabaseTrouble:
        logger.exception("The database does not answer; trying again in %s s", WITHOUT_DATABASE)
        close_old_connections()
        return WITHOUT_DATABASE


def _work(is_stopping: Callable[[], bool]) -> None:
    ensure(jobs=JOBS, at=clock.now())
    worker = f"{socket.gethostname()[:32]}:{os.getpid()}"
    run_due(jobs=JOBS, worker=worker, now=clock.now, is_stopping=is_stopping)


def _seconds_to_sleep() -> float:
    next_at = next_moment([job.name for job in JOBS])
    if next_at is None:
        return LONGEST_SLEEP
    left = (next_at - clock.now()).total_seconds()
    return min(max(left, SHORTEST_SLEEP), LONGEST_SLEEP)
