import datetime
import uuid

import pytest

from mingtang.catalogue.models import DutyMove
from mingtang.catalogue.queries import pages
from tests.factories.catalogue import DutyFactory, ItemFactory, StandardFactory
from tests.factories.organs import CountyFactory

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 10, 1, 1, tzinfo=datetime.UTC)


def test_an_item_is_found_in_its_own_county_also_when_its_standard_has_ended():
    item = ItemFactory(standard__to_on=datetime.date(2026, 6, 1))
    county = item.standard.county

    assert pages.find_item(county, item.object_id) == item
    assert pages.find_item(CountyFactory(), item.object_id) is None
    assert pages.find_item(county, uuid.uuid4()) is None


def test_what_is_internal_has_no_page():
    duty = DutyFactory(item__audience="internal")

    assert pages.find_item(duty.organ.county, duty.item.object_id) is None
    assert pages.find_duty(duty.organ.county, duty.object_id) is None


def test_a_duty_is_found_in_its_own_county(django_assert_num_queries):
    duty = DutyFactory()

    assert pages.find_duty(CountyFactory(), duty.object_id) is None
    with django_assert_num_queries(3):
        found = pages.find_duty(duty.organ.county, duty.object_id)
        assert found.item.standard.county_id == found.organ.county.pk
        assert found.fact.recorded_for is not None


def test_moves_come_in_the_order_they_were_made():
    duty = DutyFactory()
    days = [datetime.date(2026, 10, day) for day in (20, 22, 21)]
    later, first = (
        DutyMove.objects.create(
            duty=duty, due_was=was, due_is=now, because="x", at=AT + datetime.timedelta(hours=hour)
        )
        for was, now, hour in ((days[1], days[2], 2), (days[0], days[1], 1))
    )

    assert pages.moves_of(duty) == [first, later]


def test_an_edition_is_found_in_its_county_alone_also_when_it_has_ended():
    standard = StandardFactory(to_on=datetime.date(2026, 6, 30))

    assert pages.find_standard(standard.county, standard.object_id) == standard
    assert pages.find_standard(CountyFactory(), standard.object_id) is None
