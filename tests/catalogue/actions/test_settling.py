import datetime
from uuid import uuid4

import pytest

from mingtang.audit.choices import Agent
from mingtang.audit.models import AuditRecord
from mingtang.catalogue.actions import reopen_duty, settle_duty
from mingtang.catalogue.choices import DutyState
from mingtang.foundation.errors import RuleBroken
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry
from tests.factories.catalogue import DutyFactory, PeriodDutyFactory, ended_duty

AT = datetime.datetime(2026, 10, 26, 2, tzinfo=datetime.UTC)


def settle(duty, by, *, state=DutyState.FULFILLED, at=AT, **more):
    return settle_duty(duty=duty, state=state, settled_by=uuid4(), by=by, at=at, **more)


@pytest.mark.django_db
@pytest.mark.parametrize("state", [DutyState.FULFILLED, DutyState.NIL, DutyState.WITHHELD])
def test_a_duty_ends_with_its_delay_and_what_settled_it(clerk, state):
    duty = DutyFactory()

    settled = settle(duty, clerk, state=state)

    duty.refresh_from_db()
    assert (duty.state, duty.ended_at, duty.late_by) == (state, AT, 2)
    assert (settled.late_by, settled.settled_by) == (2, duty.settled_by)
    entry = Entry.objects.get()
    assert (entry.act, entry.object_id, entry.due_on) == (
        Act.DUTY_FULFILLED,
        duty.object_id,
        duty.due_on,
    )
    assert entry.basis == "ogi-regulation.26"


@pytest.mark.django_db
def test_the_day_is_the_one_here_and_not_in_utc(clerk):
    before_midnight = datetime.datetime(2026, 10, 22, 15, 59, tzinfo=datetime.UTC)
    after_midnight = before_midnight + datetime.timedelta(minutes=1)

    assert settle(DutyFactory(), clerk, at=before_midnight).late_by == 0
    assert settle(DutyFactory(), clerk, at=after_midnight).late_by == 1


@pytest.mark.django_db
def test_a_scheduled_publication_settles_without_an_account():
    settle(DutyFactory(), None, agent=Agent.SCHEDULE)

    assert AuditRecord.objects.get().agent == Agent.SCHEDULE


@pytest.mark.django_db
def test_a_term_of_the_countys_own_cites_no_law(clerk):
    settle(PeriodDutyFactory(), clerk)

    assert Entry.objects.get().basis == ""


@pytest.mark.django_db
def test_a_duty_ends_once(clerk):
    duty = ended_duty()

    with pytest.raises(RuleBroken, match="已经办结（已公开），不能再办结一次"):
        settle(duty, clerk)


@pytest.mark.django_db
@pytest.mark.parametrize("state", [DutyState.OPEN, DutyState.VOID])
def test_a_duty_ends_only_by_being_answered(clerk, state):
    with pytest.raises(RuleBroken, match="只能以公开、无此事项或者依法不予公开办结"):
        settle(DutyFactory(), clerk, state=state)


@pytest.mark.django_db
def test_a_duty_whose_publication_is_withdrawn_is_open_again_since_its_old_day(clerk):
    duty = ended_duty(late_by=2)

    reopen_duty(duty=duty, because="公开的信息有误，已撤回", by=clerk, at=AT)

    duty.refresh_from_db()
    assert duty.is_open
    assert (duty.ended_at, duty.late_by, duty.settled_by) == (None, None, None)
    assert duty.due_on == datetime.date(2026, 10, 22)
    assert Entry.objects.get().act == Act.DUTY_REOPENED


@pytest.mark.django_db
def test_without_an_account_the_schedule_reopens():
    reopen_duty(duty=ended_duty(), because="到期撤回", by=None, at=AT)

    assert AuditRecord.objects.get().agent == Agent.SCHEDULE


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("duty", "because", "refusal"),
    [
        (DutyFactory, "有误", "还没有办结"),
        (
            lambda: DutyFactory(state=DutyState.VOID, ended_at=AT),
            "有误",
            "已经不再成立",
        ),
        (ended_duty, " \u200b", "请写明为什么重新打开"),
    ],
)
def test_what_cannot_be_opened_again_is_refused(clerk, duty, because, refusal):
    with pytest.raises(RuleBroken, match=refusal):
        reopen_duty(duty=duty(), because=because, by=clerk, at=AT)
