"""Duties that went from organ to organ, and what organs said of a draft, against the log."""

import uuid

import pytest

from mingtang.catalogue import actions as catalogue
from mingtang.catalogue.models import Duty, DutyTransfer, JointBody
from mingtang.disclosure.choices import Decision
from mingtang.disclosure.models import Consultation
from mingtang.journeys import consulting, transfers
from mingtang.journeys.checking import of_duty
from mingtang.organs.choices import Role
from tests.disclosure.publishing import Scene, draft, later
from tests.factories.organs import OrganFactory, holder_of
from tests.journeys.checking.made import decided, found

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(county):
    return OrganFactory(county=county, name="县城管局")


@pytest.fixture
def duty(there, other, log):
    """Handed on by agreement, then by decision, then back; owed by two; asked and decided about."""
    office = holder_of(Role.OPENNESS_OFFICE, organ=other)
    officer = holder_of(Role.OFFICER, organ=other)
    first = decided(there)
    mine = there.staff.officer
    asked = consulting.ask_organ(
        edition=draft(Scene(there.staff, first.item, first), at=later(60)),
        organ=other,
        question="是否一致",
        by=mine,
        at=later(61),
    )
    consulting.answer_consultation(
        consultation=asked, agrees=False, answer="不一致", by=officer, at=later(62)
    )
    consulting.decide_objection(
        consultation=asked, decision=Decision.PUBLISH, reason="以决算为准", by=office, at=later(63)
    )
    made = transfers.propose_transfer(
        duty=first, taker=other, because="职责划转", by=mine, at=later(64)
    )
    transfers.accept_transfer(transfer=made, by=officer, at=later(65))
    for organ in (OrganFactory(county=other.county), there.organ):
        transfers.decide_transfer(
            duty=first, taker=organ, because="三定方案", by=office, at=later(66)
        )
    catalogue.share_duty(duty=first, organs=[other], by=office, at=later(67))
    log.publish()
    return Duty.objects.select_related("organ__county", "item__standard", "taken_over_from").get(
        pk=first.pk
    )


def test_all_of_it_fits(county, log, duty):
    assert found(county, log) == []


def test_the_page_of_a_duty_fits_through_however_many_hands(log, duty):
    assert of_duty(duty, log.folder) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda other: DutyTransfer.objects.update(because="别的"),
        lambda other: DutyTransfer.objects.filter(organ=other).update(with_later=True),
        lambda other: Consultation.objects.update(question="别的"),
        lambda other: Consultation.objects.update(answer="一致"),
        lambda other: Consultation.objects.update(decision_reason="别的"),
        lambda other: JointBody.objects.all().delete(),
        lambda other: Duty.objects.update(organ=other),
    ],
)
def test_what_is_otherwise_than_it_was_said_is_found(county, log, other, duty, change):
    change(other)
    assert found(county, log) != []


CONSULTED = "征求有关机关意见与日志不符"


def test_a_consultation_that_nobody_asked_for_or_at_another_time_is_found(county, log, duty):
    one = Consultation.objects.get()
    Consultation.objects.update(asked_at=later(30))
    assert found(county, log) == [(one.object_id, CONSULTED)]
    Consultation.objects.update(asked_at=later(61))
    one.pk, one.object_id = None, uuid.uuid4()
    one.save()
    assert found(county, log) == [(one.object_id, CONSULTED)]
