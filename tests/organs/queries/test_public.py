import datetime

import pytest

from mingtang.organs.choices import MemberRank, Role
from mingtang.organs.models import OrganName, Succession
from mingtang.organs.queries import public
from tests.factories.organs import (
    CountyFactory,
    GroupMemberFactory,
    LeadingGroupFactory,
    OpennessOfficeFactory,
    OrganFactory,
    OrganFieldFactory,
    PlaceFactory,
    PostFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 26)
ENDED = datetime.date(2026, 5, 1)


@pytest.fixture
def county():
    CountyFactory()  # another one, whose organs are never told
    return CountyFactory()


def test_the_directory_goes_from_county_to_township_to_village_to_utilities(county):
    service = OrganFactory(county=county, tier="service", kind="utility", order=0)
    village = VillageFactory(county=county, order=0)
    town = OrganFactory(county=county, tier="township", order=0)
    second, first = OrganFactory(county=county, order=2), OrganFactory(county=county, order=1)
    OrganFactory()

    assert list(public.directory(county)) == [first, second, town, village, service]


def test_what_was_dissolved_is_in_no_directory_and_still_found(county):
    gone = OrganFactory(county=county, dissolved_on=ENDED)

    assert list(public.directory(county)) == []
    assert list(public.every_organ(county)) == [gone]
    assert public.find(county, gone.object_id) == gone


def test_an_organ_is_found_in_its_own_county_only(county):
    organ = OrganFactory()

    assert public.find(county, organ.object_id) is None


def test_organs_in_charge_of_a_field_are_those_of_that_day(county):
    now, then = OrganFactory(county=county), OrganFactory(county=county)
    OrganFieldFactory(organ=now, field="tax")
    OrganFieldFactory(organ=then, field="tax", to_on=ENDED)

    directory = public.directory(county)

    assert list(public.in_charge(directory, "tax", TODAY)) == [now]
    assert set(public.in_charge(directory, "tax", ENDED)) == {now, then}
    assert [field.field for field in public.fields_of(now, TODAY)] == ["tax"]
    assert public.fields_of(then, TODAY) == []


def test_leadership_names_those_whom_the_public_may_know(county, django_assert_num_queries):
    organ = OrganFactory(county=county)
    group = LeadingGroupFactory(organ=organ)
    leader = GroupMemberFactory(group=group, rank=MemberRank.LEADER)
    office = OpennessOfficeFactory(organ=organ)
    officer = PostFactory(organ=organ, role=Role.OFFICER)
    head = PostFactory(organ=organ, role=Role.HEAD)
    PostFactory(organ=organ, role=Role.SECRECY_REVIEWER)
    PostFactory(organ=organ, role=Role.OFFICER, to_on=ENDED)
    PostFactory(organ=organ, role=Role.OFFICER, holder__is_active=False)

    with django_assert_num_queries(4):
        found = public.leadership(organ, TODAY)

    assert (found.group, found.members, found.office) == (group, [leader], office)
    assert found.posts == [head, officer]
    assert found.roles == {"head", "officer"}


def test_where_nobody_leads_nothing_is_made_up(county):
    found = public.leadership(OrganFactory(county=county), TODAY)

    assert (found.group, found.members, found.office, found.posts) == (None, [], None, [])


def test_names_come_newest_first(county):
    organ = OrganFactory(county=county, name="新名", its_name=False)
    old = OrganName.objects.create(organ=organ, name="旧名", from_on=None, to_on=ENDED)
    new = OrganName.objects.create(organ=organ, name="新名", from_on=ENDED, to_on=None)

    assert public.names(organ) == [new, old]


def test_history_holds_what_became_of_it_and_what_became_part_of_it(county):
    organ, other, third = (OrganFactory(county=county) for _each in range(3))
    renamed = Succession.objects.create(organ=organ, kind="renamed", on=TODAY, basis="x")
    merged = Succession.objects.create(
        organ=other, kind="merged", successor=organ, on=ENDED, basis="x"
    )
    Succession.objects.create(organ=third, kind="renamed", on=ENDED, basis="x")

    assert public.history(organ) == [merged, renamed]


def test_children_are_those_that_exist(county):
    parent = OrganFactory(county=county)
    child = OrganFactory(county=county, parent=parent)
    OrganFactory(county=county, parent=parent, dissolved_on=ENDED)

    assert list(public.children(parent)) == [child]


def test_boards_are_those_that_stand_in_the_order_of_their_organs(county):
    second = PlaceFactory(organ=VillageFactory(county=county, order=2))
    first = PlaceFactory(organ=VillageFactory(county=county, order=1))
    PlaceFactory(organ=first.organ, closed_on=ENDED)
    PlaceFactory()

    assert list(public.boards(county)) == [first, second]


def test_a_board_is_found_in_its_county_alone():
    place = PlaceFactory()

    assert public.board(place.organ.county, place.object_id) == place
    assert public.board(CountyFactory(), place.object_id) is None
