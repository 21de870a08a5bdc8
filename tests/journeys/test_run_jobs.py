"""The worker as a process of its own, on a database of its own."""

import contextlib
import datetime
import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection

from mingtang.catalogue.actions import recount
from mingtang.jobs.models import Run, Schedule
from mingtang.journeys.management.commands import run_jobs
from mingtang.journeys.schedule import JOBS
from mingtang.ledger.models import Entry
from mingtang.organs.models import County
from tests.architecture.tree import ROOT
from tests.disclosure.publishing import later, scene
from tests.factories.jobs import ScheduleFactory
from tests.journeys.scheduled import scheduled

PATIENCE = 30.0
HANGING = """
import time

import django

django.setup()
from django.core.management import execute_from_command_line
from mingtang.jobs.rules import Every, Job
from mingtang.journeys.management.commands import run_jobs

def hang(turn):
    print("hanging", flush=True)
    time.sleep(60)

run_jobs.JOBS = (Job("publish", "x", Every(1), hang),)
execute_from_command_line(["manage.py", "run_jobs"])
"""


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """The environment of an installation with an empty database."""
    folder = tmp_path_factory.mktemp("installation")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("MINGTANG", "DATABASE"))}
    environment = kept | {
        "MINGTANG_DEBUG": "1",
        "MINGTANG_DATA": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/own.sqlite3",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONUNBUFFERED": "1",
        "PYTHONPATH": str(ROOT),
    }
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env=environment,
        check=True,
    )
    return folder, environment


@contextlib.contextmanager
def worker(installation, *command):
    _folder, environment = installation
    process = subprocess.Popen(
        [sys.executable, *(command or ("manage.py", "run_jobs"))],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def asked(installation, question):
    with contextlib.closing(sqlite3.connect(installation[0] / "own.sqlite3")) as database:
        answer = database.execute(question).fetchall()
        database.commit()
    return answer


def nothing_was_done_yet(installation):
    """Whatever ran before: each job is due at once."""
    asked(installation, "delete from jobs_run")
    asked(installation, "delete from jobs_schedule")


def wait_until(is_so):
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "nothing came of it"
        time.sleep(0.05)


def end(process, number):
    """By itself, long before whoever told it would lose patience."""
    process.send_signal(number)
    process.wait(timeout=10)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_does_what_is_due_and_ends_when_told(installation, number):
    nothing_was_done_yet(installation)
    with worker(installation) as process:
        wait_until(lambda: len(asked(installation, "select 1 from jobs_run")) >= len(JOBS))
        end(process, number)

        said = process.stderr.read()
    assert process.returncode == 0, said
    assert asked(installation, "select count(*) from jobs_schedule where claimed_by <> ''") == [
        (0,)
    ]
    assert "Traceback" not in said


def test_a_worker_that_hangs_is_broken_off_and_gives_its_job_back(installation):
    nothing_was_done_yet(installation)
    with worker(installation, "-c", HANGING) as process:
        assert process.stdout.readline() == "hanging\n"
        claimed = asked(installation, "select claimed_by from jobs_schedule where claimed_by <> ''")
        end(process, signal.SIGTERM)

    assert len(claimed) == 1
    assert process.returncode == 0
    assert asked(installation, "select count(*) from jobs_schedule where claimed_by <> ''") == [
        (0,)
    ]


def test_what_a_killed_worker_held_is_taken_over_when_its_claim_has_run_out(installation):
    nothing_was_done_yet(installation)
    with worker(installation, "-c", HANGING) as process:
        assert process.stdout.readline() == "hanging\n"
        process.kill()
        process.wait()
    held = "select count(*) from jobs_schedule where claimed_by <> ''"
    assert asked(installation, held) == [(1,)]
    asked(
        installation,
        "update jobs_schedule set claimed_until = '2000-01-01', next_at = '2000-01-01'",
    )

    with worker(installation, "-c", HANGING) as process:
        assert process.stdout.readline() == "hanging\n"
        end(process, signal.SIGTERM)

    assert asked(installation, held) == [(0,)]


@pytest.mark.django_db(transaction=True)
def test_once_does_what_is_due_and_ends():
    call_command("run_jobs", once=True)
    call_command("run_jobs", once=True)

    assert Schedule.objects.count() == len(JOBS)
    assert Run.objects.filter(schedule__name="remind").count() == 1
    assert set(Run.objects.values_list("succeeded", flat=True)) == {True}


class Stopping:
    """An event that remembers for how long it was waited on, and is set after that."""

    def __init__(self):
        self.slept = []

    def is_set(self):
        return len(self.slept) > 0

    def set(self):
        raise AssertionError("nobody sent a signal")

    def wait(self, seconds):
        self.slept.append(seconds)

    def close(self):
        pass


@pytest.fixture
def stopping(monkeypatch):
    event = Stopping()
    monkeypatch.setattr("mingtang.foundation.stopping.Told", lambda: event)
    return event


@pytest.mark.django_db(transaction=True)
def test_it_sleeps_until_the_next_job_is_due(stopping):
    call_command("run_jobs")

    [slept] = stopping.slept
    assert 0 < slept <= run_jobs.LONGEST_SLEEP
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


@pytest.mark.django_db(transaction=True)
def test_a_database_that_does_not_answer_is_waited_for(stopping, monkeypatch, caplog):
    def fails(**_given):
        raise OperationalError("no connection")

    monkeypatch.setattr(run_jobs, "ensure", fails)

    call_command("run_jobs", forever=True)

    assert stopping.slept == [run_jobs.WITHOUT_DATABASE]
    assert "does not answer" in caplog.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("seconds", "slept"), [(-9, run_jobs.SHORTEST_SLEEP), (10, 10), (900, run_jobs.LONGEST_SLEEP)]
)
def test_a_sleep_is_neither_too_short_nor_too_long(monkeypatch, seconds, slept):
    at = datetime.datetime(2026, 3, 10, 1, tzinfo=datetime.UTC)
    monkeypatch.setattr(run_jobs.clock, "now", lambda: at)
    ScheduleFactory(name=JOBS[0].name, next_at=at + datetime.timedelta(seconds=seconds))

    assert run_jobs._seconds_to_sleep() == slept


@pytest.mark.django_db
def test_where_others_do_every_job_it_sleeps_as_long_as_it_may():
    assert run_jobs._seconds_to_sleep() == run_jobs.LONGEST_SLEEP


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL: many at once")
def test_many_workers_at_once_publish_each_thing_once():
    editions = [scheduled(scene(), publish_at=later(10)) for _ in range(6)]
    for county in County.objects.all():
        recount(county=county)  # what was made without an act is counted as well
    database = connection.settings_dict
    there = f"{database['USER']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    environment = {**os.environ, "MINGTANG_DEBUG": "1", "DATABASE_URL": f"postgresql://{there}"}
    once = [sys.executable, "manage.py", "run_jobs", "--once"]

    workers = [subprocess.Popen(once, cwd=ROOT, env=environment) for _ in range(3)]
    ended = [process.wait(timeout=60) for process in workers]

    published = Entry.objects.filter(act="disclosure.published").values_list("object_id", flat=True)
    assert ended == [0, 0, 0]
    assert sorted(published) == sorted(edition.disclosure.object_id for edition in editions)
    assert set(Run.objects.values_list("schedule__name", "succeeded")) == {
        (job.name, True) for job in JOBS
    }
    assert Run.objects.filter(schedule__name="remind").count() == 1
