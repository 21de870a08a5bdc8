import datetime

import pytest
from django.db import IntegrityError, transaction

from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import NotUnderstood, RuleBroken
from mingtang.terms.actions import (
    confirm_year,
    decline_year,
    propose_year,
    withdraw_year,
)
from mingtang.terms.models import CalendarNotice, NoticeProposal
from mingtang.terms.queries import calendar, looked_through, waiting_proposal
from mingtang.terms.rules import Notice
from tests.factories.people import UserFactory
from tests.factories.terms import CalendarNoticeFactory

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 11, 23, 1, tzinfo=datetime.UTC)
HOLIDAYS = {
    datetime.date(2027, month, day): name
    for month, day, name in [
        (1, 1, "元旦"),
        (5, 1, "劳动节"),
        (10, 1, "国庆节"),
        (10, 2, "国庆节"),
        (10, 3, "国庆节"),
    ]
}
OCTOBER_4 = datetime.date(2027, 10, 4)
OCTOBER_9 = datetime.date(2027, 10, 9)
MARCH_10 = datetime.date(2027, 3, 10)


SEEN = {"moved": 3, "relieved": 1, "belated": 0}


def propose(by, *, at=AT, replaces=0, **given):
    wanted = {
        "year": 2027,
        "number": " 国办发明电〔2026〕9号 ",
        "published_on": datetime.date(2026, 11, 20),
        "days_off": HOLIDAYS | {OCTOBER_4: "国庆节"},
        "days_worked": frozenset([OCTOBER_9]),
    }
    notice = looked_through(Notice(**wanted | given), replaces=replaces, on=day_of(at))
    return propose_year(notice=notice, replaces=replaces, foreseen=SEEN, by=by, at=at)


def announce(by, *, at=AT, **given):
    """Proposed by somebody, and confirmed by `by`."""
    return confirm_year(proposal=propose(UserFactory(), at=at, **given), by=by, at=at)


def test_a_year_announced_makes_its_dates_final_and_tells_what_changed(clerk):
    announced = announce(clerk)

    assert announced.is_first
    changed = {(day.on, day.is_working) for day in announced.changed}
    assert changed == {
        (datetime.date(2027, 1, 1), False),
        (datetime.date(2027, 10, 1), False),
        (OCTOBER_4, False),
        (OCTOBER_9, True),
    }
    assert calendar().add(datetime.date(2027, 9, 30), 5) == (OCTOBER_9, False)
    assert calendar().names[OCTOBER_4] == "国庆节"


def test_who_announced_it_and_when_is_kept(clerk):
    notice = announce(clerk).notice

    assert (notice.version, notice.recorded_by, notice.recorded_at) == (1, clerk, AT)
    assert notice.number == "国办发明电〔2026〕9号"
    assert notice.days_worked == ["2027-10-09"]


def test_an_amended_year_is_a_new_version_and_the_old_one_stays(clerk):
    announce(clerk)

    amended = announce(clerk, number="国办发明电〔2027〕1号", days_off=HOLIDAYS, replaces=1)

    assert [(day.on, day.is_working) for day in amended.changed] == [(OCTOBER_4, True)]
    assert not amended.is_first
    kept = CalendarNotice.objects.filter(year=2027).order_by("version")
    assert [(notice.version, len(notice.days_off)) for notice in kept] == [(1, 6), (2, 5)]


def test_a_form_sent_twice_records_nothing_twice(clerk):
    announce(clerk)

    with pytest.raises(RuleBroken, match="2027年安排的第1版刚才已经登记。请刷新页面"):
        announce(clerk)

    assert CalendarNotice.objects.filter(year=2027).count() == 1


def test_two_people_who_amend_the_same_version_do_not_overwrite_each_other(clerk):
    announce(clerk)
    announce(clerk, days_off=HOLIDAYS, replaces=1)

    with pytest.raises(RuleBroken, match="第2版刚才已经登记"):
        announce(clerk, days_worked=frozenset(), replaces=1)


@pytest.mark.parametrize("version", [3, -1])
def test_a_version_that_does_not_exist_cannot_be_amended(clerk, version):
    with pytest.raises(RuleBroken, match=f"2027年的安排没有第{version}版"):
        announce(clerk, replaces=version)


def test_nonsense_is_refused_and_nothing_is_kept(clerk):
    with pytest.raises(RuleBroken, match="本来就是工作日"):
        announce(clerk, days_worked=frozenset([datetime.date(2027, 10, 8)]))

    assert not CalendarNotice.objects.filter(year=2027).exists()


def test_whether_a_notice_is_out_yet_is_a_matter_of_the_day_here_not_in_utc(clerk):
    just_after_midnight = datetime.datetime(2026, 11, 19, 16, 30, tzinfo=datetime.UTC)

    assert announce(clerk, at=just_after_midnight).is_first
    with pytest.raises(RuleBroken, match="2026-11-20还没有到"):
        announce(clerk, at=just_after_midnight - datetime.timedelta(hours=1), replaces=1)


def test_a_place_adds_its_own_holiday_over_those_of_its_province(clerk):
    CalendarNoticeFactory(county_code="640000", year=2027, days_off={"2027-03-10": "开斋节"})

    added = announce(
        clerk,
        county_code="640121",
        number="示政发〔2027〕1号",
        days_off={datetime.date(2027, 3, 11): "开斋节"},
        days_worked=frozenset([MARCH_10]),
    )

    assert not added.is_first
    assert [day.on for day in added.changed] == [MARCH_10, datetime.date(2027, 3, 11)]
    assert calendar("640121").is_working_day(MARCH_10)
    assert not calendar("640122").is_working_day(MARCH_10)


def test_what_one_person_proposes_does_not_count_yet(clerk):
    made = propose(clerk)

    assert made.is_waiting
    assert (made.version, made.number, made.foreseen) == (1, "国办发明电〔2026〕9号", SEEN)
    assert waiting_proposal("", 2027) == made
    assert 2027 not in calendar().years


def test_nobody_confirms_or_refuses_what_he_proposed_himself(clerk):
    made = propose(clerk)

    with pytest.raises(RuleBroken, match="您自己提出的安排"):
        confirm_year(proposal=made, by=clerk, at=AT)
    with pytest.raises(RuleBroken, match="您自己提出的安排"):
        decline_year(proposal=made, because="写错", by=clerk, at=AT)

    assert not CalendarNotice.objects.filter(year=2027).exists()


def test_another_person_confirms_it_and_both_are_kept(clerk):
    first = UserFactory()
    made = propose(first)

    notice = confirm_year(proposal=made, by=clerk, at=AT).notice

    made.refresh_from_db()
    assert (made.recorded, made.proposed_by, made.answered_by) == (notice, first, clerk)
    assert made.state == "confirmed"
    with pytest.raises(RuleBroken, match="已经有了结果（已经确认）"):
        confirm_year(proposal=made, by=clerk, at=AT)


def test_another_person_refuses_it_with_a_reason_and_the_next_may_be_proposed(clerk):
    made = propose(UserFactory())

    with pytest.raises(RuleBroken, match="为什么不同意"):
        decline_year(proposal=made, because=" ", by=clerk, at=AT)
    kept = decline_year(proposal=made, because="通知里没有这一天", by=clerk, at=AT)

    assert (kept.state, kept.answer) == ("declined", "通知里没有这一天")
    assert waiting_proposal("", 2027) is None
    assert propose(clerk).version == 1


def test_whoever_proposed_it_and_nobody_else_takes_it_back(clerk):
    first = UserFactory()
    made = propose(first)

    with pytest.raises(RuleBroken, match="不是您提出的"):
        withdraw_year(proposal=made, because="抄错", by=clerk, at=AT)
    with pytest.raises(RuleBroken, match="为什么收回"):
        withdraw_year(proposal=made, because="", by=first, at=AT)
    kept = withdraw_year(proposal=made, because="抄错", by=first, at=AT)

    assert (kept.state, kept.answered_by) == ("withdrawn", first)


def test_a_reason_is_never_cut_short(clerk):
    made = propose(UserFactory())

    with pytest.raises(RuleBroken, match="最多200个字，写了201个字"):
        decline_year(proposal=made, because="长" * 201, by=clerk, at=AT)


def test_a_reason_tells_nobody_s_telephone(clerk):
    made = propose(UserFactory())

    with pytest.raises(RuleBroken):
        decline_year(proposal=made, because="请打13800138000问", by=clerk, at=AT)


def test_one_year_of_one_area_waits_once(clerk):
    propose(clerk)

    with pytest.raises(RuleBroken, match="已经有一份等另一个人确认"):
        propose(UserFactory())
    propose(clerk, county_code="640121", days_off={MARCH_10: "开斋节"}, days_worked=frozenset())


def test_two_who_propose_at_the_same_moment_are_told(clerk):
    made = propose(clerk)

    with pytest.raises(RuleBroken, match="已经有一份等另一个人确认"):
        propose_year(notice=made.notice, replaces=0, foreseen=SEEN, by=clerk, at=AT)


def test_a_year_that_came_with_the_software_meanwhile_is_not_overwritten(clerk):
    made = propose(UserFactory())
    CalendarNoticeFactory(year=2027)

    with pytest.raises(NotUnderstood, match="刚才已经登记"):
        confirm_year(proposal=made, by=clerk, at=AT)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "confirmed"},
        {"state": "declined", "answered_at": AT},
        {"state": "waiting", "answered_at": AT, "answered_by": True},
        {"state": "declined", "answered_at": AT, "answered_by": True, "answer": "不对"},
        {"state": "withdrawn", "answered_at": AT, "answered_by": True, "answer": ""},
    ],
)
def test_the_database_too_refuses_an_answer_by_half_or_by_the_same_person(clerk, wrong):
    made = propose(clerk)
    if wrong.get("answered_by"):
        wrong = wrong | {"answered_by": clerk}

    with pytest.raises(IntegrityError), transaction.atomic():
        NoticeProposal.objects.filter(pk=made.pk).update(**wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"year": 1948},
        {"year": 2201},
        {"version": 0},
        {"year": 2026, "version": 1},
        {"recorded_at": AT},
    ],
)
def test_the_database_too_refuses_impossible_notices(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarNoticeFactory(**{"year": 2030} | wrong)
