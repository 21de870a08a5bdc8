import datetime
import threading

import pytest
from django.db import IntegrityError, connection

from mingtang.jobs import actions
from mingtang.jobs.models import Run, Schedule
from mingtang.jobs.rules import Daily, Every, Swept
from tests.factories.jobs import AT, RunFactory, ScheduleFactory
from tests.jobs.made import MINUTE, SECOND, job

BY = {"claimed_by": "w", "claimed_at": AT, "claimed_until": AT + 2 * MINUTE}
HOUR, DAY = 60 * MINUTE, datetime.timedelta(days=1)


def claimed(name="job", **given):
    ScheduleFactory(name=name)
    return actions.claim(job=job(name, **given), worker="w", at=AT)


def kept():
    return Schedule.objects.get()


@pytest.mark.django_db
def test_a_new_job_is_due_at_once_and_one_that_is_no_more_is_forgotten():
    RunFactory(schedule__name="gone")

    actions.ensure(jobs=[job("a"), job("b", cadence=Daily(8))], at=AT)

    assert dict(Schedule.objects.values_list("name", "next_at")) == {"a": AT, "b": AT}
    assert not Run.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("was", "then"), [(AT + 5 * HOUR, AT), (AT - MINUTE, AT - MINUTE)])
def test_what_is_wanted_at_once_comes_next_and_nothing_else_does(was, then):
    ScheduleFactory(name="job", next_at=was)
    ScheduleFactory(name="other", next_at=AT + HOUR)

    actions.hasten(name="job", at=AT)

    assert dict(Schedule.objects.values_list("name", "next_at")) == {
        "job": then,
        "other": AT + HOUR,
    }


@pytest.mark.django_db
def test_ensuring_again_changes_nothing():
    ScheduleFactory(name="job", next_at=AT - MINUTE, failures=1, error="x")

    actions.ensure(jobs=[job()], at=AT)

    assert (kept().next_at, kept().failures) == (AT - MINUTE, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("failures", "latest"),
    [(0, AT + MINUTE), (1, AT + MINUTE), (3, AT + 30 * MINUTE)],
)
def test_a_time_too_far_off_is_brought_near_as_after_a_clock_set_back(failures, latest):
    ScheduleFactory(name="job", next_at=AT + HOUR, failures=failures, error="x" if failures else "")

    actions.ensure(jobs=[job(cadence=Every(1))], at=AT)

    assert kept().next_at == latest


@pytest.mark.django_db
def test_a_job_that_is_not_due_is_nobodys():
    ScheduleFactory(name="job", next_at=AT + SECOND)

    assert actions.claim(job=job(), worker="w", at=AT) is None


@pytest.mark.django_db
def test_one_worker_at_a_time_has_a_job():
    first = claimed()

    assert first.wanted_at == AT
    assert actions.claim(job=job(), worker="other", at=AT + MINUTE) is None


@pytest.mark.django_db
def test_a_claim_that_ran_out_is_taken_over():
    first = claimed(limit=2 * MINUTE)

    second = actions.claim(job=job(), worker="w", at=AT + 2 * MINUTE)

    assert second.held_by != first.held_by
    assert not actions.keep(claim=first, at=AT + 2 * MINUTE)


@pytest.mark.django_db
def test_a_claim_from_before_the_clock_was_set_back_is_taken_over():
    ScheduleFactory(name="job", next_at=AT - DAY)
    actions.claim(job=job(limit=2 * MINUTE), worker="w", at=AT)

    assert actions.claim(job=job(limit=2 * MINUTE), worker="w", at=AT - HOUR) is not None


@pytest.mark.django_db
def test_clocks_that_differ_by_seconds_take_nothing_over():
    claimed(limit=2 * MINUTE)

    assert actions.claim(job=job(limit=2 * MINUTE), worker="w", at=AT - 30 * SECOND) is None


@pytest.mark.django_db
def test_a_sign_of_life_keeps_a_claim():
    first = claimed(limit=2 * MINUTE)

    assert actions.keep(claim=first, at=AT + MINUTE)
    assert actions.claim(job=job(), worker="w", at=AT + 2 * MINUTE) is None


@pytest.mark.django_db
def test_a_job_done_is_due_by_its_cadence_and_leaves_a_run():
    actions.finish(claim=claimed(), swept=Swept(done=3), at=AT + 5 * SECOND)

    assert (kept().next_at, kept().claimed_by, kept().succeeded_at) == (
        AT + MINUTE,
        "",
        AT + 5 * SECOND,
    )
    run = Run.objects.get()
    assert (run.succeeded, run.done, run.wanted_at, run.ended_at) == (
        True,
        3,
        AT,
        AT + 5 * SECOND,
    )
    assert str(run) == f"job {AT}"


@pytest.mark.django_db
def test_things_that_failed_are_seen_and_do_not_put_the_job_off():
    for number, at in enumerate([AT, AT + MINUTE], start=1):
        actions.ensure(jobs=[job()], at=at)
        taken = actions.claim(job=job(), worker="w", at=at)
        actions.finish(claim=taken, swept=Swept(2, 1, "Edition 7: KeyError"), at=at)

        assert (kept().failures, kept().next_at) == (number, at + MINUTE)
        assert kept().error == "Edition 7: KeyError"
    assert kept().succeeded_at is None


@pytest.mark.django_db
def test_what_was_stopped_on_the_way_is_due_again_at_once():
    actions.finish(claim=claimed(), swept=Swept(done=1, is_whole=False), at=AT + SECOND)

    assert kept().next_at == AT + SECOND


@pytest.mark.django_db
def test_a_job_that_breaks_down_is_put_off_and_says_why():
    actions.fail(claim=claimed(), said="OperationalError", at=AT)
    again = actions.claim(job=job(), worker="w", at=AT + MINUTE)
    actions.fail(claim=again, said="OperationalError", at=AT + MINUTE)

    assert (kept().failures, kept().error) == (2, "OperationalError")
    assert kept().next_at == AT + 6 * MINUTE


@pytest.mark.django_db
def test_a_job_that_recovers_forgets_its_failures():
    actions.fail(claim=claimed(), said="x", at=AT)
    again = actions.claim(job=job(), worker="w", at=AT + MINUTE)

    actions.finish(claim=again, swept=Swept(), at=AT + MINUTE)

    assert (kept().failures, kept().error) == (0, "")
    assert list(Run.objects.order_by("id").values_list("succeeded", flat=True)) == [False, True]


@pytest.mark.django_db
def test_a_worker_that_was_overtaken_leaves_its_run_and_not_a_free_job():
    first = claimed(limit=2 * MINUTE)
    second = actions.claim(job=job(), worker="w", at=AT + 2 * MINUTE)

    actions.finish(claim=first, swept=Swept(), at=AT + 3 * MINUTE)

    assert kept().claimed_by == second.held_by
    assert Run.objects.count() == 1


@pytest.mark.django_db
def test_a_job_that_is_no_more_ends_quietly():
    first = claimed()
    actions.ensure(jobs=[], at=AT)

    actions.finish(claim=first, swept=Swept(), at=AT)

    assert not Run.objects.exists()


@pytest.mark.django_db
def test_a_job_given_back_is_due_for_whoever_comes_next():
    actions.release(claim=claimed())

    assert actions.claim(job=job(), worker="w", at=AT) is not None


@pytest.mark.django_db
def test_runs_that_went_well_are_forgotten_sooner():
    schedule = ScheduleFactory()
    ages = [(True, 2), (True, 4), (False, 4), (False, 91)]
    for succeeded, days in ages:
        RunFactory(schedule=schedule, succeeded=succeeded, started_at=AT - days * DAY)

    forgotten = actions.prune_runs(at=AT)

    assert forgotten == 2
    assert set(Run.objects.values_list("succeeded", "started_at")) == {
        (True, AT - 2 * DAY),
        (False, AT - 4 * DAY),
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong", [{"claimed_by": "w"}, {**BY, "claimed_by": ""}, {"failures": 1}, {"error": "x"}]
)
def test_the_database_holds_claims_and_failures_together(wrong):
    with pytest.raises(IntegrityError):
        ScheduleFactory(**wrong)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL: many at once")
def test_of_many_workers_at_once_one_gets_the_job():
    ScheduleFactory(name="job")
    together = threading.Barrier(8)
    got = []

    def reach():
        together.wait()
        try:
            got.append(actions.claim(job=job(), worker="w", at=AT))
        finally:
            connection.close()

    workers = [threading.Thread(target=reach) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert len(got) == 8
    assert len([claim for claim in got if claim]) == 1
