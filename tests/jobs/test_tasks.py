import logging
from types import SimpleNamespace

import pytest
from django.db import connection

from mingtang.foundation.errors import RuleBroken
from mingtang.jobs import actions, tasks
from mingtang.jobs.models import Run, Schedule
from mingtang.jobs.rules import Swept
from mingtang.jobs.tasks import one_by_one, run_due
from tests.factories.jobs import ScheduleFactory
from tests.jobs.made import MINUTE, SECOND, HandClock, job

pytestmark = pytest.mark.django_db


class Stopped(BaseException):
    pass


@pytest.fixture
def clock():
    return HandClock()


def run(*jobs, clock, **given):
    actions.ensure(jobs=jobs, at=clock())
    return run_due(jobs=jobs, worker="w", now=clock, **given)


def sweeping(things, do):
    return lambda turn: one_by_one(turn, things, do)


def test_what_is_due_is_done_once_in_the_order_given(clock):
    done = []
    jobs = [job(name, lambda _turn, name=name: done.append(name) or Swept()) for name in "ba"]

    assert run(*jobs, clock=clock) == 2
    assert run(*jobs, clock=clock) == 0
    clock.forward(MINUTE)
    assert run(*jobs, clock=clock) == 2
    assert done == ["b", "a", "b", "a"]


def test_one_thing_that_fails_does_not_stop_the_next(clock, caplog):
    done = []

    def do(number):
        if number == 2:
            raise KeyError("李四")
        done.append(number)

    run(job(sweep=sweeping([1, 2, 3], do)), clock=clock)

    assert done == [1, 3]
    assert Schedule.objects.get().error == "2: KeyError"
    assert (Run.objects.get().done, Run.objects.get().failed) == (2, 1)
    assert "Failed: 2" in caplog.text


def test_a_refusal_is_told_in_its_own_words_and_a_record_by_its_number(clock):
    thing = ScheduleFactory(name="x")

    def do(_thing):
        raise RuleBroken("已经公开,不能再改。")

    run(job("x"), job(sweep=sweeping([thing], do)), clock=clock)

    assert Schedule.objects.get(name="job").error == f"Schedule {thing.pk}: 已经公开,不能再改。"


def test_a_job_that_breaks_down_does_not_stop_the_next_job(clock, caplog):
    def breaks(_turn):
        raise OSError("disk")

    done = []
    run(job("a", breaks), job("b", lambda _turn: done.append("b") or Swept()), clock=clock)

    assert done == ["b"]
    assert Schedule.objects.get(name="a").error == "OSError"
    assert caplog.records[0].levelno == logging.ERROR


def test_whatever_ends_the_worker_gives_the_job_back(clock):
    def ends(_turn):
        raise Stopped

    with pytest.raises(Stopped):
        run(job(sweep=ends), clock=clock)

    assert Schedule.objects.get().claimed_by == ""
    assert Schedule.objects.get().next_at == clock()


def test_a_worker_told_to_stop_ends_between_two_things_and_begins_no_other_job(clock):
    done = []
    stop = lambda: len(done) >= 2  # noqa: E731
    jobs = [job("a", sweeping([1, 2, 3], done.append)), job("b")]

    assert run(*jobs, clock=clock, is_stopping=stop) == 1

    assert done == [1, 2]
    assert Schedule.objects.get(name="a").next_at == clock()
    assert not Run.objects.filter(schedule__name="b").exists()


def test_a_long_turn_keeps_its_claim_by_signs_of_life(clock):
    def slow(_number):
        clock.forward(50 * SECOND)

    taken_over = []

    def things():
        for number in range(5):
            taken_over.append(actions.claim(job=watched, worker="other", at=clock()))
            yield number

    watched = job(sweep=lambda turn: one_by_one(turn, things(), slow), limit=MINUTE)
    run(watched, clock=clock)

    assert taken_over == [None] * 5
    assert Run.objects.get().done == 5


def test_a_turn_that_was_overtaken_ends(clock):
    done = []

    def slow(number):
        done.append(number)
        clock.forward(3 * MINUTE)
        actions.claim(job=watched, worker="other", at=clock())

    watched = job(sweep=lambda turn: one_by_one(turn, [1, 2, 3], slow), limit=2 * MINUTE)
    run(watched, clock=clock)

    assert done == [1]
    assert Schedule.objects.get().claimed_by.startswith("other")


def test_between_two_things_others_have_a_chance_to_write_where_only_one_can(clock, monkeypatch):
    waits, done = [], []
    watch = SimpleNamespace(sleep=waits.append, monotonic=iter([0, 0.25, 1, 4]).__next__)
    monkeypatch.setattr(tasks, "time", watch)

    run(job(sweep=sweeping([1, 2], done.append)), clock=clock)

    share = {"sqlite": 0.5, "postgresql": 0}[connection.vendor]
    assert done == [1, 2]
    assert waits == [0.25 * share, min(tasks.AT_MOST, 3 * share)]
