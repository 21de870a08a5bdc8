"""What organs hand or ask each other, and looks at what is withheld, as machines read it."""

import pytest

from mingtang.disclosure import actions as disclosures
from mingtang.journeys import transfers
from mingtang.organs.choices import Role
from mingtang.withheld import actions as withheld
from tests.disclosure.publishing import draft, later
from tests.factories.organs import OrganFactory, holder_of
from tests.journeys.checking.made import another, decided
from tests.withheld.scenes import REASON, day, hidden_document, inside, withholding

pytestmark = pytest.mark.django_db


@pytest.fixture
def there():
    """Something withheld, and its scene."""
    return withholding()[1]


@pytest.fixture
def ask(there, client):
    def get(name):
        address = f"/api/v1/{name}"
        return client.get(address, HTTP_HOST=there.organ.county.host).json()[name]

    return get


def test_a_look_is_told_as_far_as_everybody_may_read_it(there, ask):
    shown = there.duty.disclosures.get()
    own, _scene = withholding(inside(there))
    document = hidden_document(there.staff)
    at = day(years=1)
    for one in (shown, own):
        withheld.confirm_publication(disclosure=one, reason=REASON, by=there.staff.approver, at=at)
    withheld.confirm_document(document=document, reason=REASON, by=there.staff.officer, at=at)

    public, within, of_document = ask("examinations")
    assert (public["about"], public["reason"]) == (str(shown.object_id), REASON)
    assert (public["result"], public["ground"], public["number"]) == ("confirmed", "E15", 1)
    assert (public["due"], public["examined_at"]) == ("2027-03-10", at.isoformat())
    assert {within[name] for name in ("about", "number", "result", "ground", "late_by")} == {None}
    assert (within["organ"], within["reason"]) == (there.organ.code, None)
    assert (of_document["about"], of_document["reason"]) == (str(document.object_id), None)


@pytest.fixture
def other(there):
    return OrganFactory(county=there.organ.county, name="县城管局")


def test_a_transfer_is_told_with_reasons_and_no_person(there, other, ask):
    duty = decided(there)
    officer = holder_of(Role.OFFICER, organ=other)
    asked = transfers.propose_transfer(
        duty=duty, taker=other, because="职责划转", by=there.staff.officer, at=later(60)
    )
    transfers.decline_transfer(transfer=asked, because="不归我们", by=officer, at=later(61))
    office = holder_of(Role.OPENNESS_OFFICE, organ=other)
    for organ, at in ((other, later(62)), (there.organ, later(63))):
        transfers.decide_transfer(
            duty=duty, taker=organ, because="方案", with_later=True, by=office, at=at
        )

    declined, over, back = ask("transfers")
    assert declined == {
        "object": asked.object_id.hex,
        "duty": duty.object_id.hex,
        "from": there.organ.code,
        "to": other.code,
        "way": "agreed",
        "with_later": False,
        "because": "职责划转",
        "proposed_at": later(60).isoformat(),
        "state": "declined",
        "answer": "不归我们",
        "answered_at": later(61).isoformat(),
        "ended_at": None,
    }
    assert (over["state"], over["ended_at"]) == ("done", later(63).isoformat())
    assert back["ended_at"] == later(63).isoformat()


def test_a_consultation_is_told_without_a_word_of_it(there, other, ask):
    def asked(**item):
        return disclosures.ask_organ(
            edition=draft(another(there, **item), at=later(60)),
            organ=other,
            question="是否一致",
            by=there.staff.officer,
            at=later(61),
        )

    made = asked()
    disclosures.answer_consultation(
        consultation=made,
        agrees=False,
        answer="不一致",
        by=holder_of(Role.APPROVER, organ=other),
        at=later(62),
    )
    disclosures.decide_objection(
        consultation=made,
        decision="publish",
        reason="以决算为准",
        by=holder_of(Role.OPENNESS_OFFICE, organ=other),
        at=later(63),
    )
    waiting = asked()

    whole, open_one = ask("consultations")
    assert whole == {
        "object": made.object_id.hex,
        "organ": other.code,
        "due": made.due_on.isoformat(),
        "asked_at": later(61).isoformat(),
        "answered_at": later(62).isoformat(),
        "decided_at": later(63).isoformat(),
    }
    assert (open_one["object"], open_one["answered_at"]) == (waiting.object_id.hex, None)
