"""A duty goes to another organ, and may be owed by several."""

import datetime
import json

import pytest

from mingtang.catalogue.actions import (
    accept_transfer,
    carry_on_transfers,
    decide_transfer,
    decline_transfer,
    propose_transfer,
    recount,
    share_duty,
    take_over_duties,
    take_over_shares,
    withdraw_transfer,
)
from mingtang.catalogue.choices import TransferState, TransferWay
from mingtang.catalogue.models import DutyTransfer, FormerJointBody
from mingtang.catalogue.queries.transfers import (
    given_when_late,
    joint_bodies,
    joint_duties,
    passed_through,
    transfers_between,
    transfers_of,
    transfers_of_duty,
    waiting_for,
)
from mingtang.foundation.errors import RuleBroken
from mingtang.ledger.choices import FieldGroup
from mingtang.ledger.models import Entry, Salt
from tests.factories.catalogue import DutyFactory, ItemFactory, PeriodDutyFactory
from tests.factories.organs import CountyFactory, OrganFactory
from tests.factories.people import UserFactory
from tests.ledger.made_up import made_up_resident_number

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 11, 2, 1, tzinfo=datetime.UTC)
LATER = AT + datetime.timedelta(days=1)
WHY = "职责已划给对方"


@pytest.fixture
def giver():
    return OrganFactory(name="县住建局")


@pytest.fixture
def taker(giver):
    return OrganFactory(county=giver.county, name="县城管局")


@pytest.fixture
def clerk(giver):
    return UserFactory(county_code=giver.county.code)


@pytest.fixture
def duty(giver):
    made = PeriodDutyFactory(organ=giver)
    recount(county=giver.county)
    return made


def proposed(duty, taker, clerk, **given):
    given = {"because": WHY, **given}
    return propose_transfer(duty=duty, taker=taker, by=clerk, at=AT, **given)


def decided(duty, taker, clerk, **given):
    return decide_transfer(duty=duty, taker=taker, because=WHY, by=clerk, at=AT, **given)


def period(year):
    return {
        "period_start": datetime.date(year, 1, 1),
        "period_end": datetime.date(year, 12, 31),
    }


def acts():
    return list(Entry.objects.order_by("index").values_list("act", flat=True))


def owner(duty):
    duty.refresh_from_db()
    return duty.organ, duty.taken_over_from


def test_until_the_other_organ_agrees_nothing_changes(duty, giver, taker, clerk):
    made = proposed(duty, taker, clerk)

    assert owner(duty) == (giver, None)
    assert list(waiting_for([taker.pk])) == [made]
    assert acts() == ["transfer.proposed"]


def test_once_it_agrees_the_duty_is_its_own_with_the_same_day(duty, giver, taker, clerk):
    due = duty.due_on
    done = accept_transfer(transfer=proposed(duty, taker, clerk), by=clerk, at=LATER)

    assert owner(duty) == (taker, giver)
    assert duty.due_on == due
    assert (done.way, done.state, done.answered_at) == (TransferWay.AGREED, "done", LATER)
    assert acts() == ["transfer.proposed", "duties.taken_over", "transfer.accepted"]
    assert recount(county=giver.county)
    assert passed_through(duty) == {taker}


def test_what_was_overdue_when_it_went_is_told_of_who_gave_it(giver, taker, clerk):
    def handed(due_on, *, back=False):
        made = PeriodDutyFactory(organ=giver, due_on=due_on)
        asked = propose_transfer(duty=made, taker=taker, because=WHY, by=clerk, at=AT)
        accept_transfer(transfer=asked, by=clerk, at=LATER)
        made.refresh_from_db()
        if back:
            decide_transfer(duty=made, taker=giver, because=WHY, by=clerk, at=LATER)
        return made

    recount(county=giver.county)
    late = handed(datetime.date(2026, 11, 2))
    handed(datetime.date(2026, 11, 3))  # the day on which it went
    given_back = handed(datetime.date(2026, 10, 2), back=True)

    assert list(given_when_late(giver)) == [late]
    assert list(given_when_late(taker)) == [given_back]


def test_what_was_answered_is_answered(duty, taker, clerk):
    made = proposed(duty, taker, clerk)
    kept = decline_transfer(transfer=made, because="三定方案没有这一项", by=clerk, at=LATER)

    assert (kept.state, kept.answer) == (TransferState.DECLINED, "三定方案没有这一项")
    for act in (accept_transfer, decline_transfer, withdraw_transfer):
        more = {} if act is accept_transfer else {"because": "再说"}
        with pytest.raises(RuleBroken, match="对方不同意"):
            act(transfer=made, by=clerk, at=LATER, **more)


def test_one_who_declines_or_takes_it_back_says_why(duty, taker, clerk):
    made = proposed(duty, taker, clerk)
    with pytest.raises(RuleBroken, match="不同意的理由"):
        decline_transfer(transfer=made, because=" ", by=clerk, at=LATER)
    with pytest.raises(RuleBroken, match="为什么收回"):
        withdraw_transfer(transfer=made, because="", by=clerk, at=LATER)
    with pytest.raises(RuleBroken, match="移交的理由"):
        propose_transfer(duty=duty, taker=taker, because="", by=clerk, at=AT)
    withdraw_transfer(transfer=made, because="填错了", by=clerk, at=LATER)

    assert proposed(duty, taker, clerk).is_proposed
    assert acts() == ["transfer.proposed", "transfer.withdrawn", "transfer.proposed"]


def test_it_is_offered_to_one_at_a_time(duty, taker, clerk):
    proposed(duty, taker, clerk)
    with pytest.raises(RuleBroken, match="正等县城管局答复"):
        proposed(duty, OrganFactory(county=taker.county), clerk)


def test_the_office_decides_over_what_they_were_still_asking(duty, giver, taker, clerk):
    waiting = proposed(duty, taker, clerk)
    third = OrganFactory(county=giver.county)
    done = decided(duty, third, clerk)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.answer) == (TransferState.WITHDRAWN, WHY)
    assert owner(duty) == (third, giver)
    assert done.way == TransferWay.DECIDED
    assert acts()[1:] == ["transfer.withdrawn", "duties.taken_over", "transfer.decided"]


def test_there_is_a_way_back_and_the_duty_remembers_where_it_arose(duty, giver, taker, clerk):
    decided(duty, taker, clerk)
    decided(duty, giver, clerk)

    assert owner(duty) == (giver, giver)
    assert [one.organ for one in transfers_of_duty(duty)] == [taker, giver]
    assert recount(county=giver.county)


def test_what_went_to_a_successor_meanwhile_is_not_taken_from_who_gave_it(
    duty, giver, taker, clerk
):
    made = proposed(duty, taker, clerk)
    heir = OrganFactory(county=giver.county, name="县规划局")
    take_over_duties(organ=giver, successor=heir, on=AT.date(), by=clerk, at=AT)

    with pytest.raises(RuleBroken, match="现在由县规划局负责"):
        accept_transfer(transfer=made, by=clerk, at=LATER)


def test_two_organs_do_not_owe_one_fact_as_one(giver, taker, clerk):
    duty = DutyFactory(organ=giver)
    DutyFactory(organ=taker, item=duty.item, fact=duty.fact)
    with pytest.raises(RuleBroken, match="已经有一项同样的任务"):
        proposed(duty, taker, clerk)


def test_what_is_internal_stays_inside(giver, taker, clerk):
    inside = PeriodDutyFactory(organ=giver, item=ItemFactory(audience="internal"))
    with pytest.raises(RuleBroken, match="只能由本机关自己办理"):
        decided(inside, taker, clerk)
    with pytest.raises(RuleBroken, match="只能由本机关自己办理"):
        share_duty(duty=inside, organs=[taker], by=clerk, at=AT)


def test_what_arises_later_goes_the_same_way_until_it_is_settled_otherwise(
    duty, giver, taker, clerk
):
    decided(duty, taker, clerk, with_later=True)
    following = PeriodDutyFactory(organ=giver, item=duty.item, **period(2027))
    other = PeriodDutyFactory(organ=giver)

    assert carry_on_transfers(county=giver.county, at=LATER) == 1
    assert carry_on_transfers(county=giver.county, at=LATER) == 0
    assert owner(following) == (taker, giver)
    assert owner(other) == (giver, None)

    decided(duty, giver, clerk, with_later=True)
    last = PeriodDutyFactory(organ=giver, item=duty.item, **period(2028))
    assert carry_on_transfers(county=giver.county, at=LATER) == 0
    assert owner(last) == (giver, None)
    assert not DutyTransfer.objects.filter(with_later=True, ended_at__isnull=True).exists()


def test_several_organs_owe_it_and_one_leads(duty, giver, taker, clerk):
    together = share_duty(duty=duty, organs=[taker], by=clerk, at=AT)

    assert together == joint_bodies(duty) == [taker]
    assert list(joint_duties([taker.pk])) == [duty]
    assert acts() == ["duty.shared"]
    with pytest.raises(RuleBroken, match="没有改动"):
        share_duty(duty=duty, organs=[taker], by=clerk, at=AT)
    with pytest.raises(RuleBroken, match="县住建局是牵头机关"):
        share_duty(duty=duty, organs=[giver], by=clerk, at=AT)
    with pytest.raises(RuleBroken, match="不在同一个县"):
        share_duty(duty=duty, organs=[OrganFactory(county=CountyFactory())], by=clerk, at=AT)
    with pytest.raises(RuleBroken, match="写明理由"):
        share_duty(duty=duty, organs=[], by=clerk, at=AT)
    assert joint_bodies(duty) == [taker]


def test_who_is_taken_off_stays_on_record_with_the_reason(duty, giver, taker, clerk):
    third = OrganFactory(county=giver.county)
    share_duty(duty=duty, organs=[taker, third], by=clerk, at=AT)

    assert share_duty(duty=duty, organs=[third], because="职责已划走", by=clerk, at=LATER) == [
        third
    ]

    left = FormerJointBody.objects.get()
    assert (left.duty, left.organ, left.because, left.left_at) == (duty, taker, "职责已划走", LATER)
    assert str(left) == f"{taker}, {duty}"
    kept = Salt.objects.get(entry=Entry.objects.latest("index"), group=FieldGroup.STRUCTURED)
    assert json.loads(bytes(kept.content)) == {
        "with": [third.code],
        "without": [taker.code],
        "because": "职责已划走",
    }


def test_who_owed_it_too_and_takes_it_leads(duty, giver, taker, clerk):
    third = OrganFactory(county=giver.county)
    share_duty(duty=duty, organs=[taker, third], by=clerk, at=AT)
    decided(duty, taker, clerk)

    assert joint_bodies(duty) == [third]
    assert acts() == ["duty.shared", "duties.taken_over", "duty.shared", "transfer.decided"]


def test_an_ended_duty_is_shared_with_nobody(giver, taker, clerk):
    done = PeriodDutyFactory(organ=giver, state="nil", ended_at=AT, late_by=0)
    with pytest.raises(RuleBroken, match="已经办结"):
        share_duty(duty=done, organs=[taker], by=clerk, at=AT)


def test_each_organ_sees_what_it_gave_and_took(duty, giver, taker, clerk):
    made = proposed(duty, taker, clerk)
    assert list(transfers_between([giver.pk])) == list(transfers_between([taker.pk])) == [made]
    assert list(transfers_of(giver.county)) == [made]
    assert not transfers_between([OrganFactory().pk]).exists()


def test_no_number_of_a_person_stands_in_a_reason_that_everybody_reads(duty, taker, clerk):
    number = made_up_resident_number()
    with pytest.raises(RuleBroken, match="公众会看到"):
        proposed(duty, taker, clerk, because=f"当事人{number}")
    made = proposed(duty, taker, clerk)
    with pytest.raises(RuleBroken, match="公众会看到"):
        decline_transfer(transfer=made, because=number, by=clerk, at=LATER)


def test_what_an_organ_owes_together_with_another_its_successor_does(duty, giver, taker, clerk):
    heir, third = (OrganFactory(county=giver.county) for _n in range(2))
    share_duty(duty=duty, organs=[taker, third], by=clerk, at=AT)
    how = {"organ": taker, "successor": heir, "by": clerk, "at": LATER}

    assert (take_over_shares(**how), take_over_shares(**how)) == (1, 0)

    assert set(joint_bodies(duty)) == {heir, third}
    assert [str(one) for one in duty.joint_bodies.order_by("organ")] == [
        f"{one}, {duty}" for one in (heir, third)
    ]
    assert Entry.objects.filter(act="duty.shared").count() == 2


def test_a_successor_that_owes_it_too_is_named_once(duty, giver, taker, clerk):
    heir = OrganFactory(county=giver.county)
    share_duty(duty=duty, organs=[taker, heir], by=clerk, at=AT)

    take_over_shares(organ=taker, successor=heir, by=clerk, at=LATER)

    assert joint_bodies(duty) == [heir]


def test_what_the_successor_leads_it_does_not_owe_beside_itself(duty, giver, taker, clerk):
    third = OrganFactory(county=giver.county)
    share_duty(duty=duty, organs=[taker, third], by=clerk, at=AT)
    take_over_duties(organ=giver, successor=taker, on=AT.date(), by=clerk, at=LATER)

    take_over_shares(organ=giver, successor=taker, by=clerk, at=LATER)
    assert joint_bodies(duty) == [third]

    take_over_shares(organ=third, successor=taker, by=clerk, at=LATER)
    assert joint_bodies(duty) == []


def test_an_ended_duty_keeps_who_owed_it_together(duty, giver, taker, clerk):
    share_duty(duty=duty, organs=[taker], by=clerk, at=AT)
    duty.state, duty.ended_at, duty.late_by = "fulfilled", AT, 0
    duty.save()

    heir = OrganFactory(county=giver.county)
    assert take_over_shares(organ=taker, successor=heir, by=clerk, at=LATER) == 0
    assert joint_bodies(duty) == [taker]
