import pytest

from tlog.errors import Broken
from tlog.verifying.duties import Duties
from tlog.verifying.told import Told

ONE, TWO, FACT = "1" * 32, "2" * 32, "f" * 32
DASHED = "11111111-1111-1111-1111-111111111111"
ORGAN, OTHER, AT = "11320400MB1234567X", "11320400MB7654321Y", "2026-12-20T02:00:00Z"
PERIOD = "2026-01-01/2026-12-31"
OPENED = {"duties": [["budget", PERIOD, "2026-12-18", DASHED], ["report", FACT, "2027-01-31", TWO]]}
OPEN = {
    "organ": ORGAN,
    "opened_on": "2026-12-20",
    "taken_over_from": None,
    "moves": [],
    "said": "a digest",
    "state": "open",
    "late_by": None,
    "ended_at": None,
}
MOVED = ["2026-12-18", "2027-03-01", "2026-12-20T02:00:00.5+00:00"]
ROWS = {
    ONE: {**OPEN, "item": "budget", "opened_by": PERIOD, "due": "2026-12-18"},
    TWO: {**OPEN, "item": "report", "opened_by": FACT, "due": "2027-01-31"},
}
ENDED = {"state": "fulfilled", "late_by": 2, "ended_at": "2026-12-20T02:00:00.5+00:00"}


def told(act, obj="", organ=ORGAN):
    return Told(act, obj, organ, AT)


@pytest.fixture
def duties():
    made = Duties()
    made.tell(told("duties.opened"), OPENED)
    return made


def found(duties, rows=ROWS):
    compared = duties.compare({"object": obj, **row} for obj, row in rows.items())
    return [(kind, obj) for kind, obj, _chinese, _english in compared]


def test_a_site_that_shows_what_was_logged(duties):
    assert found(duties) == []


def test_who_owes_it_too_is_what_was_said_last(duties):
    duties.tell(told("duty.shared", ONE), {"with": [OTHER, "third"]})
    duties.tell(told("duty.shared", TWO), {"with": [OTHER]})
    duties.tell(told("duty.shared", TWO), {"with": []})
    duties.tell(told("duty.shared", "9" * 32), {"with": [OTHER]})
    assert found(duties) == [("duty_changed", ONE)]


def test_who_owes_it_too_fits_where_it_is_shown(duties):
    duties.tell(told("duty.shared", ONE), {"with": [OTHER]})
    assert found(duties, changed(ONE, joint=[OTHER])) == []


def test_what_was_not_given_of_it_is_not_compared(duties):
    duties.tell(told("duty.shared", ONE), {})
    assert found(duties) == []


def changed(obj, **what):
    return ROWS | {obj: ROWS[obj] | what}


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ({TWO: ROWS[TWO]}, ("duty_gone", ONE)),
        (changed(ONE, due="2027-12-18"), ("duty_moved", ONE)),
        (changed(ONE, organ=OTHER), ("duty_changed", ONE)),
        (changed(ONE, item="report"), ("duty_changed", ONE)),
        (changed(ONE, opened_by="2025-01-01/2025-12-31"), ("duty_changed", ONE)),
        (changed(TWO, opened_by="e" * 32), ("duty_changed", TWO)),
        (changed(ONE, opened_on="2026-12-21"), ("duty_changed", ONE)),
        (changed(ONE, taken_over_from=OTHER), ("duty_changed", ONE)),
        (changed(ONE, moves=[MOVED]), ("duty_moved", ONE)),
        (changed(TWO, state="fulfilled"), ("duty_state", TWO)),
        (changed(TWO, late_by=0), ("duty_state", TWO)),
        (changed(TWO, ended_at=AT), ("duty_state", TWO)),
        (ROWS | {"3" * 32: ROWS[ONE]}, ("duty_not_logged", "3" * 32)),
    ],
)
def test_a_duty_that_is_otherwise_than_it_was_logged_is_found(duties, rows, kind):
    assert found(duties, rows) == [kind]


def test_what_is_found_is_said_with_the_object_in_both_languages(duties):
    for _kind, obj, chinese, english in duties.compare([]):
        assert obj in chinese
        assert obj in english


def test_what_befalls_a_duty_is_told_in_the_order_of_the_log(duties):
    duties.tell(told("duties.moved"), {"duties": [[DASHED, "2026-12-18", "2027-03-01"]]})
    duties.tell(told("duty.fulfilled", ONE), {"state": "nil", "late_by": 9})
    duties.tell(told("duty.reopened", ONE), {})
    duties.tell(told("duty.fulfilled", ONE), {"state": "fulfilled", "late_by": 2})
    duties.tell(told("duty.fulfilled", TWO), {"state": "fulfilled", "late_by": -3})
    duties.tell(told("duty.reopened", TWO), {})

    assert found(duties, changed(ONE, due="2027-03-01", moves=[MOVED], **ENDED)) == []


def test_each_move_left_its_trace_and_a_day_that_stayed_none(duties):
    for was, due in ((0, 0), (0, 1), (1, 0)):
        days = ("2026-12-18", "2027-03-01")
        duties.tell(told("duties.moved"), {"duties": [[DASHED, days[was], days[due]]]})

    assert found(duties, changed(ONE, moves=[MOVED, ["2027-03-01", "2026-12-18", AT]])) == []


def test_a_trace_that_is_gone_is_found(duties):
    duties.tell(told("duties.moved"), {"duties": [[DASHED, "2026-12-18", "2027-03-01"]]})
    assert found(duties, changed(ONE, due="2027-03-01")) == [("duty_moved", ONE)]


SAID = {"duties": [["budget", PERIOD, "2026-12-18", DASHED]], "said": ["a digest"]}


@pytest.mark.parametrize(("said", "kinds"), [("a digest", []), ("other", ["duty_said"])])
def test_what_its_page_says_is_what_its_list_said(said, kinds):
    duties = Duties()
    duties.tell(told("duties.opened"), SAID)
    assert [kind for kind, _obj in found(duties, {ONE: ROWS[ONE] | {"said": said}})] == kinds


def test_or_the_list_by_which_it_was_counted_again():
    duties = Duties()
    duties.tell(told("duties.opened"), SAID)
    counted = {"duties": [[DASHED, "2026-12-18", "2026-12-18"]], "said": ["other"]}
    duties.tell(told("duties.moved"), counted)
    assert found(duties, {ONE: ROWS[ONE] | {"said": "other"}}) == []


def test_it_is_called_otherwise_since_what_it_was_called_after_was_erased():
    duties = Duties()
    duties.tell(told("duties.opened"), SAID)
    duties.tell(told("data.erased", ONE), {"entries": []})
    duties.tell(told("data.erased", TWO), {"said": "no duty of this list"})
    duties.tell(told("data.erased", ONE), {"entries": [], "said": "other"})
    assert found(duties, {ONE: ROWS[ONE] | {"said": "other"}}) == []


def test_a_list_that_says_less_than_it_lists_is_refused():
    with pytest.raises(Broken, match="cannot be read"):
        Duties().tell(told("duties.opened"), SAID | {"said": []})


def test_how_a_duty_ended_is_missed_where_it_is_not_given(duties):
    duties.tell(told("duty.fulfilled", ONE), {})
    assert found(duties, changed(ONE, **ENDED)) == [("duty_not_opened", ONE)]


def test_a_duty_that_was_handed_over_is_of_the_organ_that_took_it(duties):
    duties.tell(told("duties.taken_over", organ=OTHER), {"duties": [[DASHED, ORGAN]]})
    duties.tell(told("duties.taken_over", organ="third"), {"duties": [[DASHED, OTHER]]})
    assert found(duties, changed(ONE, organ="third", taken_over_from=ORGAN)) == []


def test_a_fact_that_is_withdrawn_voids_its_duties(duties):
    duties.tell(told("fact.withdrawn", FACT), {"void": [TWO]})
    assert found(duties, changed(TWO, state="void", ended_at=AT)) == []


def test_what_a_corrected_fact_opened_is_of_the_one_in_its_place(duties):
    now = "ffffffff-0000-0000-0000-000000000000"
    duties.tell(told("fact.corrected", FACT), {"now": now})
    duties.tell(told("fact.corrected", now.replace("-", "")), {"now": "e" * 32})
    duties.tell(told("fact.corrected", "0" * 32), {"now": now})

    assert found(duties, changed(TWO, opened_by="e" * 32)) == []


def test_what_falls_under_another_item_is_void_and_stays_of_the_fact_as_it_was(duties):
    duties.tell(told("fact.corrected", FACT), {"now": "e" * 32, "void": [TWO]})

    assert found(duties, changed(TWO, state="void", ended_at=AT)) == []


def test_a_correction_that_is_not_given_changes_nothing(duties):
    duties.tell(told("fact.corrected", FACT), {})
    assert found(duties) == []


def test_what_is_not_about_duties_or_not_known_changes_nothing(duties):
    duties.tell(told("disclosure.published", ONE), {})
    for act in ("duty.fulfilled", "duty.reopened"):
        duties.tell(told(act, "3" * 32), {})
    for act in ("duties.moved", "duties.taken_over"):
        row = ["3" * 32, ORGAN, "2027-01-01"][: 3 if act == "duties.moved" else 2]
        duties.tell(told(act), {"duties": [row]})
    duties.tell(told("fact.withdrawn"), {"void": ["3" * 32]})
    duties.tell(told("duties.opened"), {})
    duties.tell(told("duties.opened"), {"duties": "none"})
    assert found(duties) == []


@pytest.mark.parametrize("listed", [[["too", "short"]], [7], [None]])
def test_a_list_that_cannot_be_read_is_refused(duties, listed):
    with pytest.raises(Broken, match=r"what duties\.opened holds cannot be read"):
        duties.tell(told("duties.opened"), {"duties": listed})
