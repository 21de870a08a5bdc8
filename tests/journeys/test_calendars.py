import datetime

import pytest

from mingtang.audit.models import AuditRecord
from mingtang.catalogue.models import DutyMove
from mingtang.foundation.errors import NotUnderstood, RuleBroken
from mingtang.journeys.calendars import SHARED, announce_year
from mingtang.ledger.models import Entry
from mingtang.terms.models import CalendarNotice
from mingtang.terms.queries import calendar
from tests.factories.catalogue import DutyFactory
from tests.factories.organs import CountyFactory, OrganFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 11, 26, 1, tzinfo=datetime.UTC)
HOLIDAYS = {
    datetime.date(2027, month, day): name
    for month, day, name in (
        *((1, 1, "元旦"), (5, 1, "劳动节"), (10, 1, "国庆节")),
        *((10, 2, "国庆节"), (10, 3, "国庆节"), (3, 3, "调休")),
    )
}


def announce(county, **changes):
    given = {
        "is_local": False,
        "year": 2027,
        "number": "国办发明电〔2026〕9号",
        "published_on": datetime.date(2026, 11, 20),
        "days_off": HOLIDAYS,
        "days_worked": [],
        "by": UserFactory(),
        "at": AT,
    }
    return announce_year(county=county, **given | changes)


def owed(organ):
    """Twenty working days from 1 February 2027, counted before anybody knew of 3 March."""
    return DutyFactory(
        organ=organ,
        counts_from=datetime.date(2027, 2, 1),
        due_on=datetime.date(2027, 3, 1),
        due_is_provisional=True,
        reason={
            "from": "formed_or_changed",
            "start": "2027-02-01",
            "term": "+23wd",
            "law": "政府信息公开条例",
            "article": "第二十六条",
            "local": False,
            "mark": "S",
        },
    )


def test_a_year_is_announced_for_all_counties_by_who_belongs_to_none():
    first, second = OrganFactory(), OrganFactory()
    duties = [owed(first), owed(second)]

    settled = announce(first.county)

    assert settled.announced.is_first
    assert settled.moved == 2
    for duty in duties:
        was = duty.due_on
        duty.refresh_from_db()
        move = DutyMove.objects.get(duty=duty)
        assert (move.due_was, move.due_is) == (was, duty.due_on)
        assert move.because == "2027年节假日安排（国办发明电〔2026〕9号）"
        assert not duty.due_is_provisional
    acts = Entry.objects.filter(act="county.calendar_announced")
    assert {entry.basis for entry in acts} == {"holiday-measures.7"}
    assert {entry.log.origin for entry in acts} == {
        first.county.log_origin,
        second.county.log_origin,
    }
    assert AuditRecord.objects.filter(entry__in=acts).count() == 2


def test_the_only_county_announces_for_itself():
    county = CountyFactory()

    settled = announce(county, by=UserFactory(county_code=county.code))

    assert settled.announced.notice.county_code == ""
    assert 2027 in calendar().years


def test_one_of_several_counties_does_not_announce_for_all():
    county = CountyFactory()
    CountyFactory()

    with pytest.raises(RuleBroken, match=SHARED[:12]):
        announce(county, by=UserFactory(county_code=county.code))
    assert not CalendarNotice.objects.filter(year=2027).exists()


def test_what_a_county_adds_holds_there_alone():
    county, other = CountyFactory(), CountyFactory()
    elsewhere = owed(OrganFactory(county=other))

    announce(
        county,
        is_local=True,
        year=2026,
        days_off={datetime.date(2026, 3, 20): "开斋节"},
        by=UserFactory(county_code=county.code),
    )

    day = datetime.date(2026, 3, 20)
    assert not calendar(county.code).is_working_day(day)
    assert calendar(other.code).is_working_day(day)
    was = elsewhere.due_on
    elsewhere.refresh_from_db()
    assert elsewhere.due_on == was
    entry = Entry.objects.get(act="county.calendar_announced")
    assert (entry.log.origin, entry.basis) == (county.log_origin, "holiday-measures.4")


def test_a_notice_that_is_refused_leaves_nothing_behind():
    county = CountyFactory()

    with pytest.raises(NotUnderstood):
        announce(county, number=" ")

    assert not Entry.objects.exists()
