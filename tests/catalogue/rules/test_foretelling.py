"""What is not owed yet and will be due within days is what will be opened, and nothing else."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.catalogue.rules.bodies import Bodies, Body
from mingtang.catalogue.rules.foretelling import foretold
from mingtang.catalogue.rules.opening import OpenItem, owed
from mingtang.catalogue.rules.terms_of_items import (
    AfterFact,
    AfterPeriod,
    ByDay,
    Every,
    Lasting,
    YearlyBy,
)
from mingtang.foundation.terms import Term, Unit
from mingtang.foundation.working_days import Calendar

DAY = datetime.date
ON = DAY(2026, 11, 26)
ONE_DAY = datetime.timedelta(days=1)
DAYS = Calendar()
VILLAGE = Body(1, "committee", "village", "", "v1", None, None)
OFFICE = Body(2, "department", "county", "", "d1", None, None)


def item(due, **about):
    given = {"id": 1, "bodies": Bodies(), "from_on": DAY(2026, 1, 1), **about}
    return OpenItem(code="X-1", name="收支", due=due, **given)


def told(one, *, until, on=ON, bodies=(VILLAGE,)):
    found = foretold([one], bodies, DAYS, on=on, until=until)
    return [(row.title, row.bodies, row.opens_on, row.due_on) for row in found]


def test_a_month_that_ends_within_the_days_is_told_with_its_first_and_its_last_day():
    monthly = item(ByDay(Every.MONTH, 10))

    assert told(monthly, until=DAY(2026, 12, 9)) == []
    assert told(monthly, until=DAY(2026, 12, 10)) == [
        ("2026年11月收支", (1,), DAY(2026, 12, 1), DAY(2026, 12, 10))
    ]


def test_one_that_is_due_on_the_day_it_arises_is_known_the_evening_before():
    assert told(item(ByDay(Every.MONTH, 1)), on=DAY(2026, 11, 30), until=DAY(2026, 12, 1)) == [
        ("2026年11月收支", (1,), DAY(2026, 12, 1), DAY(2026, 12, 1))
    ]


def test_its_last_day_is_counted_across_the_holiday_and_the_saturday_worked_in_exchange():
    """Of September 2026: off from 1 to 7 October, Saturday the 10th is worked."""
    days = Calendar(
        days_off=frozenset(DAY(2026, 10, day) for day in range(1, 8)),
        days_worked=frozenset({DAY(2026, 10, 10)}),
    )
    within = item(AfterPeriod(Every.MONTH, Term(3, Unit.WORKING_DAYS)))

    found = foretold([within], [VILLAGE], days, on=DAY(2026, 9, 30), until=DAY(2026, 10, 12))

    assert [(one.opens_on, one.due_on) for one in found] == [(DAY(2026, 10, 1), DAY(2026, 10, 10))]
    assert not foretold([within], [VILLAGE], days, on=DAY(2026, 9, 30), until=DAY(2026, 10, 9))


def test_what_has_arisen_already_is_not_told_again():
    assert told(item(ByDay(Every.MONTH, 10)), on=DAY(2026, 12, 1), until=DAY(2026, 12, 31)) == []


def test_a_plan_of_the_next_year_arises_on_its_first_day():
    plan = item(YearlyBy(1, 15, is_of_same_year=True))

    assert told(plan, until=DAY(2027, 1, 20)) == [
        ("2027年度收支", (1,), DAY(2027, 1, 1), DAY(2027, 1, 15))
    ]


@pytest.mark.parametrize(
    "due", [Lasting(), AfterFact("decided", Term(20, Unit.WORKING_DAYS))], ids=["lasting", "fact"]
)
def test_what_comes_by_no_period_cannot_be_foretold(due):
    assert told(item(due), until=DAY(2027, 12, 31)) == []


@pytest.mark.parametrize(
    "about", [{"from_on": DAY(2026, 12, 1)}, {"to_on": DAY(2026, 11, 29)}], ids=["later", "ended"]
)
def test_only_the_edition_that_asks_for_a_period_tells_of_it(about):
    assert told(item(ByDay(Every.MONTH, 10), **about), until=DAY(2026, 12, 10)) == []


def test_of_whom_it_is_asked_and_the_most_urgent_first():
    of_villages = item(ByDay(Every.MONTH, 10), bodies=Bodies(kinds=frozenset({"committee"})))
    of_offices = item(ByDay(Every.MONTH, 5), id=2, bodies=Bodies(kinds=frozenset({"department"})))
    nobody = item(ByDay(Every.MONTH, 3), id=3, bodies=Bodies(kinds=frozenset({"court"})))
    ended = Body(3, "committee", "village", "", "v2", None, DAY(2026, 11, 30))

    found = foretold(
        [of_villages, of_offices, nobody],
        [VILLAGE, OFFICE, ended],
        DAYS,
        on=ON,
        until=DAY(2026, 12, 31),
    )

    assert [(one.item.id, one.bodies) for one in found] == [(2, (2,)), (1, (1,))]


TERMS = st.builds(Term, st.integers(1, 40), st.sampled_from([Unit.DAYS, Unit.WORKING_DAYS]))
RULES = st.one_of(
    st.builds(ByDay, st.sampled_from(Every), st.integers(1, 31)),
    st.builds(AfterPeriod, st.sampled_from(Every), TERMS),
    st.builds(YearlyBy, st.integers(1, 12), st.integers(1, 28), is_of_same_year=st.booleans()),
)


@given(rule=RULES, start=st.integers(0, 400), length=st.integers(0, 60))
def test_it_is_what_the_engine_opens_on_the_days_that_follow(rule, start, length):
    """By the engine as it would be run on the first day and on the last."""
    one = item(rule, from_on=DAY(2025, 1, 1))
    on = DAY(2026, 1, 1) + start * ONE_DAY
    until = on + length * ONE_DAY

    def opened(day):
        found = owed([one], [VILLAGE], DAYS, on=day, known={})
        return {(row.title, row.due.on) for row in found}

    expected = {(title, day) for title, day in opened(until) - opened(on) if day <= until}
    assert {(row[0], row[3]) for row in told(one, on=on, until=until)} == expected
