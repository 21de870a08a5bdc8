import datetime

import pytest

from mingtang.audit.choices import Agent
from mingtang.audit.models import AuditRecord
from mingtang.foundation.errors import RuleBroken
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry, Log
from mingtang.organs.actions import change_county, found_county
from mingtang.organs.models import County
from tests.factories.organs import CountyFactory, RegionFactory

AT = datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC)
COUNTY = {"code": "130123", "name": "示范县", "log_origin": "open.example.cn/log"}


@pytest.mark.django_db
def test_a_county_is_founded_with_a_log_of_its_own_and_its_region():
    region = RegionFactory(code="130123")

    county = found_county(**COUNTY, host="Open.Example.cn", phone=" 0311-0000000 ", by=None, at=AT)

    entry = Entry.objects.get(log=Log.objects.get(origin="open.example.cn/log"))
    assert (county.host, county.phone, county.region) == ("open.example.cn", "0311-0000000", region)
    assert not county.is_demo
    assert (entry.act, entry.object_id, entry.organ_code) == (
        Act.COUNTY_FOUNDED,
        county.object_id,
        "130123",
    )
    assert AuditRecord.objects.get(entry=entry).agent == Agent.SETUP


@pytest.mark.django_db
@pytest.mark.parametrize("same", ["code", "log_origin", "host"])
def test_code_log_and_host_belong_to_one_county(same):
    other = CountyFactory(code="130123", log_origin="open.example.cn/log", host="a.cn")
    mine = {"code": "130124", "log_origin": "b.example.cn/log", "host": "b.cn"}

    with pytest.raises(RuleBroken, match="已经有一个县用了"):
        found_county(**COUNTY | mine | {same: getattr(other, same)}, by=None, at=AT)
    assert County.objects.get() == other


@pytest.mark.django_db
def test_two_counties_may_be_without_a_host_of_their_own():
    found_county(**COUNTY, by=None, at=AT)
    other = {"code": "130124", "log_origin": "b.example.cn/log"}

    assert found_county(**COUNTY | other, by=None, at=AT).host == ""


@pytest.mark.django_db
def test_a_county_that_cannot_be_is_not_founded():
    with pytest.raises(RuleBroken, match="六位数字"):
        found_county(**COUNTY | {"code": "1301"}, by=None, at=AT)
    assert not County.objects.exists()


@pytest.mark.django_db
def test_settings_are_changed_on_record_and_only_in_that_county(clerk):
    county, neighbour = CountyFactory(), CountyFactory()

    changed = change_county(
        county=county, changes={"name": "新县", "dispute_answer_working_days": 5}, by=clerk, at=AT
    )

    assert (changed.name, changed.dispute_answer_working_days) == ("新县", 5)
    assert County.objects.get(pk=neighbour.pk).name == neighbour.name
    assert Entry.objects.get().act == Act.COUNTY_CHANGED


@pytest.mark.django_db
def test_a_change_that_changes_nothing_leaves_no_entry(clerk):
    county = CountyFactory()

    change_county(county=county, changes={"name": county.name}, by=clerk, at=AT)

    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_the_host_of_another_county_is_not_taken_over(clerk):
    county, neighbour = CountyFactory(), CountyFactory()

    with pytest.raises(RuleBroken, match="已经有一个县用了"):
        change_county(county=county, changes={"host": neighbour.host}, by=clerk, at=AT)
