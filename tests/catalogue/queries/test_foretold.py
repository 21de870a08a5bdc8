import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingtang.catalogue.queries.foretold import to_come, to_come_by_organ
from mingtang.terms.queries import calendar
from tests.factories.catalogue import ItemFactory, StandardFactory
from tests.factories.organs import CountyFactory, OrganFactory, VillageFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date
ON, UNTIL = DAY(2026, 11, 26), DAY(2026, 12, 10)
MONTHLY = {"every": "month", "by_day": 10}
VILLAGES = {"kinds": ["committee"], "tiers": [], "fields": [], "sectors": [], "codes": []}


@pytest.fixture
def county():
    return CountyFactory()


@pytest.fixture
def villages(county):
    return VillageFactory.create_batch(2, county=county)


@pytest.fixture
def standard(county):
    return StandardFactory(county=county, from_on=DAY(2026, 1, 1))


def monthly(standard, name="收支", **about):
    given = {"due_rule": MONTHLY, "bodies": VILLAGES, "level2": name, **about}
    return ItemFactory(standard=standard, **given)


def told(county, **given):
    found = to_come(county, calendar(county.code), on=ON, until=UNTIL, **given)
    return [(one.about.title, list(one.organs)) for one in found]


def test_what_will_be_owed_is_told_with_those_who_will_owe_it(county, standard, villages):
    monthly(standard)
    OrganFactory(county=county)

    assert told(county) == [("2026年11月收支", villages)]
    assert told(CountyFactory()) == []
    found = to_come(county, calendar(county.code), on=ON, until=UNTIL)
    assert to_come_by_organ(found) == {villages[0].pk: 1, villages[1].pk: 1}


def test_of_certain_organs_alone(county, standard, villages):
    monthly(standard)

    assert told(county, organs=villages[1:]) == [("2026年11月收支", villages[1:])]
    assert told(county, organs=[]) == []


def test_what_stays_inside_an_organ_is_told_to_those_inside_alone(county, standard, villages):
    monthly(standard, audience="internal", channels=[])

    assert told(county) == []
    assert told(county, inside=[villages[0].pk]) == [("2026年11月收支", villages[:1])]


@pytest.mark.parametrize("count", [1, 4])
def test_it_takes_a_fixed_number_of_queries(county, standard, villages, count):
    for number in range(count):
        monthly(standard, f"收支{number}")
    days = calendar(county.code)

    with CaptureQueriesContext(connection) as asked:
        assert len(to_come(county, days, on=ON, until=UNTIL)) == count
    assert len(asked) == 3
    with CaptureQueriesContext(connection) as asked:
        assert len(to_come(county, days, on=ON, until=UNTIL, organs=villages)) == count
    assert len(asked) == 2


@pytest.mark.parametrize(
    "due_rule",
    [
        {"every": "month", "within": {"n": 5, "unit": "d"}},
        {"yearly_by": "12-05", "of": "same_year"},
        {"standing": True},
    ],
    ids=["within", "yearly", "standing"],
)
def test_whatever_comes_by_period_is_read_and_nothing_else(county, standard, villages, due_rule):
    monthly(standard, due_rule=due_rule)
    on = DAY(2025, 12, 31) if "yearly_by" in due_rule else ON

    found = to_come(county, calendar(county.code), on=on, until=DAY(2026, 12, 10))

    assert bool(found) is ("standing" not in due_rule)


def test_an_edition_that_ended_or_what_is_given_on_request_tells_of_nothing(county, villages):
    ended = StandardFactory(county=county, from_on=DAY(2026, 1, 1), to_on=DAY(2026, 11, 25))
    monthly(ended)
    monthly(StandardFactory(county=county, title="另一份"), mode="request")

    assert told(county) == []
