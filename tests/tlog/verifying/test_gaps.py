import pytest

from tlog.verifying.gaps import Gaps
from tlog.verifying.told import Told

ONE, OTHER = "1" * 32, "2" * 32
SAID = Told("document.gap_explained", ONE, "A", "2026-11-10T02:00:00Z")
BACK = Told("document.gap_withdrawn", ONE, "A", "2026-11-12T02:00:00Z")
DATA = {"series": "示发", "year": 2026, "first": 3, "last": 5, "kind": "void", "said_for": "A"}
ROW = DATA | {
    "object": ONE,
    "organ": "A",
    "words": "编号时多占了号",
    "said_at": "2026-11-10T02:00:00.9+00:00",
    "withdrawn_at": None,
    "withdrawn_because": "",
}
GONE = {"withdrawn_at": "2026-11-12T02:00:00+00:00", "withdrawn_because": "号写错了"}


def found(*rows, back=False, words=ROW, data=DATA):
    gaps = Gaps()
    gaps.tell(SAID, words, data)
    if back:
        gaps.tell(BACK, {"because": "号写错了"} if words else {}, data)
    return [(kind, obj) for kind, obj, _chinese, _english in gaps.compare(rows)]


def test_a_reason_that_is_as_it_was_logged_holds():
    assert found(ROW) == []
    assert found(ROW | GONE, back=True) == []
    assert found(ROW | GONE, back=True, words={}, data={}) == []


@pytest.mark.parametrize(
    "change",
    [
        *({"organ": "B"}, {"said_for": "B"}, {"series": "示办"}, {"year": 2025}),
        *({"first": 4}, {"last": 4}, {"kind": "unused"}, {"words": "另一个理由"}),
        *({"said_at": "2026-11-09T02:00:00+00:00"}, GONE),
    ],
)
def test_one_that_is_otherwise_is_found(change):
    assert found(ROW | change) == [("gap", ONE)]


@pytest.mark.parametrize(
    "change",
    [
        {"withdrawn_at": None},
        {"withdrawn_because": "别的"},
        {"withdrawn_at": "2026-11-13T02:00:00+00:00"},
    ],
)
def test_one_that_was_taken_back_otherwise_is_found(change):
    assert found(ROW | GONE | change, back=True) == [("gap", ONE)]


def test_one_without_an_entry_and_one_that_is_gone_are_found():
    assert found(ROW | {"object": OTHER}) == [("gap_not_logged", OTHER), ("gap_gone", ONE)]
    gaps = Gaps()
    gaps.tell(BACK, {}, {})
    gaps.tell(Told("document.registered", ONE), {}, {})
    assert list(gaps.compare([])) == []
