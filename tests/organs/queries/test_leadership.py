import datetime

import pytest

from mingtang.organs.choices import OrganKind, Role
from mingtang.organs.queries import gaps
from mingtang.organs.rules.leadership import Need
from tests.factories.organs import (
    CountyFactory,
    LeadingGroupFactory,
    OpennessOfficeFactory,
    OrganFactory,
    PostFactory,
    VillageFactory,
    fully_led,
    staffed_organ,
    staffed_village,
)

ON = datetime.date(2026, 3, 10)
BEFORE = datetime.date(2026, 3, 9)
DEPARTMENT_NEEDS = (Need.GROUP, Need.HEAD, Need.OFFICE, Need.OFFICER)


@pytest.fixture
def county(db):
    return CountyFactory()


def found(county, on=ON):
    return {gap.organ: gap.missing for gap in gaps(county, on)}


def test_what_an_organ_lacks_is_named(county):
    organ = OrganFactory(county=county)
    village = VillageFactory(county=county)
    OrganFactory(county=county, kind=OrganKind.CONGRESS)

    assert found(county) == {
        organ: DEPARTMENT_NEEDS,
        village: (Need.HEAD, Need.VILLAGE_CLERK, Need.VILLAGE_SUPERVISOR),
    }


def test_an_organ_that_has_everything_is_no_gap_and_the_next_county_is_another_matter(county):
    fully_led(staffed_organ(county=county).organ)
    staffed_village(county=county)
    neighbour = OrganFactory()

    assert found(county) == {}
    assert found(neighbour.county) == {neighbour: DEPARTMENT_NEEDS}


def test_what_has_ended_or_not_begun_does_not_fill_a_gap(county):
    organ = OrganFactory(county=county)
    LeadingGroupFactory(organ=organ, to_on=BEFORE)
    OpennessOfficeFactory(organ=organ, from_on=datetime.date(2026, 3, 11))
    PostFactory(organ=organ, role=Role.HEAD, to_on=BEFORE)
    PostFactory(organ=organ, role=Role.OFFICER, holder__is_active=False)

    assert found(county) == {organ: DEPARTMENT_NEEDS}
    assert found(county, BEFORE) == {organ: (Need.OFFICE, Need.OFFICER)}


def test_a_stand_in_fills_the_gap_for_the_days_given(county):
    organ = fully_led(OrganFactory(county=county))
    PostFactory(organ=organ)
    head = PostFactory(organ=organ, role=Role.HEAD, to_on=BEFORE)
    PostFactory(organ=organ, role=Role.HEAD, stands_in_for=head, to_on=ON)

    assert found(county) == {}
    assert found(county, datetime.date(2026, 3, 11)) == {organ: (Need.HEAD,)}


def test_an_organ_counts_until_the_day_it_ends(county):
    organ = OrganFactory(county=county, dissolved_on=ON)

    assert set(found(county, BEFORE)) == {organ}
    assert found(county, ON) == {}


@pytest.mark.parametrize("organs", [1, 3])
def test_it_takes_four_queries_however_many_organs_there_are(
    county, django_assert_num_queries, organs
):
    for _ in range(organs):
        staffed_organ(county=county)

    with django_assert_num_queries(4):
        assert len(gaps(county, ON)) == organs
