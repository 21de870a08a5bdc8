import datetime
import json

import pytest

from mingtang.audit.choices import Agent
from mingtang.audit.models import AuditRecord
from mingtang.catalogue.actions import recompute_due, take_over_duties
from mingtang.catalogue.models import DutyMove
from mingtang.catalogue.queries.committed import said
from mingtang.foundation.errors import RuleBroken
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry, Salt
from tests.factories.catalogue import REASON, DutyFactory, PeriodDutyFactory, ended_duty
from tests.factories.organs import CountyFactory, OrganFactory
from tests.factories.terms import CalendarNoticeFactory

DAY = datetime.date
AT = datetime.datetime(2026, 11, 2, 2, tzinfo=datetime.UTC)
ON = DAY(2026, 11, 2)
BECAUSE = "国务院办公厅公布2027年节假日安排"
PROVISIONAL = {
    "due_on": DAY(2027, 1, 1),
    "counts_from": DAY(2026, 12, 4),
    "due_is_provisional": True,
    "reason": {**REASON, "start": "2026-12-04", "unannounced": [2027]},
}


def provisional(organ=None, **about):
    own = {"organ": organ} if organ else {}
    return DutyFactory(**own, **{**PROVISIONAL, **about})


def recompute(county, by):
    return recompute_due(county=county, because=BECAUSE, by=by, at=AT)


def announce_2027(**days):
    CalendarNoticeFactory(year=2027, days_off={"2027-01-01": "元旦"}, **days)


@pytest.mark.django_db
def test_a_notice_moves_open_duties_with_a_trace_and_settles_their_day(clerk):
    duty = provisional()
    announce_2027()

    assert recompute(duty.organ.county, clerk) == 1

    duty.refresh_from_db()
    move = DutyMove.objects.get()
    assert (duty.due_on, duty.due_is_provisional) == (DAY(2027, 1, 4), False)
    assert "unannounced" not in duty.reason
    assert (move.due_was, move.due_is, move.because) == (
        DAY(2027, 1, 1),
        DAY(2027, 1, 4),
        BECAUSE,
    )
    entry = Entry.objects.get()
    assert (entry.act, entry.object_id) == (Act.DUTIES_MOVED, duty.organ.object_id)
    assert AuditRecord.objects.get().by == clerk


@pytest.mark.django_db
def test_a_day_that_stays_is_settled_without_a_trace(clerk):
    duty = provisional()
    CalendarNoticeFactory(year=2027, days_off={"2027-02-06": "春节"})

    assert recompute(duty.organ.county, clerk) == 0

    duty.refresh_from_db()
    assert (duty.due_on, duty.due_is_provisional) == (DAY(2027, 1, 1), False)
    assert not DutyMove.objects.exists()
    entry = Entry.objects.get()
    assert (entry.act, list(entry.commitments)) == (Act.DUTIES_MOVED, ["data"])
    listed = json.loads(bytes(Salt.objects.get(entry=entry).content))
    assert listed == {
        "duties": [[str(duty.object_id), "2027-01-01", "2027-01-01"]],
        "said": [said(duty)],
    }


@pytest.mark.django_db
def test_each_organ_has_one_act_for_all_that_moved(clerk):
    county = CountyFactory()
    first, second = OrganFactory(county=county), OrganFactory(county=county)
    for organ in (first, first, second):
        provisional(organ)
    announce_2027()

    assert recompute(county, clerk) == 3
    assert Entry.objects.filter(act=Act.DUTIES_MOVED).count() == 2


@pytest.mark.django_db
def test_the_schedule_may_recompute_without_an_account():
    duty = provisional()
    announce_2027()

    recompute(duty.organ.county, None)

    assert AuditRecord.objects.get().agent == Agent.SCHEDULE


@pytest.mark.django_db
def test_what_has_ended_is_fixed_by_a_date_or_belongs_to_another_county_stays(clerk):
    organ = OrganFactory()
    ended_duty(organ=organ, **PROVISIONAL)
    PeriodDutyFactory(organ=organ)
    elsewhere = provisional()
    announce_2027()

    assert recompute(organ.county, clerk) == 0
    elsewhere.refresh_from_db()
    assert elsewhere.due_on == DAY(2027, 1, 1)


def take_over(organ, successor, by):
    return take_over_duties(organ=organ, successor=successor, on=ON, by=by, at=AT)


@pytest.mark.django_db
def test_a_successor_takes_over_what_is_open_and_each_duty_knows_whose_it_was(clerk):
    organ = OrganFactory()
    successor = OrganFactory(county=organ.county)
    duty, period = DutyFactory(organ=organ), PeriodDutyFactory(organ=organ)
    done = ended_duty(organ=organ)
    own = PeriodDutyFactory(organ=successor, item=period.item)

    assert take_over(organ, successor, clerk) == 2

    for row in (duty, period, done, own):
        row.refresh_from_db()
    assert (duty.organ, duty.taken_over_from, duty.due_on) == (
        successor,
        organ,
        DAY(2026, 10, 22),
    )
    assert (period.organ, period.taken_over_from) == (successor, organ)
    assert (done.organ, done.taken_over_from) == (organ, None)
    assert (own.organ, own.taken_over_from) == (successor, None)
    entry = Entry.objects.get()
    assert (entry.act, entry.object_id) == (Act.DUTIES_TAKEN_OVER, successor.object_id)


@pytest.mark.django_db
def test_through_two_mergers_a_duty_remembers_where_it_arose(clerk):
    first = OrganFactory()
    second, third = OrganFactory(county=first.county), OrganFactory(county=first.county)
    duty = PeriodDutyFactory(organ=first)
    PeriodDutyFactory(organ=second, item=duty.item)
    take_over(first, second, clerk)

    assert take_over(second, third, clerk) == 2

    duty.refresh_from_db()
    assert (duty.organ, duty.taken_over_from) == (third, first)


@pytest.mark.django_db
def test_nothing_is_handed_over_twice(clerk):
    organ = OrganFactory()
    successor = OrganFactory(county=organ.county)
    DutyFactory(organ=organ)

    assert [take_over(organ, successor, clerk) for _ in range(2)] == [1, 0]
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_duties_go_to_another_standing_organ_of_the_county(clerk):
    organ = OrganFactory()
    gone = OrganFactory(county=organ.county, dissolved_on=ON)

    for successor, refusal in (
        (organ, "不能把任务移交给自己"),
        (OrganFactory(), "不在同一个县"),
        (gone, "已于2026-11-02撤销，不能接收任务"),
    ):
        with pytest.raises(RuleBroken, match=refusal):
            take_over(organ, successor, clerk)
