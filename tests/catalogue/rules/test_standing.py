import datetime
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mingtang.catalogue.choices import Standing
from mingtang.catalogue.rules.standing import Tally, late_by, standing
from mingtang.terms.rules import shipped_calendar

DAY = datetime.date
DUE = DAY(2026, 11, 20)  # a Friday
CALENDAR = shipped_calendar()
counts = st.integers(0, 10_000)


@pytest.mark.parametrize(
    ("state", "ended_late_by", "on", "expected"),
    [
        ("open", None, DUE, Standing.NOT_DUE),
        ("open", None, DUE + datetime.timedelta(days=1), Standing.LATE),
        ("fulfilled", 0, DUE, Standing.KEPT),
        ("fulfilled", -3, DUE, Standing.KEPT),
        ("fulfilled", 1, DUE, Standing.LATE_DONE),
        ("nil", 4, DUE, Standing.NIL),
        ("withheld", 4, DUE, Standing.WITHHELD),
        ("void", None, DUE, Standing.VOID),
    ],
)
def test_a_duty_stands_by_its_state_and_by_the_day(state, ended_late_by, on, expected):
    assert standing(state, due_on=DUE, late_by=ended_late_by, on=on) == expected


@pytest.mark.parametrize(
    ("ended_on", "days"),
    [
        (DAY(2026, 11, 16), -4),
        (DUE, 0),
        (DAY(2026, 11, 21), 1),  # the Saturday after: late, though no working day has passed
        (DAY(2026, 11, 23), 1),
        (DAY(2026, 11, 24), 2),
    ],
)
def test_delay_is_counted_in_working_days_and_is_never_nothing(ended_on, days):
    assert late_by(DUE, ended_on, CALENDAR) == days


def test_the_rate_has_its_denominator():
    tally = Tally(kept=4093, late_open=18, late_done=121, nil=42, withheld=12, late_days=508)

    assert (tally.owed, tally.due_total) == (4232, 4286)
    assert (tally.rate, tally.late_share) == (Decimal("96.7"), Decimal("0.4"))
    assert tally.mean_delay == Decimal("4.2")


def test_where_nothing_is_owed_there_is_no_rate():
    assert (Tally().rate, Tally(not_due=3).late_share, Tally(kept=1).mean_delay) == (
        None,
        None,
        None,
    )


@example(kept=9_999, late_open=1, late_done=0)
@given(kept=counts, late_open=counts, late_done=counts)
def test_a_hundred_means_all(kept, late_open, late_done):
    tally = Tally(kept=kept, late_open=late_open, late_done=late_done)

    if tally.owed:
        assert (tally.rate == 100) is (late_open + late_done == 0)


@pytest.mark.parametrize(
    ("kept", "late", "rate", "late_share"),
    [
        (2, 1, "66.7", "33.3"),
        (442, 15, "96.7", "3.3"),
        (9_999, 1, "99.9", "0.1"),
        (5, 0, "100.0", "0.0"),
    ],
)
def test_shares_are_rounded_but_nearly_all_is_not_all(kept, late, rate, late_share):
    tally = Tally(kept=kept, late_open=late)

    assert (tally.rate, tally.late_share) == (Decimal(rate), Decimal(late_share))
