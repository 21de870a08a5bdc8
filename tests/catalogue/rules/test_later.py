"""Which of two terms leaves more time."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.catalogue.rules.later import LATER, OTHER_COUNT, OTHER_PERIOD, why_later
from mingtang.catalogue.rules.terms_of_items import (
    AfterFact,
    AfterPeriod,
    AtOnce,
    BeforeFact,
    ByDay,
    Every,
    Lasting,
    Shown,
    YearlyBy,
)
from mingtang.foundation.terms import SAME_DAY, Term, Unit, due_day
from mingtang.terms.rules import shipped_calendar

CALENDAR = shipped_calendar()
OWN = st.one_of(
    st.just(SAME_DAY),
    st.builds(Term, st.integers(1, 60), st.sampled_from((Unit.WORKING_DAYS, Unit.DAYS))),
)
starts = st.dates(datetime.date(2024, 1, 1), datetime.date(2026, 9, 30))

DAY, WORKING, MONTH = Unit.DAYS, Unit.WORKING_DAYS, Unit.MONTHS


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (AfterFact("decided", Term(20, WORKING)), AfterFact("decided", Term(20, DAY)), ""),
        (AfterFact("decided", Term(20, DAY)), AfterFact("decided", Term(20, WORKING)), "later"),
        (AfterFact("decided", Term(1, MONTH)), AfterFact("decided", Term(30, DAY)), ""),
        (AfterFact("formed_or_changed", Term(20, WORKING)), AtOnce(), ""),
        (AtOnce(), AfterFact("formed_or_changed", Term(20, WORKING)), "later"),
        (AtOnce(), AtOnce(own=Term(3, WORKING)), ""),
        (AtOnce(), AtOnce(own=Term(3, DAY)), ""),
        (AtOnce(), AtOnce(own=Term(4, DAY)), "later"),
        (AtOnce(own=Term(3, WORKING)), AtOnce(), ""),
        (AtOnce(own=Term(2, WORKING)), AtOnce(), "later"),
        (AtOnce(own=Term(10, DAY)), AtOnce(), "other"),
        (AtOnce(own=SAME_DAY), AtOnce(own=Term(1, DAY)), "later"),
        (AtOnce("decided", SAME_DAY), AtOnce(own=SAME_DAY), "other"),
        (AtOnce(own=Term(5, WORKING)), AfterFact("formed_or_changed", Term(5, WORKING)), ""),
        (AfterFact("formed_or_changed", Term(5, WORKING)), AtOnce(own=Term(6, WORKING)), "later"),
        (AfterFact("formed_or_changed", Term(20, WORKING)), Shown(Term(3, DAY)), ""),
        (Lasting(), AfterFact("formed_or_changed", Term(1, DAY)), "other"),
        (Lasting(), Lasting(), ""),
        (BeforeFact("held", Term(7, DAY)), BeforeFact("held", Term(10, DAY)), ""),
        (BeforeFact("held", Term(7, DAY)), BeforeFact("held", Term(5, DAY)), "later"),
        (AfterPeriod(Every.QUARTER, Term(20, DAY)), AfterPeriod(Every.MONTH, Term(25, DAY)), ""),
        (ByDay(Every.MONTH, 10), AfterPeriod(Every.QUARTER, Term(1, DAY)), "later"),
        (ByDay(Every.QUARTER, 15), ByDay(Every.QUARTER, 20), "later"),
        (YearlyBy(1, 31), YearlyBy(3, 31), "later"),
        (YearlyBy(3, 31), YearlyBy(3, 31, is_of_same_year=True), "period"),
        (ByDay(Every.MONTH, 10), YearlyBy(1, 31, is_of_same_year=True), "period"),
        (YearlyBy(3, 31, is_of_same_year=True), YearlyBy(3, 31), "later"),
        (YearlyBy(6, 30, is_of_same_year=True), YearlyBy(3, 31, is_of_same_year=True), ""),
        (YearlyBy(12, 31, is_of_same_year=True), ByDay(Every.QUARTER, 15), ""),
        (YearlyBy(1, 31), AfterPeriod(Every.MONTH, Term(10, DAY)), ""),
    ],
)
def test_terms_are_told_apart_by_what_they_count_and_how_long_they_leave(old, new, why):
    expected = {"": "", "later": LATER, "other": OTHER_COUNT, "period": OTHER_PERIOD}[why]

    assert why_later(old, new, old_at_once=3, new_at_once=3) == expected


@given(starts, OWN, OWN)
def test_what_is_not_called_later_is_due_no_later_from_any_day(start, old, new):
    """The oracle is the calendar itself, with its holidays."""
    why = why_later(AtOnce(own=old), AtOnce(own=new), old_at_once=3, new_at_once=3)
    days = [due_day(term, start, CALENDAR).on for term in (old, new)]

    assert why or days[1] <= days[0]
