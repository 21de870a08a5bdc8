import datetime

import pytest

from mingtang.issued.queries.recordings import recordings_in
from tests.factories.catalogue import DutyFactory, FactFactory, ItemFactory
from tests.factories.organs import OrganFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date


@pytest.fixture
def congress():
    return OrganFactory(name="人大办公室")


@pytest.fixture
def waiting(congress):
    return OrganFactory(county=congress.county, name="财政局")


@pytest.fixture
def item(congress):
    return ItemFactory(standard__county=congress.county)


def recorded(organ, item, by, days, **given):
    """`days` after it happened."""
    happened = DAY(2026, 3, 2)
    at = datetime.datetime(2026, 3, 2, 2, tzinfo=datetime.UTC) + datetime.timedelta(days=days)
    given = {"happened_on": happened, "recorded_at": at, "recorded_for": by} | given
    return FactFactory(organ=organ, item=item, **given)


def opened_after(fact, item, days):
    """Due thirty days after it happened."""
    opened = fact.happened_on + datetime.timedelta(days=days)
    due = fact.happened_on + datetime.timedelta(days=30)
    return DutyFactory(organ=fact.organ, item=item, fact=fact, opened_on=opened, due_on=due)


def test_who_is_slow_is_told_of_who_recorded_and_not_of_who_waited(congress, waiting, item):
    slow = recorded(waiting, item, congress, 40)
    duty = opened_after(slow, item, 40)
    quick = recorded(waiting, item, waiting, 1)
    opened_after(quick, item, 1)

    own, by_others = recordings_in(congress, 2026)
    assert (own.lag.count, own.lag.worst, bool(by_others)) == (1, 40, False)
    assert ([one.duty for one in own.late], own.opened) == ([duty], {duty.pk})
    assert own.concerned() == [(waiting, 1)]

    own, by_others = recordings_in(waiting, 2026)
    assert (own.lag.count, own.lag.worst, own.late, len(own.opened)) == (1, 1, [], 1)
    assert (by_others.lag.worst, len(by_others.late), len(by_others.opened)) == (40, 1, 1)
    assert by_others.recorders() == [(congress, 1)]


def test_the_slowest_comes_first_with_what_it_opened(congress, waiting, item):
    for days in (3, 9, 5):
        opened_after(recorded(waiting, item, congress, days), item, days)

    own, _others = recordings_in(congress, 2026)

    assert [one.days for one in own.acts] == [9, 5, 3]
    assert all([duty.fact for duty in one.duties] == [one.recorded.fact] for one in own.acts)


def test_evidence_leads_to_its_duty_unless_that_is_inside(congress, waiting, item):
    inside = ItemFactory(standard=item.standard, audience="internal")
    duties = [DutyFactory(organ=waiting, item=one, fact__happened_on="2025-03-02") for one in
              (item, inside)]  # fmt: skip
    for days, duty in enumerate(duties):
        recorded(waiting, item, congress, 2 - days, duty=duty)
    recorded(waiting, item, congress, 0)

    own, _others = recordings_in(congress, 2026)

    assert [one.duties for one in own.acts] == [[duties[0]], [], []]


def test_a_plan_has_no_days_and_its_duty_can_be_over_all_the_same(congress, waiting, item):
    plan = recorded(waiting, item, congress, 0, kind="held_planned")
    duty = opened_after(plan, item, 31)

    own, _others = recordings_in(congress, 2026)

    assert bool(own)
    assert (own.lag, own.acts, len(own.opened)) == (None, [], 1)
    assert [one.duty for one in own.late] == [duty]


def test_what_is_inside_is_told_of_nobody(congress, waiting, item):
    inside = ItemFactory(standard=item.standard, audience="internal")
    opened_after(recorded(waiting, inside, congress, 40), inside, 40)

    for organ in (congress, waiting):
        assert not any(recordings_in(organ, 2026))


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_a_fixed_number_of_queries(
    congress, waiting, item, count, django_assert_num_queries
):
    for _number in range(count):
        opened_after(recorded(waiting, item, congress, 40), item, 40)

    with django_assert_num_queries(5):
        own, _others = recordings_in(congress, 2026)
        assert all(one.duties for one in own.acts)
