"""Which duties a new edition opens, moves and closes in a year."""

import datetime

import pytest

from mingtang.catalogue.rules.ahead import Counts, ahead
from mingtang.catalogue.rules.bodies import Bodies, Body
from mingtang.catalogue.rules.opening import OpenItem
from mingtang.catalogue.rules.terms_of_items import (
    AfterFact,
    ByDay,
    Every,
    Lasting,
    YearlyBy,
)
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
        ([], [item(MONTHLY)], Counts(opened=36)),
        ([item(MONTHLY)], [], Counts(closed=36)),
        ([item(MONTHLY)], [item(MONTHLY)], Counts()),
        ([item(MONTHLY)], [item(ByDay(Every.MONTH, 15))], Counts(moved=36)),
        ([item(MONTHLY)], [item(ByDay(Every.QUARTER, 10))], Counts(opened=12, closed=36)),
        (
            [item(MONTHLY, bodies=only("A", "B"))],
            [item(ByDay(Every.MONTH, 5), bodies=only("B", "C"))],
            Counts(opened=12, moved=12, closed=12),
        ),
        ([], [item(YearlyBy(3, 31))], Counts(opened=3)),
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

    assert found.by_code == {"A": Counts(closed=12), "C": Counts(opened=12)}
