import datetime

import pytest

from mingtang.audit.models import AuditRecord
from mingtang.catalogue.models import DutyMove
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import NotUnderstood, RuleBroken
from mingtang.journeys.calendars import (
    ANOTHER_COUNTY,
    SHARED,
    confirm_year,
    decline_year,
    foresee_proposal,
    foresee_year,
    is_settled_by,
    propose_year,
    withdraw_year,
)
from mingtang.ledger.models import Entry
from mingtang.notices.models import Notice as Told
from mingtang.terms.models import CalendarNotice
from mingtang.terms.queries import calendar
from mingtang.terms.rules import Notice
from tests.factories.calendars import announce_year
from tests.factories.catalogue import DutyFactory
from tests.factories.organs import CountyFactory, OrganFactory, holder_of
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


def year(**changes):
    given = {
        "year": 2027,
        "number": "国办发明电〔2026〕9号",
        "published_on": datetime.date(2026, 11, 20),
        "days_off": HOLIDAYS,
        "days_worked": frozenset(),
    }
    return Notice(**given | changes)


def propose(county, by, **changes):
    return propose_year(county=county, notice=year(**changes), replaces=0, by=by, at=AT)


@pytest.fixture
def there():
    """An organ with an open duty, in the only county."""
    organ = OrganFactory()
    owed(organ)
    return organ


@pytest.fixture
def two(there):
    """The openness office: two persons."""
    return [holder_of("openness_office", organ=there) for _number in range(2)]


def acts():
    return list(Entry.objects.order_by("index").values_list("act", flat=True))


def test_what_would_move_is_seen_and_nothing_is_kept(there, two):
    seen = foresee_year(county=there.county, notice=year(), replaces=0, by=two[0], on=day_of(AT))

    assert (seen.moved, seen.relieved, seen.belated) == (1, 0, 0)
    assert seen.organs == ((there.name, 1),)
    assert not Entry.objects.exists()
    assert not CalendarNotice.objects.filter(year=2027).exists()


def test_what_was_foreseen_is_what_happens(there, two):
    made = propose(there.county, two[0])
    seen = foresee_proposal(county=there.county, proposal=made, on=day_of(AT))

    settled = confirm_year(county=there.county, proposal=made, by=two[1], at=AT)

    assert settled.moved == seen.moved == made.foreseen["moved"] == 1
    move = DutyMove.objects.get()
    assert (move.due_was, move.due_is) == (seen.rows[0].due_was, seen.rows[0].due_is)


def test_what_is_proposed_moves_nothing_and_the_other_person_is_told(there, two):
    propose(there.county, two[0])

    assert acts() == ["county.calendar_proposed"]
    assert not DutyMove.objects.exists()
    told = Told.objects.get()
    assert (told.recipient, told.path) == (two[1], "/desk/calendar/country/2027/")
    assert told.text == "确认以后1项公开任务改期。"


def test_the_same_person_cannot_confirm_it(there, two):
    made = propose(there.county, two[0])

    with pytest.raises(RuleBroken, match="您自己提出的安排"):
        confirm_year(county=there.county, proposal=made, by=two[0], at=AT)
    assert not DutyMove.objects.exists()


def test_confirmed_it_stands_in_the_log_and_the_first_person_hears_of_it(there, two):
    made = propose(there.county, two[0])

    confirm_year(county=there.county, proposal=made, by=two[1], at=AT)

    assert acts() == ["county.calendar_proposed", "county.calendar_announced", "duties.moved"]
    told = Told.objects.get(recipient=two[0])
    assert "已经确认，开始生效" in told.subject


def test_refused_or_taken_back_it_stands_in_the_log_with_the_reason(there, two):
    first = propose(there.county, two[0])
    decline_year(county=there.county, proposal=first, because="通知里没有", by=two[1], at=AT)
    second = propose(there.county, two[0])
    withdraw_year(county=there.county, proposal=second, because="抄错", by=two[0], at=AT)

    assert acts() == [
        *("county.calendar_proposed", "county.calendar_declined"),
        *("county.calendar_proposed", "county.calendar_withdrawn"),
    ]
    assert not DutyMove.objects.exists()
    texts = set(Told.objects.values_list("recipient", "text"))
    assert (two[1].pk, "理由：抄错") in texts
    assert any(pk == two[0].pk and text.endswith("理由：通知里没有") for pk, text in texts)


def test_a_notice_replaced_in_the_middle_of_the_year_moves_open_duties_again(there, two):
    made = propose(there.county, two[0])
    confirm_year(county=there.county, proposal=made, by=two[1], at=AT)

    without = {on: name for on, name in HOLIDAYS.items() if on.month != 3}
    notice = year(number="更正通知", days_off=without)
    again = propose_year(county=there.county, notice=notice, replaces=1, by=two[1], at=AT)
    settled = confirm_year(county=there.county, proposal=again, by=two[0], at=AT)

    assert settled.moved == 1
    assert [move.because for move in DutyMove.objects.order_by("id")] == [
        "2027年节假日安排（国办发明电〔2026〕9号）",
        "2027年节假日安排（更正通知）",
    ]


def test_what_another_county_adds_is_not_confirmed_here(there, two):
    other = CountyFactory()
    days = {datetime.date(2027, 3, 10): "开斋节"}
    by = UserFactory(county_code=other.code)
    made = propose(other, by, county_code=other.code, days_off=days)

    with pytest.raises(RuleBroken, match=ANOTHER_COUNTY):
        confirm_year(county=there.county, proposal=made, by=two[0], at=AT)


def test_of_several_counties_those_who_belong_to_none_are_told(there, two):
    CountyFactory()
    of_all = holder_of("openness_office", organ=there)
    of_all.county_code = ""
    of_all.save()

    propose(there.county, UserFactory(county_code=""))

    assert list(Told.objects.values_list("recipient", flat=True)) == [of_all.pk]
    assert is_settled_by(of_all, "")
    assert is_settled_by(two[0], there.county.code)
    assert not is_settled_by(two[0], "")
