import dataclasses

import pytest

from tlog.verifying.consultations import Consultations
from tlog.verifying.told import Told

ONE, OTHER, DUE = "1" * 32, "2" * 32, "2026-12-18"
ASKED, LATER, LATEST = "2026-11-10T02:00:00Z", "2026-11-11T02:00:00Z", "2026-11-12T02:00:00Z"
ROW = {
    "object": ONE,
    "organ": "A",
    "due": DUE,
    "asked_at": "2026-11-10T02:00:00.7+00:00",
    "answered_at": None,
    "decided_at": None,
}
WHOLE = ROW | {"answered_at": LATER, "decided_at": LATEST}


def act(what, at, obj=ONE):
    return Told(f"consultation.{what}", obj, "A", at, DUE)


def found(*told, rows=(ROW,)):
    consultations = Consultations()
    for one in (act("asked", ASKED), *told):
        consultations.tell(one)
    return [(kind, obj) for kind, obj, _chinese, _english in consultations.compare(rows)]


def test_what_was_asked_answered_and_decided_holds():
    assert found() == []
    assert found(act("answered", LATER), act("decided", LATEST), rows=[WHOLE]) == []
    assert found(act("answered", LATER, OTHER), act("decided", LATEST, OTHER)) == []


def test_a_day_that_was_moved_is_the_one_that_holds():
    moved = dataclasses.replace(act("moved", LATER), due="2026-12-21")

    assert found(moved, rows=[ROW | {"due": "2026-12-21"}]) == []
    assert found(moved) == [("consultation", ONE)]
    assert found(dataclasses.replace(moved, obj=OTHER)) == []


@pytest.mark.parametrize(
    "change",
    [
        {"organ": "B"},
        {"due": "2026-12-19"},
        {"asked_at": LATER},
        {"answered_at": None},
        {"decided_at": LATER},
    ],
)
def test_one_that_is_otherwise_is_found(change):
    told = act("answered", LATER), act("decided", LATEST)
    assert found(*told, rows=[WHOLE | change]) == [("consultation", ONE)]


def test_one_without_an_entry_and_one_that_is_gone_are_found():
    assert found(rows=[ROW | {"object": OTHER}]) == [
        ("consultation_not_logged", OTHER),
        ("consultation_gone", ONE),
    ]
