import datetime

import pytest

from mingtang.organs.choices import SuccessionKind, Tier
from mingtang.organs.models import Organ, OrganName, Succession
from mingtang.organs.queries import organs_named, organs_of, predecessors, successors
from mingtang.organs.queries.register import answering_on
from tests.factories.organs import CountyFactory, OrganFactory, VillageFactory

ON = datetime.date(2026, 3, 1)


@pytest.fixture
def county(db):
    return CountyFactory()


def merge(organ, into, on=ON):
    organ.dissolved_on = on
    organ.save()
    Succession.objects.create(
        organ=organ, kind=SuccessionKind.MERGED, successor=into, on=on, basis="方案"
    )


def test_the_organs_of_a_county_are_those_that_stand_in_the_order_of_the_page(county):
    second = OrganFactory(county=county, order=2)
    first = OrganFactory(county=county, order=1)
    ended = OrganFactory(county=county, order=3, dissolved_on=ON)
    village = VillageFactory(county=county)
    OrganFactory()

    assert list(organs_of(county)) == [first, second, village]
    assert list(organs_of(county, tier=Tier.VILLAGE)) == [village]
    assert list(organs_of(county, tier=Tier.COUNTY, with_dissolved=True)) == [first, second, ended]


def test_an_organ_is_found_by_any_name_it_ever_had_in_its_own_county(county):
    renamed = OrganFactory(county=county, name="自然资源局")
    OrganName.objects.create(organ=renamed, name="国土资源局", to_on=ON)
    OrganFactory(name="国土资源局")
    OrganFactory(county=county)

    assert list(organs_named(county, "国土")) == [renamed]
    assert list(organs_named(county, " 资\u0000源 ")) == [renamed]


@pytest.mark.parametrize("words", ["", " ", "\u0000\u202e"])
def test_nothing_typed_finds_nothing(county, words):
    OrganFactory(county=county)

    assert not organs_named(county, words).exists()


def test_who_answers_for_an_organ_is_found_at_the_end_of_the_chain(
    county, django_assert_max_num_queries
):
    first, second, last = (OrganFactory(county=county) for _ in range(3))
    merge(first, second)
    merge(second, last)

    with django_assert_max_num_queries(2):
        found = successors(first)

    assert found == successors(second) == successors(last) == last
    assert predecessors(last) == [first, second]
    assert predecessors(first) == []


def test_an_organ_dissolved_has_nobody_who_answers_and_so_has_what_went_into_it(county):
    first = OrganFactory(county=county)
    dissolved = OrganFactory(county=county, dissolved_on=ON)
    merge(first, dissolved)
    Succession.objects.create(organ=dissolved, kind=SuccessionKind.DISSOLVED, on=ON, basis="方案")

    assert successors(first) is None
    assert successors(dissolved) is None


def test_who_answered_on_a_day_is_who_stood_then(county, django_assert_num_queries):
    first, second, last = (OrganFactory(county=county) for _ in range(3))
    merge(first, second)
    merge(second, last)
    Organ.objects.filter(pk=second.pk).update(dissolved_on=ON + datetime.timedelta(days=30))
    before = ON - datetime.timedelta(days=1)
    first.refresh_from_db()

    later = ON + datetime.timedelta(days=30)
    gone = OrganFactory(county=county, dissolved_on=ON)
    asked = [(first, before), (first, ON), (first, later), (first, None), (gone, ON), (last, None)]
    with django_assert_num_queries(2):
        assert answering_on(asked) == [first, second, last, last, None, last]
    with django_assert_num_queries(0):
        assert answering_on([(first, before), (last, None)]) == [first, last]


def test_what_went_into_an_organ_is_found_in_two_queries(county, django_assert_num_queries):
    last = OrganFactory(county=county)
    parts = [OrganFactory(county=county) for _ in range(3)]
    for part in parts:
        merge(part, last)

    with django_assert_num_queries(2):
        assert predecessors(last) == parts
