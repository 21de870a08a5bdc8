import datetime

import pytest

from mingtang.catalogue.rules import standing
from scoreboard.counting import FEW, Board, Sums, column, columns, contradictions, day, known, share
from tests.scoreboard.saying import EDITION, ITEMS, ORGANS, duty, ended

ON = datetime.date(2026, 11, 26)
LATE = "2026-10-26T02:00:00+00:00"


@pytest.mark.parametrize(
    ("row", "where"),
    [
        (duty(1, due="2026-11-25"), "late_open"),
        (duty(1, due="2026-11-26"), "not_due"),
        (ended(1, "2026-10-22T15:59:59+00:00"), "kept"),
        (ended(1, "2026-10-22T16:00:00Z"), "late_done"),
        (ended(1, state="nil"), "nil"),
        (ended(1, state="nil", at=LATE), "nil"),
        (ended(1, state="withheld"), "withheld"),
        (ended(1, state="void"), None),
    ],
)
def test_a_duty_counts_by_its_own_days_and_the_clock_here(row, where):
    assert column(row, ON) == where


@pytest.mark.parametrize(
    ("row", "where"),
    [
        (ended(1, state="nil", at=LATE), ["nil", "nil_late"]),
        (ended(1, state="withheld", at=LATE), ["withheld", "withheld_late"]),
        (ended(1, state="withheld"), ["withheld"]),
        (ended(1, at=LATE), ["late_done"]),
        (ended(1, state="void", at=LATE), []),
    ],
)
def test_what_was_answered_late_counts_in_its_column_and_once_more(row, where):
    assert list(columns(row, ON)) == where


def test_a_share_is_what_the_site_makes_of_the_same_numbers():
    for whole in range(1, 60):
        for part in range(whole + 1):
            assert share(part, whole) == str(standing.share(part, whole))
    assert share(0, 0) is standing.share(0, 0) is None
    assert (share(9999, 10000), share(1, 10000)) == ("99.9", "0.1")
    assert FEW == standing.FEW


def test_sums_say_what_they_are_made_of():
    sums = Sums()
    sums.counts |= {"kept": 7, "late_done": 2, "late_open": 1, "nil": 3, "withheld": 2}
    sums.counts |= {"nil_late": 1, "withheld_late": 2}

    row = sums.as_row()

    assert (row["owed"], row["rate"], row["due_total"], row["is_few"]) == (10, "70.0", 15, False)
    assert Sums().as_row()["rate"] is None


DUTIES = [
    ended(1),
    ended(2, "2026-10-26T02:00:00+00:00", late_by=2, item="B"),
    duty(3, item="B", organ="ZB-990001-2", due="2026-12-01"),
    ended(4, state="void"),
]


def keys(**asked):
    board = Board(on=ON, **asked)
    for row in DUTIES:
        board.add(row, known(ORGANS, ITEMS))
    return {group: sorted(found) for group, found in board.tables.items()}


def test_duties_are_added_up_in_five_ways():
    town = ORGANS[1]["code"]
    bureau = ORGANS[0]["code"]

    assert keys() == {
        "organ": [bureau, town],
        "tier": ["county", "township"],
        "item": ["A", "B"],
        "field": ["health", "none", "tax"],
        "month": ["2026-10", "2026-12"],
    }
    assert keys(since=day("2026-11-01"))["organ"] == [town]
    assert keys(until=day("2026-11-01"))["organ"] == [bureau]
    assert keys(tier="township")["item"] == ["B"]
    assert keys(emphasis="key")["item"] == ["A"]
    assert keys(field="tax")["field"] == ["tax"]
    assert keys(field="tax")["item"] == ["B"]
    assert keys(field="none")["item"] == ["A"]


def test_what_refers_to_nothing_is_not_guessed():
    for about in ({"organ": "X"}, {"item": "X"}, {"edition": "X"}):
        with pytest.raises(KeyError, match="X"):
            Board(on=ON).add(duty(1, **about), known(ORGANS, ITEMS))
    assert EDITION


def test_a_row_that_contradicts_itself_is_found():
    late = {"at": "2026-10-26T02:00:00+00:00"}

    assert list(contradictions(ended(1, **late, late_by=-2))) == ["late_by"]
    assert list(contradictions(ended(1, late_by=3))) == ["late_by"]
    assert list(contradictions(ended(1, late_by=None))) == ["late_by"]
    assert list(contradictions(ended(1, **late, late_by=2))) == []
    assert list(contradictions(ended(1))) == []
    for state in ("nil", "withheld"):
        assert list(contradictions(ended(1, state=state, late_by=3))) == ["late_by"]
        assert list(contradictions(ended(1, **late, state=state, late_by=-1))) == ["late_by"]
        assert list(contradictions(ended(1, **late, state=state, late_by=2))) == []
    assert list(contradictions(ended(1, state="void", late_by=None))) == []
    assert list(contradictions(duty(1))) == []
