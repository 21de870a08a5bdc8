import pytest

from tlog.verifying.disputes import Disputes
from tlog.verifying.told import Told

ONE, ORGAN, AT = "1" * 32, "11320400MB1234567X", "2026-12-20T02:00:00Z"
RECEIVED = {
    "object": ONE,
    "organ": ORGAN,
    "received_at": "2026-12-20T02:00:00+00:00",
    "due": "2026-12-18",
    "state": "received",
    "answered_at": None,
    "result": "",
    "is_hidden": False,
}
ANSWERED = RECEIVED | {"state": "answered", "answered_at": AT, "result": "upheld"}


def told(act, obj=ONE):
    return Told(act, obj, ORGAN, AT, "2026-12-18")


@pytest.fixture
def disputes():
    made = Disputes()
    made.tell(told("dispute.received"), {})
    return made


def found(disputes, *rows):
    return [kind for kind, _obj, _chinese, _english in disputes.compare(rows)]


def test_one_that_is_as_it_was_received_holds(disputes):
    assert found(disputes, RECEIVED) == []


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"due": "2027-12-18"}, "dispute_moved"),
        ({"received_at": "2026-12-20T03:00:00+00:00"}, "dispute_received"),
        ({"organ": "other"}, "dispute_state"),
        ({"state": "answered"}, "dispute_state"),
        ({"result": "upheld"}, "dispute_state"),
        ({"answered_at": AT}, "dispute_state"),
        ({"is_hidden": True}, "dispute_state"),
    ],
)
def test_one_that_is_otherwise_is_found(disputes, change, kind):
    assert found(disputes, RECEIVED | change) == [kind]


def test_one_that_vanished_or_never_came_is_found(disputes):
    assert found(disputes) == ["dispute_gone"]
    assert found(disputes, RECEIVED, RECEIVED | {"object": "2" * 32}) == ["dispute_not_logged"]


def test_one_that_was_answered_has_the_answer_of_the_log(disputes):
    disputes.tell(told("dispute.answered"), {"result": "upheld"})

    assert found(disputes, ANSWERED) == []
    assert found(disputes, ANSWERED | {"result": "rejected"}) == ["dispute_state"]
    assert found(disputes, RECEIVED) == ["dispute_state"]


def test_what_somebody_wrote_is_hidden_by_an_act_alone(disputes):
    assert not disputes.is_hidden(told("dispute.received"))
    disputes.tell(told("dispute.text_hidden"), {})

    assert disputes.is_hidden(told("dispute.received"))
    assert not disputes.is_hidden(told("dispute.answered"))
    assert not disputes.is_hidden(told("dispute.received", "2" * 32))
    assert found(disputes, RECEIVED | {"is_hidden": True}) == []


def test_acts_on_another_thing_change_nothing(disputes):
    for act in ("dispute.answered", "dispute.text_hidden", "data.erased"):
        disputes.tell(told(act, "2" * 32), {})
    disputes.tell(told("data.erased"), {})
    assert found(disputes, RECEIVED) == []
