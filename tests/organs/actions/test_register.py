import datetime

import pytest

from mingtang.foundation.errors import RuleBroken
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry
from mingtang.organs.actions import change_organ, create_organ
from mingtang.organs.choices import OrganKind, Sector, Tier
from mingtang.organs.models import Organ, OrganName
from mingtang.organs.rules.tree import DEEPEST
from tests.factories.organs import CountyFactory, OrganFactory, RegionFactory

AT = datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC)
ON = datetime.date(2026, 3, 1)
CREDIT_CODE = "91350100M000100Y43"


@pytest.fixture
def county(db):
    return CountyFactory(code="130123")


@pytest.fixture
def create(county, clerk):
    given = {
        "county": county,
        "kind": OrganKind.DEPARTMENT,
        "tier": Tier.COUNTY,
        "code": "ZB-130123-1",
        "name": "水利局",
    }
    return lambda **other: create_organ(**given | {"by": clerk, "at": AT} | other)


def test_an_organ_is_registered_with_its_first_name_on_record(create, county):
    region = RegionFactory()
    parent = create(name="县人民政府", code="zb-130123-zf", kind=OrganKind.AUTHORITY)

    organ = create(
        name=" 水\u202e利局 ", parent=parent, region=region, established_on=ON, phone=" 1 ", order=7
    )

    assert (organ.name, organ.code, organ.credit_code) == ("水利局", "ZB-130123-1", "")
    assert (organ.parent, organ.region, organ.phone, organ.order) == (parent, region, "1", 7)
    assert OrganName.objects.get(organ=organ, name="水利局", from_on=ON).to_on is None
    assert Entry.objects.filter(object_id=organ.object_id).get().act == Act.ORGAN_CREATED


def test_a_registered_code_is_kept_as_such(create):
    organ = create(code=" 91350100m000100y43 ")

    assert (organ.code, organ.credit_code) == (CREDIT_CODE, CREDIT_CODE)


def test_a_wrong_check_digit_is_said_and_nothing_is_registered(create):
    with pytest.raises(RuleBroken, match="第18位应当是3"):
        create(code="91350100M000100Y44")
    assert not Organ.objects.exists()


def test_a_code_belongs_to_one_organ_of_the_whole_installation(create):
    neighbour = OrganFactory(code=CREDIT_CODE, credit_code=CREDIT_CODE)

    with pytest.raises(
        RuleBroken, match=f"已经登记给“{neighbour.name}”（{neighbour.county.name}）"
    ):
        create(code=CREDIT_CODE)


def test_a_name_is_used_once_under_a_parent(create):
    create()

    with pytest.raises(RuleBroken, match="同一上级下面已经有“水利局”"):
        create(code="ZB-130123-2")


def test_a_name_may_be_used_in_another_county_and_again_after_a_dissolution(create, county):
    OrganFactory(name="水利局")
    OrganFactory(name="水利局", county=county, dissolved_on=ON)

    assert create().name == "水利局"


def test_a_parent_is_of_the_same_county_and_stands(create, county):
    ended = OrganFactory(county=county, dissolved_on=ON)

    with pytest.raises(RuleBroken, match="不是本县的"):
        create(parent=OrganFactory())
    with pytest.raises(RuleBroken, match="已经撤并"):
        create(parent=ended)


def test_the_tree_does_not_grow_too_deep(create, county):
    lowest = None
    for _level in range(DEEPEST):
        lowest = OrganFactory(county=county, parent=lowest)

    with pytest.raises(RuleBroken, match="最多6层"):
        create(parent=lowest)


def test_kind_tier_and_sector_go_together(create):
    with pytest.raises(RuleBroken, match="不在这一层级"):
        create(kind=OrganKind.UTILITY)
    assert create(kind=OrganKind.UTILITY, tier=Tier.SERVICE, sector=Sector.WATER).sector == "water"


def test_an_entry_is_changed_on_record(create, clerk):
    organ, parent, region = create(), create(name="县政府", code="ZB-130123-2"), RegionFactory()
    changes = {
        "parent": parent,
        "region": region,
        "order": "3",
        "address": " 一号 ",
        "credit_code": CREDIT_CODE.lower(),
        "established_on": ON,
    }

    changed = change_organ(organ=organ, changes=changes, by=clerk, at=AT)

    assert (changed.parent, changed.region, changed.order) == (parent, region, 3)
    assert (changed.address, changed.credit_code, changed.code) == (
        "一号",
        CREDIT_CODE,
        "ZB-130123-1",
    )
    assert Entry.objects.filter(object_id=organ.object_id).last().act == Act.ORGAN_CHANGED


def test_a_form_sent_twice_is_on_record_once(create, clerk):
    organ = create()
    changes = {"phone": "0311-1", "address": organ.address}

    for _sent in range(2):
        change_organ(organ=organ, changes=changes, by=clerk, at=AT)

    changed = Entry.objects.filter(object_id=organ.object_id, act=Act.ORGAN_CHANGED)
    assert changed.count() == 1


def test_what_is_not_known_any_more_may_be_emptied(create, clerk):
    organ = create(parent=create(name="县政府", code="ZB-130123-2"), region=RegionFactory())

    changed = change_organ(
        organ=organ, changes={"parent": None, "region": None, "credit_code": ""}, by=clerk, at=AT
    )

    assert (changed.parent, changed.region, changed.credit_code) == (None, None, "")


@pytest.mark.parametrize("name", ["name", "code", "kind", "county", "dissolved_on", "pk"])
def test_what_has_its_own_way_or_is_for_good_is_not_changed_here(create, clerk, name):
    with pytest.raises(RuleBroken, match="不能这样更改"):
        change_organ(organ=create(), changes={name: "x"}, by=clerk, at=AT)


def test_an_organ_is_not_put_under_one_of_its_own_parts(create, clerk):
    organ = create()
    part = create(parent=organ, name="水利站", code="ZB-130123-2")

    with pytest.raises(RuleBroken, match="不能是它自己，也不能是它的下属机构"):
        change_organ(organ=organ, changes={"parent": part}, by=clerk, at=AT)


def test_the_registered_code_of_another_is_not_taken_over(create, clerk):
    other = create(code=CREDIT_CODE, name="水利局二")

    with pytest.raises(RuleBroken, match=f"{CREDIT_CODE}已经登记给“{other.name}”"):
        change_organ(organ=create(), changes={"credit_code": CREDIT_CODE}, by=clerk, at=AT)


def test_what_has_ended_is_not_changed(county, clerk):
    ended = OrganFactory(county=county, dissolved_on=ON)

    with pytest.raises(RuleBroken, match="已经在2026-03-01撤并"):
        change_organ(organ=ended, changes={"phone": "1"}, by=clerk, at=AT)
