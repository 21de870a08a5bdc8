import pytest

from tlog.verifying.places import Places
from tlog.verifying.told import Told

ONE, OTHER = "1" * 32, "2" * 32
OPENED = Told("organ.place_opened", ONE, "A")
CLOSED = Told("organ.place_closed", ONE, "A")
ROW = {"object": ONE, "organ": "A", "opened_on": "2026-01-05", "closed_on": None}


def found(*told, rows=(ROW,)):
    places = Places()
    places.tell(OPENED, {"on": "2026-01-05"})
    for one, data in told:
        places.tell(one, data)
    return [(kind, obj) for kind, obj, _chinese, _english in places.compare(rows)]


def test_a_board_that_is_as_it_was_opened_holds():
    assert found() == []


@pytest.mark.parametrize(
    "change", [{"organ": "B"}, {"opened_on": "2026-01-06"}, {"closed_on": "2026-02-01"}]
)
def test_one_that_was_handed_over_or_closed_without_an_entry_is_found(change):
    assert found(rows=[ROW | change]) == [("place", ONE)]


def test_one_without_an_entry_and_one_that_is_gone_are_found():
    assert found(rows=[ROW | {"object": OTHER}]) == [
        ("place_not_logged", OTHER),
        ("place_gone", ONE),
    ]


def test_one_that_was_closed_by_an_entry_holds():
    assert found((CLOSED, {"on": "2026-02-01"}), rows=[ROW | {"closed_on": "2026-02-01"}]) == []
    assert found((CLOSED, {}), rows=[ROW | {"closed_on": "2026-02-02"}]) == []
    assert found((Told("organ.place_closed", OTHER, "A"), {})) == []


def test_a_merger_hands_over_what_is_open():
    merged = (Told("organ.merged", "9" * 32, "A"), {"into": "B"})

    assert found(merged, rows=[ROW | {"organ": "B"}]) == []
    assert found(merged) == [("place", ONE)]
    closed = ROW | {"closed_on": "2026-02-01"}
    assert found((CLOSED, {"on": "2026-02-01"}), merged, rows=[closed]) == []


def test_whoever_ends_without_a_successor_closes_them():
    ended = (Told("organ.dissolved", "9" * 32, "A"), {"on": "2026-03-01"})

    assert found(ended, rows=[ROW | {"closed_on": "2026-03-01"}]) == []
    assert found(ended) == [("place", ONE)]
