import pytest

from tlog.verifying.duties import Duties, Duty
from tlog.verifying.told import Told
from tlog.verifying.transfers import Transfers

ONE, TWO, THREE, DUTY = "1" * 32, "2" * 32, "3" * 32, "9" * 32
DASHED = "99999999-9999-9999-9999-999999999999"
ASKED, ANSWERED, LATER = "2026-11-10T02:00:00Z", "2026-11-11T02:00:00Z", "2026-11-12T02:00:00Z"
DATA = {"duty": DASHED, "from": "A", "to": "B", "way": "agreed", "with_later": False}
WHY, WHY_NOT = {"because": "职责划转"}, {"because": "不是我们的"}
ROW = {
    "object": ONE,
    "duty": DUTY,
    "from": "A",
    "to": "B",
    "way": "agreed",
    "with_later": False,
    "because": "职责划转",
    "proposed_at": "2026-11-10T02:00:00.5+00:00",
    "state": "proposed",
    "answer": "",
    "answered_at": None,
    "ended_at": None,
}
DECLINED = ROW | {"state": "declined", "answer": "不是我们的", "answered_at": ANSWERED}
DONE = ROW | {"state": "done", "answered_at": ANSWERED}


def act(what, at, obj=ONE, to="B", words=WHY, **data):
    return Told(f"transfer.{what}", obj, to, at), words, {**DATA, "to": to, **data}


PROPOSED = act("proposed", ASKED)
ACCEPTED = act("accepted", ANSWERED, words={"because": ""})


def decided(at, obj, **given):
    return act("decided", at, obj, way="decided", **given)


def row_of_decided(at, obj, **changed):
    times = {"proposed_at": at, "answered_at": at}
    return ROW | {"object": obj, "way": "decided", "state": "done"} | times | changed


def found(*told, rows=(ROW,), origin=None):
    duties = Duties({DUTY: Duty("A", "V-01", "", "2026-12-18", origin=origin)})
    transfers = Transfers(duties)
    for one, words, data in told:
        transfers.tell(one, words, data)
    return [(kind, obj) for kind, obj, _chinese, _english in transfers.compare(rows)]


def test_what_was_asked_and_answered_holds():
    assert found(PROPOSED) == []
    assert found(PROPOSED, ACCEPTED, rows=[DONE]) == []
    assert found(PROPOSED, act("declined", ANSWERED, words=WHY_NOT), rows=[DECLINED]) == []
    back = DECLINED | {"state": "withdrawn"}
    assert found(PROPOSED, act("withdrawn", ANSWERED, words=WHY_NOT), rows=[back]) == []
    assert found(decided(LATER, ONE), rows=[row_of_decided(LATER, ONE)]) == []


@pytest.mark.parametrize(
    "change",
    [
        {"to": "C"},
        {"from": "C"},
        {"duty": "8" * 32},
        {"way": "decided"},
        {"with_later": True},
        {"because": "别的理由"},
        {"state": "done"},
        {"state": "proposed"},
        {"answer": ""},
        {"proposed_at": "2026-11-09T02:00:00+00:00"},
        {"answered_at": LATER},
        {"ended_at": LATER},
    ],
)
def test_one_that_is_otherwise_is_found(change):
    declined = act("declined", ANSWERED, words=WHY_NOT)
    assert found(PROPOSED, declined, rows=[DECLINED | change]) == [("transfer", ONE)]


def test_one_without_an_entry_and_one_that_is_gone_are_found():
    assert found(PROPOSED, rows=[ROW | {"object": TWO}]) == [
        ("transfer_not_logged", TWO),
        ("transfer_gone", ONE),
    ]
    assert found(act("accepted", ANSWERED), rows=[ROW]) == [("transfer_not_logged", ONE)]


class TestWhatComesLater:
    first = decided(ASKED, ONE, with_later=True)
    second = decided(ANSWERED, TWO, to="C", with_later=True)
    back = decided(LATER, THREE, to="A", with_later=True)

    def rows(self, *ended):
        told = ((ASKED, ONE, "B"), (ANSWERED, TWO, "C"), (LATER, THREE, "A"))
        return [
            row_of_decided(at, obj, to=to, with_later=True, ended_at=end)
            for (at, obj, to), end in zip(told, ended, strict=False)
        ]

    def test_it_goes_the_same_way_until_the_next(self):
        assert found(self.first, rows=self.rows(None)) == []
        assert found(self.first, rows=self.rows(LATER)) == [("transfer", ONE)]
        assert found(self.first, self.second, rows=self.rows(ANSWERED, None), origin="A") == []
        assert found(self.first, self.second, rows=self.rows(None, None), origin="A") == [
            ("transfer", ONE)
        ]

    def test_back_where_it_arises_nothing_goes_on(self):
        whole = (self.first, self.second, self.back)
        assert found(*whole, rows=self.rows(ANSWERED, LATER, LATER), origin="A") == []
        assert found(*whole, rows=self.rows(ANSWERED, LATER, None), origin="A") == [
            ("transfer", THREE)
        ]

    def test_of_a_duty_that_is_not_given_nothing_is_said(self):
        other = decided(ASKED, ONE, with_later=True, duty="8" * 32)
        shown = self.rows(LATER)[0]
        assert found(other, rows=[shown | {"duty": "8" * 32}]) == []


def test_what_is_not_given_is_found_where_it_is_read_and_not_here():
    told = [(one, {}, {}) for one, _words, _data in (PROPOSED, ACCEPTED)]
    assert found(*told, rows=[DONE]) == []
    assert found(*told, rows=[DONE | {"answered_at": LATER}]) == [("transfer", ONE)]
