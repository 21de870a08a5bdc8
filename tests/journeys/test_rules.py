import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.foundation.working_days import Calendar
from mingtang.journeys.rules import (
    DISPUTE_STEPS,
    DUTY_STEPS,
    LISTED_AT_MOST,
    Line,
    due_days,
    named,
    reminder,
)

DAY = datetime.timedelta(days=1)
ON = datetime.date(2026, 3, 10)
CALENDAR = Calendar(
    years=frozenset({2026}),
    days_off=frozenset(datetime.date(2026, 3, day) for day in (12, 13)),
    days_worked=frozenset({datetime.date(2026, 3, 14)}),
)
STEPS = {step.left: step for step in DUTY_STEPS}
working_days = st.dates(datetime.date(2026, 2, 1), datetime.date(2026, 10, 1)).filter(
    CALENDAR.is_working_day
)


def step_by_counting(due_on, on, steps):
    """The naive way: how many working days are left, and the nearest step at or above that."""
    left = CALENDAR.between(on, due_on)
    if due_on < on:
        return -1
    return min((step.left for step in steps if step.left >= left), default=None)


@given(
    on=working_days, offset=st.integers(-30, 30), steps=st.sampled_from([DUTY_STEPS, DISPUTE_STEPS])
)
def test_each_due_day_belongs_to_the_step_it_has_come_to(on, offset, steps):
    due_on = on + offset * DAY

    found = []
    for step in steps:
        first, end = due_days(step, steps, on=on, calendar=CALENDAR)
        if (first is None or first <= due_on) and due_on < end:
            found.append(step.left)

    counted = step_by_counting(due_on, on, steps)
    assert found == ([] if counted is None else [counted])


def line(left, due_on=ON, organ="水利局", title="决算"):
    return Line(STEPS[left], due_on, organ, title)


def test_many_matters_are_one_notice_and_the_most_urgent_come_first():
    lines = [
        line(10, ON + 9 * DAY),
        line(-1, ON - DAY, title="预算"),
        line(10, ON + 8 * DAY, "教育局"),
    ]

    subject, text = reminder("公开任务", lines)

    assert subject == "公开任务：1项已逾期，2项10个工作日内到期"
    assert text.splitlines() == [
        "2026年3月9日到期，水利局：预算",
        "2026年3月18日到期，教育局：决算",
        "2026年3月19日到期，水利局：决算",
    ]


@pytest.mark.parametrize(("many", "more"), [(LISTED_AT_MOST, 0), (LISTED_AT_MOST + 3, 3)])
def test_what_is_not_listed_is_counted(many, more):
    _subject, text = reminder("公开任务", [line(5)] * many)

    assert len(text.splitlines()) == LISTED_AT_MOST + bool(more)
    assert (f"另有{more}项没有列出" in text) == bool(more)


def test_a_draft_without_a_title_has_a_name_too():
    assert (named("决算"), named("")) == ("《决算》", "（还没有标题）")
