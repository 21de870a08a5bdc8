import pytest

from tlog.verifying.examinations import Examinations
from tlog.verifying.told import Told

ONE, OTHER = "1" * 32, "2" * 32
LOOKED = Told("withheld.examined", ONE, "A", "2026-11-10T02:00:00Z", "2026-11-12")
DATA = {
    "about": "77777777-7777-7777-7777-777777777777",
    "number": 1,
    "result": "confirmed",
    "ground": "E15",
    "late_by": -2,
}
WORDS = {"reason": "仍在保护期内"}
INSIDE = {
    "object": ONE,
    "organ": "A",
    "due": "2026-11-12",
    "examined_at": "2026-11-10T02:00:00.9+00:00",
    **dict.fromkeys((*DATA, *WORDS)),
}
ROW = INSIDE | DATA | WORDS


def found(words=WORDS, data=DATA, rows=(ROW,), told=LOOKED):
    examinations = Examinations()
    examinations.tell(told, words, data)
    return [(kind, obj) for kind, obj, _chinese, _english in examinations.compare(rows)]


def test_a_look_that_is_as_it_was_logged_holds():
    assert found() == []
    assert found(words={}, rows=[ROW | {"reason": None}]) == []
    assert found(words={}, data={}, rows=[INSIDE]) == []


@pytest.mark.parametrize(
    "change",
    [
        {"organ": "B"},
        {"due": "2026-12-12"},
        {"examined_at": "2026-11-09T02:00:00+00:00"},
        {"result": "released"},
        {"ground": "E14A"},
        {"late_by": 0},
        {"number": 2},
        {"about": "8"},
        {"reason": "另一个理由"},
        {"reason": None},
    ],
)
def test_one_that_is_otherwise_is_found(change):
    assert found(rows=[ROW | change]) == [("examination", ONE)]


def test_more_than_was_opened_is_not_shown():
    assert found(words={}, data={}) == [("examination", ONE)]


def test_one_without_an_entry_and_one_that_is_gone_are_found():
    assert found(rows=[ROW | {"object": OTHER}]) == [
        ("examination_not_logged", OTHER),
        ("examination_gone", ONE),
    ]
    assert found(told=Told("document.registered", ONE), rows=[]) == []
