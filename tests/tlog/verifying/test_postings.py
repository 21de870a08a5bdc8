import pytest

from tlog.verifying.postings import Postings
from tlog.verifying.told import Told

ONE, UP, DOWN = "1" * 32, "2026-12-20T02:00:00Z", "2026-12-28T02:00:00Z"
HANGS = {"object": ONE, "posted_at": "2026-12-20T02:00:00.25+00:00", "removed_at": None}
HUNG = HANGS | {"removed_at": DOWN}


@pytest.fixture
def postings():
    made = Postings()
    made.tell(Told("delivery.posted", ONE, at=UP))
    return made


def found(postings, *rows):
    return [(kind, obj) for kind, obj, _chinese, _english in postings.compare(rows)]


def test_what_hangs_since_the_log_says_so_holds(postings):
    assert found(postings, HANGS) == []


@pytest.mark.parametrize("rows", [[], [HUNG], [HANGS | {"posted_at": DOWN}]])
def test_what_is_gone_or_hung_at_another_time_is_found(postings, rows):
    assert found(postings, *rows) == [("posting", ONE)]


def test_what_hangs_without_an_entry_is_found(postings):
    other = "2" * 32
    assert found(postings, HANGS, HANGS | {"object": other}) == [("posting", other)]


def test_what_came_down_has_both_times(postings):
    postings.tell(Told("delivery.removed", ONE, at=DOWN))
    assert found(postings, HUNG) == []
    assert found(postings, HANGS) == [("posting", ONE)]


def test_what_never_hung_did_not_come_down(postings):
    postings.tell(Told("delivery.removed", "2" * 32, at=DOWN))
    postings.tell(Told("disclosure.published", "2" * 32, at=DOWN))
    assert found(postings, HANGS) == []
