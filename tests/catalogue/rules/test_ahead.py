"""Which duties a new edition opens, moves and closes in a year."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mingtang.catalogue.rules.ahead import Counts, ahead
from mingtang.catalogue.rules.bodies import Bodies, Body
from mingtang.catalogue.rules.opening import OpenItem, owed
from mingtang.catalogue.rules.terms_of_items import (
    AfterFact,
    AfterPeriod,
    ByDay,
    Every,
    Lasting,
    YearlyBy,
)
from mingtang.foundation.dates import a_year_after
from mingtang.foundation.terms import Term, Unit
from mingtang.foundation.working_days import Calendar

SINCE = datetime.date(2027, 1, 1)
BODIES = [
    Body(1, "department", "county", code="A"),
    Body(2, "department", "county", code="B"),
    Body(3, "authority", "township", code="C"),
    Body(4, "department", "county", dissolved_on=SINCE),
]
EVERYBODY = Bodies()
MONTHLY = ByDay(Every.MONTH, 10)
SLOWER = AfterPeriod(Every.MONTH, Term(40, Unit.DAYS))


def item(due, code="X", bodies=EVERYBODY, statement=""):
    from_on = datetime.date(2025, 1, 1)
    return OpenItem(1, code, "事项", due, bodies, from_on=from_on, statement=statement)


def only(*codes):
    return Bodies(codes=frozenset(codes))


def counted(old, new):
    return ahead(old, new, BODIES, Calendar(), since=SINCE).total


@pytest.mark.parametrize(
    ("old", "new", "counts"),
    [
        # What December brings falls due in the year after.
        ([], [item(MONTHLY)], Counts(opened=33)),
        ([item(MONTHLY)], [], Counts(closed=33)),
        ([item(MONTHLY)], [item(MONTHLY)], Counts()),
        ([item(MONTHLY)], [item(ByDay(Every.MONTH, 15))], Counts(moved=33)),
        ([item(MONTHLY)], [item(ByDay(Every.QUARTER, 10))], Counts(opened=9, closed=33)),
        (
            [item(MONTHLY, bodies=only("A", "B"))],
            [item(ByDay(Every.MONTH, 5), bodies=only("B", "C"))],
            Counts(opened=11, moved=11, closed=11),
        ),
        ([], [item(YearlyBy(3, 31))], Counts()),
        ([], [item(YearlyBy(3, 31, is_of_same_year=True))], Counts(opened=3)),
        # November is moved out of the year, and into it.
        ([item(MONTHLY)], [item(SLOWER)], Counts(moved=33)),
        ([item(SLOWER)], [item(MONTHLY)], Counts(moved=33)),
        ([item(YearlyBy(3, 31))], [item(YearlyBy(1, 31))], Counts()),
        ([item(Lasting())], [item(Lasting())], Counts(opened=3)),
        ([item(Lasting())], [], Counts()),
        (
            [item(Lasting(), statement="电话")],
            [item(Lasting(), statement="电话")],
            Counts(),
        ),
        (
            [item(Lasting(), statement="电话", bodies=only("A"))],
            [item(Lasting(), statement="电话", bodies=only("A", "B"))],
            Counts(opened=1),
        ),
        (
            [item(Lasting(), statement="电话")],
            [item(Lasting(), statement="电话、地址")],
            Counts(opened=3),
        ),
        ([], [item(AfterFact("decided", Term(7, Unit.DAYS)))], Counts()),
    ],
)
def test_duties_by_the_calendar_are_counted_for_a_year(old, new, counts):
    assert counted(old, new) == counts


def test_each_item_has_its_own_counts_and_those_without_are_left_out():
    found = ahead(
        [item(MONTHLY, "A", only("A")), item(MONTHLY, "B")],
        [item(MONTHLY, "B"), item(MONTHLY, "C", only("A"))],
        BODIES,
        Calendar(),
        since=SINCE,
    )

    assert found.by_code == {"A": Counts(closed=11), "C": Counts(opened=11)}


@pytest.mark.parametrize(
    "since", [datetime.date(2026, 12, 1), datetime.date(2026, 12, 31), datetime.date(2027, 1, 1)]
)
def test_what_is_due_once_a_year_is_counted_once_from_whichever_day(since):
    yearly = item(YearlyBy(12, 31, is_of_same_year=True), bodies=only("A"))

    assert ahead([], [yearly], BODIES, Calendar(), since=since).total == Counts(opened=1)


EVERY = some.sampled_from(Every)
AFTER_ITS_PERIOD = some.one_of(
    some.builds(ByDay, EVERY, some.integers(1, 31)),
    some.builds(YearlyBy, some.integers(1, 12), some.integers(1, 28)),
    some.builds(
        AfterPeriod,
        EVERY,
        some.builds(Term, some.integers(1, 40), some.sampled_from((Unit.DAYS, Unit.WORKING_DAYS))),
    ),
)
OF_ITS_YEAR = some.builds(
    YearlyBy, some.integers(1, 12), some.integers(1, 28), is_of_same_year=some.sampled_from([True])
)
WHO = some.builds(lambda codes: only(*codes), some.sets(some.sampled_from("ABC"), min_size=1))


def editions(rules):
    return some.lists(some.builds(item, rules, bodies=WHO), max_size=1)


@given(
    pair=some.one_of(
        some.tuples(editions(AFTER_ITS_PERIOD), editions(AFTER_ITS_PERIOD)),
        some.tuples(editions(OF_ITS_YEAR), editions(OF_ITS_YEAR)),
    ),
    since=some.dates(datetime.date(2027, 1, 1), datetime.date(2028, 12, 31)),
)
def test_the_counts_are_those_of_the_duties_that_the_engine_would_open(pair, since):
    """Two counties, one in which the old edition goes on and one in which the new one follows: the
    duties of each, opened by the engine, and those due in the year compared one by one."""
    old, new = pair
    known = BODIES[:3]
    until = a_year_after(since)

    def duties(items):
        """By body and period, the due day; what the old edition asks for in either is left out."""
        return {
            (body, one.start, one.end): one.due.on
            for one in owed(items, known, Calendar(), on=until + datetime.timedelta(40), known={})
            for body in one.bodies
            if _owed_on(one) >= since
        }

    goes_on = duties(old)
    follows = duties([replace(one, from_on=since) for one in new])

    def is_within(day):
        return since <= day < until

    opened = [key for key, day in follows.items() if is_within(day) and key not in goes_on]
    closed = [key for key, day in goes_on.items() if is_within(day) and key not in follows]
    moved = [
        key
        for key, day in follows.items()
        if key in goes_on and day != goes_on[key] and (is_within(day) or is_within(goes_on[key]))
    ]
    assert ahead(old, new, known, Calendar(), since=since).total == Counts(
        len(opened), len(moved), len(closed)
    )


def _owed_on(one):
    """By its own due day where the plan of a year is asked for; else the last day of its period."""
    rule = one.item.due
    return one.due.on if getattr(rule, "is_of_same_year", False) else one.end
