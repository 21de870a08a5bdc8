import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.withheld.rules.terms import (
    Looked,
    counts_anew,
    day_to_publish,
    first_in_time,
    next_look,
)

DAY = datetime.date
DAYS = st.dates(DAY(2019, 1, 1), DAY(2040, 12, 31))


@pytest.mark.parametrize(
    ("looked", "months", "due"),
    [
        (DAY(2026, 9, 18), 12, DAY(2027, 9, 18)),
        (DAY(2024, 2, 29), 12, DAY(2025, 2, 28)),
        (DAY(2026, 10, 31), 6, DAY(2027, 4, 30)),
    ],
)
def test_it_is_looked_at_again_after_so_many_months(looked, months, due):
    assert next_look(looked, months) == due


@given(DAYS, st.integers(1, 12), st.integers(-5, 5))
def test_whatever_was_looked_at_before_the_first_day_in_time_is_overdue(on, months, near):
    first = first_in_time(on, months)
    looked = first + datetime.timedelta(days=near)

    assert (next_look(looked, months) < on) == (looked < first)


def test_looks_add_up_to_a_rate_with_its_whole():
    one, other = Looked(3, 1, 8, 1), Looked(2, 0, 1, 0, released=1)

    both = one + other

    assert both == Looked(5, 1, 9, 1, 1)
    assert (both.due_total, str(both.rate), both.is_few) == (11, "81.8", False)
    assert one.due_total == 10


def test_where_no_look_was_due_there_is_no_rate():
    assert Looked(withheld=4).rate is None
    assert Looked(withheld=4).is_few


@pytest.mark.parametrize(
    ("said", "is_anew"),
    [(DAY(2026, 9, 28), True), (DAY(2026, 9, 29), True), (DAY(2026, 9, 30), False)],
)
def test_its_term_begins_anew_only_where_it_was_said_in_time_that_it_is_withheld(said, is_anew):
    assert counts_anew(said, DAY(2026, 9, 29)) is is_anew


@pytest.mark.parametrize(
    ("owed", "day"),
    [
        ([], None),
        ([("reading_owed", DAY(2026, 9, 21))], DAY(2026, 9, 21)),
        (
            [("reading_owed", DAY(2026, 9, 21)), ("document_issued", DAY(2026, 10, 22))],
            DAY(2026, 10, 22),
        ),
    ],
)
def test_a_document_had_to_be_public_by_the_day_of_its_own_duty_whatever_explains_it(owed, day):
    assert day_to_publish(owed) == day
