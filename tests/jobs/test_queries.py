import pytest

from mingtang.jobs import queries
from tests.factories.jobs import AT, RunFactory, ScheduleFactory
from tests.jobs.made import MINUTE


@pytest.mark.django_db
def test_late_and_failing_jobs_are_seen():
    ScheduleFactory(name="a", next_at=AT)
    ScheduleFactory(name="b", next_at=AT - 5 * MINUTE)
    ScheduleFactory(name="c", next_at=AT, failures=2, error="KeyError")

    found = queries.health(at=AT)

    assert [(job.name, job.is_late, job.is_failing, job.is_well) for job in found] == [
        ("a", False, False, True),
        ("b", True, False, False),
        ("c", False, True, False),
    ]
    assert found[2].error == "KeyError"


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_health_is_one_query(rows, django_assert_num_queries):
    for _ in range(rows):
        ScheduleFactory()

    with django_assert_num_queries(1):
        assert len(queries.health(at=AT)) == rows


@pytest.mark.django_db
def test_runs_of_a_job_come_newest_first():
    schedule = ScheduleFactory(name="a")
    older = RunFactory(schedule=schedule, started_at=AT - MINUTE)
    newer = RunFactory(schedule=schedule)
    RunFactory()

    assert list(queries.latest_runs("a")) == [newer, older]


@pytest.mark.django_db
def test_the_next_moment_is_that_of_the_first_job_nobody_does():
    assert queries.next_moment(["a"]) is None
    ScheduleFactory(name="a", next_at=AT + MINUTE)
    ScheduleFactory(name="b", next_at=AT)
    ScheduleFactory(
        name="c",
        next_at=AT - MINUTE,
        claimed_by="w",
        claimed_at=AT,
        claimed_until=AT + MINUTE,
    )

    assert queries.next_moment(["a", "c"]) == AT + MINUTE
