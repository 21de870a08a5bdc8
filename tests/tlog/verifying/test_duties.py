import pytest

from tlog.errors import Broken
from tlog.verifying.duties import Duties

ONE, TWO = "1" * 32, "2" * 32
DASHED = "11111111-1111-1111-1111-111111111111"
OPENED = {
    "duties": [["budget", "2026", "2026-12-18", DASHED], ["report", "2026", "2027-01-31", TWO]]
}
ROWS = {
    ONE: {"due": "2026-12-18", "is_open": True},
    TWO: {"due": "2027-01-31", "is_open": True},
}


@pytest.fixture
def duties():
    made = Duties()
    made.tell("duties.opened", "", OPENED)
    return made


def found(duties, rows=ROWS):
    return [(kind, obj) for kind, obj, _chinese, _english in duties.compare(rows)]


def test_a_site_that_shows_what_was_logged(duties):
    assert found(duties) == []


def changed(obj, **what):
    return ROWS | {obj: ROWS[obj] | what}


def test_a_duty_that_vanished_moved_changed_or_was_never_logged_is_found(duties):
    assert found(duties, {TWO: ROWS[TWO]}) == [("duty_gone", ONE)]
    assert found(duties, changed(ONE, due="2027-12-18")) == [("duty_moved", ONE)]
    assert found(duties, changed(TWO, is_open=False)) == [("duty_state", TWO)]
    assert found(duties, ROWS | {"3": ROWS[ONE]}) == [("duty_not_logged", "3")]
    for _kind, obj, chinese, english in duties.compare({}):
        assert obj in chinese
        assert obj in english


def test_what_befalls_a_duty_is_told_in_the_order_of_the_log(duties):
    duties.tell("duties.moved", "", {"duties": [[DASHED, "2026-12-18", "2027-03-01"]]})
    duties.tell("duty.fulfilled", ONE, {})
    duties.tell("duty.fulfilled", TWO, {})
    duties.tell("duty.reopened", TWO, {})

    assert found(duties, changed(ONE, due="2027-03-01", is_open=False)) == []


def test_a_fact_that_is_withdrawn_voids_its_duties(duties):
    duties.tell("fact.withdrawn", "", {"void": [TWO]})
    assert found(duties, changed(TWO, is_open=False)) == []


def test_what_is_not_about_duties_or_not_known_changes_nothing(duties):
    duties.tell("disclosure.published", ONE, {})
    duties.tell("duty.fulfilled", "3", {})
    duties.tell("duties.opened", "", {})
    duties.tell("duties.opened", "", {"duties": "none"})
    assert found(duties) == []


@pytest.mark.parametrize("listed", [[["too", "short"]], [7], [None]])
def test_a_list_that_cannot_be_read_is_refused(duties, listed):
    with pytest.raises(Broken, match=r"what duties\.opened holds cannot be read"):
        duties.tell("duties.opened", "", {"duties": listed})
