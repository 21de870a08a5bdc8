import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.jobs.rules import HERE, Daily, Every, is_late, is_missed, next_time

AT = datetime.datetime(2026, 3, 10, 9, 30, tzinfo=HERE)
MINUTE = datetime.timedelta(minutes=1)
moments = st.datetimes(
    min_value=datetime.datetime(2020, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime.datetime(2030, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([HERE, datetime.UTC]),
)


@given(at=moments, hour=st.integers(0, 23), minute=st.integers(0, 59))
def test_a_daily_job_comes_within_a_day_at_its_time_here(at, hour, minute):
    found = Daily(hour, minute).next_after(at)

    here = found.astimezone(HERE)
    assert (here.hour, here.minute, here.second, here.microsecond) == (hour, minute, 0, 0)
    assert datetime.timedelta(0) < found - at <= datetime.timedelta(days=1)


@given(at=moments, minutes=st.sampled_from([1, 5, 15, 60]))
def test_a_frequent_job_comes_at_full_minutes_however_late_the_last_one_was(at, minutes):
    found = Every(minutes).next_after(at)

    here = found.astimezone(HERE)
    assert (here.hour * 60 + here.minute) % minutes == here.second == here.microsecond == 0
    assert datetime.timedelta(0) < found - at <= minutes * MINUTE


def test_midnight_here_is_not_midnight_in_utc():
    half_past_midnight = Daily(0, 30).next_after(AT)

    assert half_past_midnight.astimezone(datetime.UTC).isoformat() == "2026-03-10T16:30:00+00:00"


@pytest.mark.parametrize(
    ("failures", "minutes"), [(0, 1), (1, 1), (2, 5), (3, 30), (4, 120), (5, 120), (900, 120)]
)
def test_a_job_that_breaks_down_is_put_off_longer_each_time(failures, minutes):
    assert next_time(Every(1), failures=failures, at=AT) == AT + minutes * MINUTE


@pytest.mark.parametrize(
    ("due_before", "claimed_before", "claim_left", "late"),
    [
        (4, None, None, False),
        (5, None, None, True),
        (50, 29, 1, False),  # somebody is doing it
        (50, 30, 1, True),  # and has been for too long
        (50, 29, -1, True),  # and died
        (4, 4, -1, False),
        (-2 * 24 * 60 + 1, None, None, False),
        (-2 * 24 * 60, None, None, True),  # and nobody will for days
    ],
)
def test_a_job_is_late_when_nobody_does_it_or_somebody_for_too_long(
    due_before, claimed_before, claim_left, late
):
    claimed_at = None if claimed_before is None else AT - claimed_before * MINUTE
    claimed_until = None if claim_left is None else AT + claim_left * MINUTE

    found = is_late(
        next_at=AT - due_before * MINUTE,
        claimed_at=claimed_at,
        claimed_until=claimed_until,
        at=AT,
    )

    assert found is late


@pytest.mark.parametrize(
    ("latest", "since", "missed"),
    [
        *((0, 90, False), (36, 90, False), (37, 90, True), (None, 36, False), (None, 37, True)),
        *((-1, 36, False), (-1, 37, True)),  # a success that lies ahead
    ],
)
def test_a_job_that_has_not_gone_well_for_too_long_is_missed(latest, since, missed):
    """Hours ago."""
    hour = datetime.timedelta(hours=1)
    went = None if latest is None else AT - latest * hour

    assert is_missed(went, since=AT - since * hour, within=36 * hour, at=AT) == missed
