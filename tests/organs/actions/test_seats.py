import datetime

import pytest

from mingtang.ledger.models import Entry
from mingtang.organs.actions import make_bodies
from mingtang.organs.models import Organ
from mingtang.organs.queries.seats import seats_to_make
from mingtang.organs.rules.seats import Seat
from tests.factories.organs import CountyFactory, OrganFactory, RegionFactory

AT = datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC)
GOVERNMENT = Seat("ZB-130123-ZF", "正定县人民政府", "authority", "county", "130123")
TOWN = Seat("ZB-130123100-ZF", "正定镇人民政府", "authority", "township", "130123100")
STREET = Seat("ZB-130123001-ZF", "诸福屯街道办事处", "branch", "township", "130123001")
COUNTY = {"code": "130123", "name": "正定县", "log_origin": "a.example/log"}
ASKED = {"government": GOVERNMENT, "townships": [STREET, TOWN], "by": None, "at": AT}


@pytest.mark.django_db
def test_a_county_gets_its_government_and_those_of_its_townships_under_it():
    region = RegionFactory(code="130123100")

    made = make_bodies(**COUNTY, **ASKED)

    government, street, town = made.organs
    assert made.is_new
    assert (government.name, government.parent) == ("正定县人民政府", None)
    assert (town.parent, town.region, town.order) == (government, region, 20)
    assert (street.kind, street.region) == ("branch", None)
    assert [organ.credit_code for organ in made.organs] == ["", "", ""]
    assert Entry.objects.filter(log__origin="a.example/log").count() == 4


@pytest.mark.django_db
def test_done_again_it_makes_nothing():
    make_bodies(**COUNTY, **ASKED)

    again = make_bodies(**COUNTY | {"log_origin": "other.example/log"}, **ASKED)

    assert (again.is_new, again.organs) == (False, [])
    assert again.county.log_origin == "a.example/log"
    assert Organ.objects.count() == 3


@pytest.mark.django_db
def test_a_body_registered_by_hand_is_not_made_a_second_time():
    county = CountyFactory(code="130123")
    by_hand = OrganFactory(county=county, name="正定县人民政府", code="91350100M000100Y43")
    OrganFactory(name="正定镇人民政府")

    made = make_bodies(**COUNTY, **ASKED)

    assert [organ.name for organ in made.organs] == [STREET.name, TOWN.name]
    assert {organ.parent for organ in made.organs} == {by_hand}


@pytest.mark.django_db
def test_a_body_that_was_made_and_has_ended_is_not_made_again():
    county = CountyFactory(code="130123")
    OrganFactory(county=county, code=TOWN.code, dissolved_on=datetime.date(2026, 3, 1))

    make_bodies(**COUNTY, **ASKED)

    assert not Organ.objects.filter(county=county, name=TOWN.name).exists()


@pytest.mark.django_db
def test_what_would_be_made_is_told_beforehand():
    seats = [GOVERNMENT, STREET, TOWN]
    assert seats_to_make("130123", seats) == seats

    OrganFactory(county=CountyFactory(code="130123"), code=STREET.code)

    assert seats_to_make("130123", seats) == [GOVERNMENT, TOWN]
