import datetime
from calendar import monthrange
from collections import defaultdict
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingtang.catalogue.rules.bodies import Bodies, Body, Charge
from mingtang.catalogue.rules.items import Citation
from mingtang.catalogue.rules.opening import (
    OpenItem,
    Slot,
    due_after,
    opened_by,
    owed,
    slot_of,
)
from mingtang.catalogue.rules.terms_of_items import (
    AfterFact,
    AfterPeriod,
    AtOnce,
    ByDay,
    Every,
    Lasting,
    YearlyBy,
)
from mingtang.foundation.terms import Term, Unit
from mingtang.terms.rules import shipped_calendar

DAY = datetime.date
CALENDAR = shipped_calendar()
TERM = Term(20, Unit.WORKING_DAYS)
FIRST, LAST = DAY(2025, 1, 1), DAY(2027, 3, 1)

days = st.dates(FIRST, LAST)
some_days = st.none() | days
fields = st.sampled_from(["finance", "tax"])
kinds = st.sampled_from(["authority", "department"])
rules = st.one_of(
    st.builds(ByDay, st.sampled_from(Every), st.integers(1, 31)),
    st.builds(AfterPeriod, st.sampled_from(Every), st.just(TERM)),
    st.dates(DAY(2024, 1, 1), DAY(2024, 12, 31)).flatmap(
        lambda day: st.builds(YearlyBy, st.just(day.month), st.just(day.day), st.booleans())
    ),
    st.just(Lasting()),
    st.just(AfterFact("decided", TERM)),
    st.just(AtOnce()),
)


@st.composite
def spans(draw, start):
    first = draw(start)
    return first, draw(st.none() | st.dates(first or FIRST, LAST))


@st.composite
def items(draw, number):
    from_on, to_on = draw(spans(days))
    bodies = Bodies(
        kinds=draw(st.frozensets(kinds, max_size=1)),
        fields=draw(st.frozensets(fields, max_size=1)),
    )
    return OpenItem(number, f"A-{number}", "事项", draw(rules), bodies, from_on, to_on)


@st.composite
def bodies(draw, number):
    established_on, dissolved_on = draw(spans(some_days))
    charges = [Charge(draw(fields), *draw(spans(days))) for _ in range(draw(st.integers(0, 2)))]
    return Body(
        number,
        draw(kinds),
        "county",
        established_on=established_on,
        dissolved_on=dissolved_on,
        charges=tuple(charges),
    )


catalogues = st.integers(1, 3).flatmap(lambda n: st.tuples(*(items(i) for i in range(n))))
registers = st.integers(1, 3).flatmap(lambda n: st.tuples(*(bodies(i) for i in range(n))))


def falls_to(item, body, day):
    """Said once more in the plainest words, as the oracle."""
    lives = (body.established_on or DAY.min) <= day < (body.dissolved_on or DAY.max)
    is_named = not item.bodies.kinds or body.kind in item.bodies.kinds
    in_charge = not item.bodies.fields or any(
        charge.field in item.bodies.fields and charge.from_on <= day <= (charge.to_on or DAY.max)
        for charge in body.charges
    )
    return lives and is_named and in_charge


def lasts(item, day):
    return item.from_on <= day <= (item.to_on or DAY.max)


def last_days(rule, until):
    """The last day of every period that is over, found by walking day by day."""
    months = 12 if isinstance(rule, YearlyBy) else rule.every.months
    day = FIRST
    while day < until:
        tomorrow = day + datetime.timedelta(days=1)
        if tomorrow.day == 1 and (tomorrow.month - 1) % months == 0:
            yield day, months
        day = tomorrow


def expected_starts(item, body, on):
    """First days of the periods owed on a day, None for what is always on show."""
    rule = item.due
    lives_now = (body.established_on or DAY.min) <= on < (body.dissolved_on or DAY.max)
    if not lives_now or isinstance(rule, AfterFact | AtOnce):
        return set()
    if isinstance(rule, Lasting):
        return {None} if lasts(item, on) and falls_to(item, body, on) else set()
    if isinstance(rule, YearlyBy) and rule.is_of_same_year:
        plans = {
            DAY(year, rule.month, min(rule.day, monthrange(year, rule.month)[1]))
            for year in range(FIRST.year, on.year + 1)
        }
        return {
            DAY(by.year, 1, 1)
            for by in plans
            if lasts(item, by) and falls_to(item, body, min(by, on))
        }
    return {
        DAY(end.year, end.month - months + 1, 1)
        for end, months in last_days(rule, on)
        if lasts(item, end) and falls_to(item, body, end)
    }


class Key(NamedTuple):
    """A duty by what makes it one."""

    item: int
    body: int
    start: datetime.date | None


def opened(catalogue, register, on, known):
    """What is opened on a day."""
    had = defaultdict(set)
    for key in known:
        had[Slot(key.item, key.start)].add(key.body)
    return [
        Key(one.item.id, body, slot_of(one.item, one.start).start)
        for one in owed(catalogue, register, CALENDAR, on=on, known=had)
        for body in one.bodies
    ]


@settings(max_examples=150)
@given(catalogues, registers, days)
def test_what_is_owed_on_a_day_is_what_counting_day_by_day_says(catalogue, register, on):
    expected = {
        Key(item.id, body.id, start)
        for item in catalogue
        for body in register
        for start in expected_starts(item, body, on)
    }

    found = opened(catalogue, register, on, known=set())

    assert sorted(map(str, found)) == sorted(map(str, expected))


@settings(max_examples=75)
@given(catalogues, registers, st.lists(days, min_size=2, max_size=4))
def test_running_late_twice_or_with_the_clock_set_back_opens_nothing_twice(
    catalogue, register, runs
):
    known, expected = [], set()
    for on in [*runs, runs[0]]:
        known += opened(catalogue, register, on, known=set(known))
        expected |= {
            Key(item.id, body.id, start)
            for item in catalogue
            for body in register
            for start in expected_starts(item, body, on)
        }

    assert sorted(map(str, known)) == sorted(map(str, expected))


DEPARTMENT = Body(7, "department", "county", established_on=DAY(2026, 10, 15))


def item(rule, *, from_on=FIRST, **about):
    return OpenItem(1, "A-1", "村集体财务收支", rule, Bodies(), from_on, **about)


def test_an_organ_established_within_a_period_owes_from_then():
    months = owed(
        [item(ByDay(Every.MONTH, 10))], [DEPARTMENT], CALENDAR, on=DAY(2026, 12, 1), known={}
    )

    assert [(one.title, one.start, one.end, one.due.on) for one in months] == [
        ("2026年10月村集体财务收支", DAY(2026, 10, 1), DAY(2026, 10, 31), DAY(2026, 11, 10)),
        ("2026年11月村集体财务收支", DAY(2026, 11, 1), DAY(2026, 11, 30), DAY(2026, 12, 10)),
    ]


@pytest.mark.parametrize(
    ("from_on", "start", "due_on"),
    [
        (FIRST, DAY(2026, 10, 15), DAY(2026, 11, 12)),
        (DAY(2026, 11, 2), DAY(2026, 11, 2), DAY(2026, 11, 30)),
    ],
)
def test_what_is_always_on_show_counts_from_the_later_of_organ_and_item(from_on, start, due_on):
    [one] = owed(
        [item(Lasting(), from_on=from_on)], [DEPARTMENT], CALENDAR, on=DAY(2026, 11, 2), known={}
    )

    assert (one.start, one.end, one.due.on) == (start, start, due_on)
    assert one.title == "村集体财务收支"


def test_a_fact_opens_the_items_that_wait_for_its_kind_in_who_owes_them():
    waiting = item(AfterFact("decided", TERM))
    others = [
        item(AfterFact("approved", TERM)),
        item(AfterFact("decided", TERM), from_on=DAY(2026, 11, 3)),
        item(AfterFact("decided", TERM), to_on=DAY(2026, 11, 1)),
        item(ByDay(Every.MONTH, 1)),
    ]

    assert opened_by([waiting, *others], DEPARTMENT, "decided", DAY(2026, 11, 2)) == [waiting]
    assert opened_by([waiting], DEPARTMENT, "decided", DAY(2026, 10, 14)) == []


def test_what_a_fact_opened_is_due_by_the_rule_of_its_item():
    cited = Citation("价格法", "第二十四条")

    day = due_after(
        item(AtOnce("decided"), at_once_days=2, cited=cited), DAY(2026, 11, 2), CALENDAR
    )

    assert (day.on, day.reason["setting"]) == (DAY(2026, 11, 4), "at_once")


def test_no_fact_opens_an_item_of_periods():
    with pytest.raises(TypeError, match="A-1"):
        due_after(item(ByDay(Every.MONTH, 1)), FIRST, CALENDAR)


class TestWhatIsExpectedAtLeastSoOften:
    """An item that facts open, of which nothing was recorded for a whole period."""

    ITEM = OpenItem(
        1, "A-1", "预算", AfterFact("decided", TERM), Bodies(), FIRST, at_least=Every.HALF_YEAR
    )
    BODY = Body(7, "department", "county")

    def asked(self, on, known=None):
        found = owed([self.ITEM], [self.BODY], CALENDAR, on=on, known=known or {})
        return [(one.start, one.end, one.title) for one in found]

    @pytest.mark.parametrize(
        ("every", "on", "due_on"),
        [
            (Every.QUARTER, DAY(2026, 10, 1), DAY(2026, 11, 3)),  # Saturday 10 October is worked
            (Every.HALF_YEAR, DAY(2026, 7, 1), DAY(2026, 7, 28)),
        ],
    )
    def test_is_due_twenty_working_days_after_the_period(self, every, on, due_on):
        [*_, last] = owed(
            [replace(self.ITEM, at_least=every)], [self.BODY], CALENDAR, on=on, known={}
        )
        assert last.due.on == due_on

    def test_is_asked_about_once_each_period_is_over(self):
        assert self.asked(DAY(2025, 6, 30)) == []
        assert self.asked(DAY(2026, 1, 1)) == [
            (DAY(2025, 1, 1), DAY(2025, 6, 30), "2025年上半年预算"),
            (DAY(2025, 7, 1), DAY(2025, 12, 31), "2025年下半年预算"),
        ]

    def test_is_not_asked_about_where_something_was_recorded_in_it(self):
        known = {Slot(1, DAY(2025, 1, 1)): {7}}

        assert [start for start, _end, _title in self.asked(DAY(2026, 1, 1), known)] == [
            DAY(2025, 7, 1)
        ]

    def test_is_due_by_the_countys_own_term_whatever_law_sets_that_of_the_item(self):
        cited = Citation("预算法", "第十四条", sets_term=True)
        item = replace(self.ITEM, cited=cited)

        [one] = owed([item], [self.BODY], CALENDAR, on=DAY(2025, 7, 1), known={})

        assert one.due.reason["local"]
        assert one.due.reason["from"] == "period_end"

    def test_is_asked_of_no_edition_that_was_not_in_force_when_the_period_ended(self):
        item = replace(self.ITEM, to_on=DAY(2025, 12, 30))

        assert len(list(owed([item], [self.BODY], CALENDAR, on=LAST, known={}))) == 1

    def of(self, *items):
        found = owed(items, [self.BODY], CALENDAR, on=DAY(2026, 1, 1), known={})
        return [(one.start, one.end, one.title) for one in found]

    def test_is_asked_of_the_days_since_it_was_in_force_and_says_so(self):
        late = replace(self.ITEM, from_on=DAY(2025, 8, 15))

        assert self.of(late) == [
            (DAY(2025, 8, 15), DAY(2025, 12, 31), "2025年下半年（8月15日起）预算")
        ]

    @pytest.mark.parametrize(
        ("from_on", "is_asked"),
        [(DAY(2025, 7, 1), True), (DAY(2025, 10, 1), True), (DAY(2025, 10, 2), False)],
    )
    def test_is_not_asked_of_less_than_half_a_period(self, from_on, is_asked):
        assert bool(self.of(replace(self.ITEM, from_on=from_on))) is is_asked

    @pytest.mark.parametrize(("from_on", "asked"), [(DAY(2025, 7, 1), 1), (DAY(2025, 7, 2), 0)])
    def test_what_must_be_there_is_asked_of_whole_periods_only(self, from_on, asked):
        assert len(self.of(replace(self.ITEM, from_on=from_on, never_nil=True))) == asked

    def test_is_asked_of_the_whole_period_where_the_edition_before_had_it_too(self):
        old = replace(self.ITEM, to_on=DAY(2025, 9, 30), at_least=None)
        new = replace(self.ITEM, id=2, from_on=DAY(2025, 10, 1))

        assert self.of(new, old) == [(DAY(2025, 7, 1), DAY(2025, 12, 31), "2025年下半年预算")]

    @pytest.mark.parametrize(
        "about",
        [{"to_on": DAY(2025, 9, 29)}, {"code": "A-2"}, {"series": "另一个目录"}, {"to_on": None}],
    )
    def test_what_came_before_a_break_or_was_another_item_is_not_counted(self, about):
        old = replace(self.ITEM, at_least=None, **({"to_on": DAY(2025, 9, 30)} | about))
        new = replace(self.ITEM, id=2, from_on=DAY(2025, 10, 1))

        assert [start for start, _end, _title in self.of(old, new)] == [DAY(2025, 10, 1)]

    def test_a_part_asked_about_once_is_not_asked_about_again(self):
        item = replace(self.ITEM, from_on=DAY(2025, 8, 15))
        known = {slot_of(item, DAY(2025, 8, 15)): {7}}

        assert known == {Slot(1, DAY(2025, 7, 1)): {7}}
        assert not list(owed([item], [self.BODY], CALENDAR, on=DAY(2026, 1, 1), known=known))


def test_what_is_due_by_the_calendar_is_owed_for_the_whole_period_in_which_it_came():
    [one] = owed(
        [item(ByDay(Every.YEAR, 31), from_on=DAY(2025, 12, 1))],
        [Body(7, "department", "county")],
        CALENDAR,
        on=DAY(2026, 1, 1),
        known={},
    )

    assert (one.start, one.title) == (DAY(2025, 1, 1), "2025年度村集体财务收支")
