import datetime
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mingtang.catalogue.choices import Standing
from mingtang.catalogue.rules.standing import Tally, late_by, share, standing
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
    assert tally.rate == Decimal("96.7")
    assert tally.mean_delay == Decimal("4.2")


def test_where_nothing_is_owed_there_is_no_rate():
    assert (Tally().rate, Tally(not_due=3).rate, Tally(kept=1).mean_delay) == (None, None, None)


def test_an_answer_that_came_late_is_counted_beside_the_rate():
    late = Tally(kept=9, late_open=1, nil=2, withheld=3, nil_late=1, withheld_late=2)

    assert (late.rate, late.owed, late.due_total) == (Decimal("90.0"), 10, 15)
    assert (late + late).withheld_late == 4


@example(kept=9_999, late_open=1, late_done=0)
@given(kept=counts, late_open=counts, late_done=counts)
def test_a_hundred_means_all(kept, late_open, late_done):
    tally = Tally(kept=kept, late_open=late_open, late_done=late_done)

    if tally.owed:
        assert (tally.rate == 100) is (late_open + late_done == 0)


@pytest.mark.parametrize(
    ("part", "whole", "of_hundred"),
    [
        *((2, 3, "66.7"), (1, 3, "33.3"), (442, 457, "96.7"), (15, 457, "3.3")),
        *((9_999, 10_000, "99.9"), (1, 10_000, "0.1"), (5, 5, "100.0"), (0, 5, "0.0")),
    ],
)
def test_shares_are_rounded_but_nearly_all_is_not_all(part, whole, of_hundred):
    assert share(part, whole) == Decimal(of_hundred)
