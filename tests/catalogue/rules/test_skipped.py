"""Of which periods an edition comes too late, while none before it asked for them."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mingtang.catalogue.rules.bodies import Bodies, Body
from mingtang.catalogue.rules.opening import OpenItem, owed
from mingtang.catalogue.rules.skipped import Skipped, skipped
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
SINCE = DAY(2027, 1, 1)
BODIES = [
    Body(1, "department", "county", code="A"),
    Body(2, "department", "county", code="B"),
    Body(3, "department", "county", code="C", dissolved_on=SINCE),
]
JANUARY = YearlyBy(1, 31)
BEFORE, UNTIL = DAY(2025, 1, 1), DAY(2026, 12, 31)
MONTHLY = ByDay(Every.MONTH, 10)
OF_2026 = Skipped("X", Every.YEAR, DAY(2026, 1, 1), DAY(2026, 12, 31), DAY(2027, 1, 31))


def item(due, *codes, code="X", from_on=SINCE, to_on=None):
    bodies = Bodies(codes=frozenset(codes))
    return OpenItem(1, code, "事项", due, bodies, from_on=from_on, to_on=to_on)


def old(due, *codes, from_on=BEFORE, to_on=UNTIL, code="X"):
    return item(due, *codes, code=code, from_on=from_on, to_on=to_on)


def missed(before, new, since=SINCE):
    return skipped(before, new, BODIES, Calendar(), since=since)


def test_the_year_before_a_new_item_is_asked_of_nobody():
    (one,) = missed([], [item(JANUARY)])

    assert one == OF_2026
    assert one.words == "2026年度"


@pytest.mark.parametrize(
    "due",
    [
        YearlyBy(12, 31),
        YearlyBy(1, 31, is_of_same_year=True),
        Lasting(),
        AfterFact("decided", Term(7, Unit.DAYS)),
    ],
)
def test_what_is_due_by_the_plan_of_a_year_by_a_fact_or_always_is_never_missed(due):
    expected = [replace(OF_2026, due_on=DAY(2027, 12, 31))] if due == YearlyBy(12, 31) else []
    assert missed([], [item(due)]) == expected


def test_from_its_last_day_on_a_period_is_asked_for():
    assert missed([], [item(JANUARY)], since=DAY(2026, 12, 31)) == []
    assert missed([], [item(JANUARY)], since=DAY(2027, 1, 31)) == [OF_2026]
    assert missed([], [item(JANUARY)], since=DAY(2027, 2, 1)) == []


def test_what_an_edition_before_asks_for_is_not_missed_however_it_is_cut():
    assert missed([old(JANUARY)], [item(JANUARY)]) == []
    assert missed([old(JANUARY, to_on=None)], [item(JANUARY)]) == []
    assert missed([old(MONTHLY)], [item(JANUARY)]) == []
    assert missed([old(YearlyBy(3, 31))], [item(MONTHLY)]) == []


@pytest.mark.parametrize(
    "before",
    [
        old(JANUARY, code="Y"),
        old(Lasting()),
        old(JANUARY, to_on=DAY(2026, 12, 30)),
        old(MONTHLY, from_on=DAY(2026, 2, 1)),
        old(MONTHLY, to_on=DAY(2026, 12, 30)),
    ],
)
def test_an_edition_before_that_asks_for_none_or_a_part_of_it_is_no_help(before):
    assert missed([before], [item(JANUARY)]) == [OF_2026]


def test_two_editions_one_after_the_other_ask_for_the_whole():
    first = old(MONTHLY, to_on=DAY(2026, 6, 30))
    second = old(ByDay(Every.QUARTER, 10), from_on=DAY(2026, 7, 1))

    assert missed([second, first], [item(JANUARY)]) == []
    assert missed([second], [item(JANUARY)]) == [OF_2026]


def test_whoever_owes_it_only_now_was_not_asked():
    assert missed([old(JANUARY, "A")], [item(JANUARY)]) == [replace(OF_2026, some=1)]
    assert missed([old(JANUARY, "A")], [item(JANUARY, "B")]) == [OF_2026]
    assert missed([old(JANUARY, "A", "B")], [item(JANUARY)]) == []
    assert missed([], [item(JANUARY, "C")]) == []


PLAN = YearlyBy(3, 31, is_of_same_year=True)
JUNE = DAY(2026, 6, 1)


@pytest.mark.parametrize(
    ("before", "due", "periods"),
    [
        pytest.param(YearlyBy(3, 31), PLAN, ["2026年度"], id="this year in place of the last"),
        pytest.param(
            YearlyBy(6, 30, is_of_same_year=True), PLAN, ["2026年度"], id="an earlier day, over"
        ),
        pytest.param(
            YearlyBy(3, 31), ByDay(Every.QUARTER, 15), ["2026年第一季度"], id="by the quarter now"
        ),
        pytest.param(
            ByDay(Every.HALF_YEAR, 20),
            ByDay(Every.MONTH, 31),
            [f"2026年{month}月" for month in (1, 2, 3, 4, 5)],
            id="by the month now",
        ),
        pytest.param(ByDay(Every.MONTH, 10), ByDay(Every.QUARTER, 15), [], id="was asked already"),
        pytest.param(PLAN, YearlyBy(3, 31), [], id="the last year in place of this"),
        pytest.param(Lasting(), ByDay(Every.QUARTER, 15), [], id="none is by period"),
    ],
)
def test_what_the_edition_that_ends_would_still_have_asked_for_is_missed(before, due, periods):
    found = missed([old(before, to_on=DAY(2026, 5, 31))], [item(due)], since=JUNE)

    assert [one.words for one in found] == periods


def test_only_of_whoever_the_edition_that_ends_would_have_asked():
    ended = old(YearlyBy(3, 31), "A", to_on=DAY(2026, 5, 31))

    assert [one.some for one in missed([ended], [item(PLAN, "A", "B")], since=JUNE)] == [None]
    assert missed([ended], [item(PLAN, "B")], since=JUNE) == []
    earlier = replace(ended, to_on=DAY(2026, 5, 30))
    assert missed([earlier], [item(PLAN, "A")], since=JUNE) == []


def test_the_longest_periods_come_first():
    found = missed([], [item(MONTHLY, code="M"), item(JANUARY, code="Y")])

    assert [one.code for one in found] == ["Y", "M"]


PERIODIC = some.one_of(
    some.builds(ByDay, some.sampled_from(Every), some.integers(1, 31)),
    some.builds(YearlyBy, some.integers(1, 12), some.integers(1, 28)),
    some.builds(
        AfterPeriod,
        some.sampled_from(Every),
        some.builds(Term, some.integers(1, 60), some.sampled_from((Unit.DAYS, Unit.WORKING_DAYS))),
    ),
)


@given(rule=PERIODIC, since=some.dates(DAY(2026, 6, 1), DAY(2028, 12, 31)))
def test_each_would_be_opened_by_an_edition_of_the_day_told_and_is_not_by_this_one(rule, since):
    def opened(from_on):
        known = owed([item(rule, "A", from_on=from_on)], BODIES[:1], Calendar(), on=since, known={})
        return {one.start: one.due.on for one in known}

    found = {one.start: one for one in missed([], [item(rule, "A", from_on=since)], since=since)}

    always = opened(DAY(2024, 1, 1))
    assert {start: one.due_on for start, one in found.items()} == {
        start: day for start, day in always.items() if day >= since and start not in opened(since)
    }
    for start, one in found.items():
        assert opened(one.owed_on)[start] == one.due_on
        assert start not in opened(one.owed_on + datetime.timedelta(1))
