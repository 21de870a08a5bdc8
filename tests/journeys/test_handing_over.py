"""Duties and drafts between organs: who is told, what becomes of the draft, what the log holds."""

import pytest

from mingtang.disclosure.choices import Decision
from mingtang.journeys import consulting, transfers
from mingtang.journeys.reminders import remind
from mingtang.notices.models import Notice
from mingtang.organs.choices import Role
from tests.disclosure.publishing import again, draft, later, reviewed, scene
from tests.factories.organs import OrganFactory, holder_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def there():
    return scene()


@pytest.fixture
def other(there):
    return OrganFactory(county=there.organ.county, name="县城管局")


@pytest.fixture
def officer(other):
    return holder_of(Role.OFFICER, organ=other)


@pytest.fixture
def office(other):
    return holder_of(Role.OPENNESS_OFFICE, organ=other)


def subjects(person):
    told = Notice.objects.filter(recipient=person).order_by("id")
    return list(told.values_list("subject", flat=True))


def proposed(there, other):
    return transfers.propose_transfer(
        duty=there.duty, taker=other, because="职责划转", by=there.staff.officer, at=later(5)
    )


def test_the_draft_goes_with_the_duty_and_is_signed_anew(there, other, officer):
    edition = reviewed(there)
    made = proposed(there, other)
    transfers.accept_transfer(transfer=made, by=officer, at=later(6))

    now = again(edition)
    assert (now.disclosure.organ, now.state) == (other, "returned")
    assert now.signatures.filter(void_at__isnull=False).count() == 1
    assert "已经移交" in now.remarks.get().text
    assert ["请答复是否接收" in one for one in subjects(officer)] == [True]
    assert ["对方已接收" in one for one in subjects(there.staff.officer)] == [True]


def test_who_declines_is_heard_by_the_office(there, other, officer, office):
    made = proposed(there, other)
    transfers.decline_transfer(transfer=made, because="不归我局", by=officer, at=later(6))
    assert ["不同意接收" in one for one in subjects(office)] == [True]


def test_who_takes_it_back_tells_who_was_asked(there, other, officer):
    made = proposed(there, other)
    transfers.withdraw_transfer(transfer=made, because="填错了", by=officer, at=later(6))
    assert len(subjects(officer)) == 1  # not what somebody did himself
    made = proposed(there, other)
    by = there.staff.officer
    transfers.withdraw_transfer(transfer=made, because="填错了", by=by, at=later(7))
    assert "收回了移交" in subjects(officer)[-1]


def test_a_decision_is_told_to_both(there, other, officer, office):
    transfers.decide_transfer(
        duty=there.duty, taker=other, because="按三定方案", by=office, at=later(6)
    )
    for person in (officer, there.staff.officer):
        assert ["已决定移交" in one for one in subjects(person)] == [True]


def test_who_asks_answers_and_decides_tells_the_others(there, other, officer, office):
    asked = consulting.ask_organ(
        edition=draft(there), organ=other, question="是否一致", by=there.staff.officer, at=later(2)
    )
    assert ["请答复" in one for one in subjects(officer)] == [True]
    consulting.answer_consultation(
        consultation=asked, agrees=False, answer="不一致", by=officer, at=later(3)
    )
    assert ["有不同意见" in one for one in subjects(office)] == [True]
    assert ["有不同意见" in one for one in subjects(there.staff.officer)] == [True]
    consulting.decide_objection(
        consultation=asked, decision=Decision.MEND, reason="以决算为准", by=office, at=later(4)
    )
    assert "已决定先修改" in subjects(officer)[-1]


def test_who_confirms_tells_the_drafter_alone(there, other, officer, office):
    asked = consulting.ask_organ(
        edition=draft(there), organ=other, question="是否一致", by=there.staff.officer, at=later(2)
    )
    consulting.answer_consultation(consultation=asked, agrees=True, by=officer, at=later(3))
    assert subjects(office) == []
    assert ["已确认一致" in one for one in subjects(there.staff.officer)] == [True]


def test_an_answer_that_is_late_is_asked_for(there, other, officer):
    consulting.ask_organ(
        edition=draft(there), organ=other, question="是否一致", by=there.staff.officer, at=later(2)
    )
    remind(county=other.county, at=later(24 * 8))
    assert any("其他机关征求意见：1项已逾期" in one for one in subjects(officer))
