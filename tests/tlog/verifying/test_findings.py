import pytest

from tlog.verifying.findings import Findings
from tlog.verifying.told import Told

ONE, OTHER, PAGE = "1" * 32, "2" * 32, "7" * 32
# The evening of the one day in UTC is the next day in Shanghai.
FOUND, LATER, LATEST = "2026-11-10T02:00:00Z", "2026-11-11T02:00:00Z", "2026-11-12T02:00:00Z"
OUT = "2026-11-01T17:00:00Z"
RAISED = {
    "kind": "no_figures",
    "disclosure": PAGE,
    "edition": 1,
    "other": None,
    "other_edition": None,
    "period_start": None,
    "period_end": None,
    "evidence": {"asked": ["text"]},
}
OF_PERIOD = RAISED | {
    "kind": "bunched",
    "disclosure": None,
    "edition": None,
    "period_start": "2026-07-01",
    "period_end": "2026-09-30",
    "evidence": {"inside": 6},
}
ROW = {
    **RAISED,
    "object": ONE,
    "organ": "A",
    "about_on": "2026-11-02",
    "found_at": "2026-11-10T02:00:00.123+00:00",
    "state": "open",
    "answer": None,
    "answered_at": None,
    "answered_for": None,
    "settlement": None,
    "settled_at": None,
    "settled_for": None,
    "closed_at": None,
    "closed_because": None,
    "mended_by": None,
}
ANSWERED = ROW | {
    "state": "answered",
    "answer": "没有数字可报。",
    "answered_at": LATER,
    "answered_for": "A",
}
KEPT = ANSWERED | {
    "state": "kept",
    "settlement": "查过台账。",
    "settled_at": LATEST,
    "settled_for": "B",
}
MENDED = {
    "state": "closed",
    "closed_at": LATEST,
    "closed_because": "mended",
    "mended_by": 2,
}
PUBLISHED = (Told("disclosure.published", PAGE, "A", OUT), {}, {"edition": 1})
ASKED = (Told("finding.raised", ONE, "A", FOUND), {}, RAISED)
SAID = (
    Told("finding.answered", ONE, "A", LATER),
    {"answer": "没有数字可报。"},
    {"for": "A"},
)
SETTLED = (
    Told("finding.settled", ONE, "A", LATEST),
    {"reason": "查过台账。"},
    {"for": "B", "accepted": False},
)
CLOSED = (
    Told("finding.closed", ONE, "A", LATEST),
    {},
    {"because": "mended", "edition": 2},
)


def found(*told, rows=(ROW,)):
    findings = Findings()
    for one, words, data in told:
        findings.tell(one, words, data)
    return [(kind, obj) for kind, obj, _chinese, _english in findings.compare(rows)]


def test_each_step_of_its_course_holds():
    assert found(PUBLISHED, ASKED) == []
    assert found(PUBLISHED, ASKED, SAID, rows=[ANSWERED]) == []
    assert found(PUBLISHED, ASKED, SAID, SETTLED, rows=[KEPT]) == []
    assert found(PUBLISHED, ASKED, SAID, SETTLED, CLOSED, rows=[KEPT | MENDED]) == []
    accepted = (*SETTLED[:2], {"for": "B", "accepted": True})
    assert found(ASKED, SAID, accepted, rows=[KEPT | {"state": "accepted"}]) == []


@pytest.mark.parametrize(
    "change",
    [
        {"organ": "B"},
        {"kind": "boilerplate"},
        {"evidence": {}},
        {"disclosure": "8" * 32},
        {"edition": 2},
        {"found_at": "2026-11-10T03:00:00+00:00"},
        {"about_on": "2026-11-01"},
        {"state": "accepted"},
        {"answer": "有数字。"},
        {"answered_at": LATEST},
        {"answered_for": "B"},
        {"settlement": "没有查过。"},
        {"settled_at": LATER},
        {"settled_for": "A"},
        {"closed_at": LATEST},
        {"closed_because": "withdrawn"},
        {"mended_by": 2},
    ],
)
def test_one_that_is_otherwise_is_found(change):
    assert found(PUBLISHED, ASKED, SAID, SETTLED, rows=[KEPT | change]) == [("finding", ONE)]


def test_what_is_of_a_period_is_about_its_last_day():
    asked = (*ASKED[:2], OF_PERIOD)
    row = ROW | OF_PERIOD | {"about_on": "2026-09-30"}

    assert found(asked, rows=[row]) == []
    assert found(asked, rows=[row | {"about_on": "2026-09-29"}]) == [("finding", ONE)]


def test_one_without_an_entry_and_one_that_is_gone_are_found():
    assert found(ASKED, rows=[ROW | {"object": OTHER}]) == [
        ("finding_not_logged", OTHER),
        ("finding_gone", ONE),
    ]


def test_an_act_on_another_thing_changes_nothing():
    others = [
        (Told(one.act, OTHER, "A", LATER), words, data) for one, words, data in (SAID, CLOSED)
    ]
    assert found(ASKED, *others) == []
    assert found(ASKED, (Told("finding.seen", ONE, "A", LATER), {}, {})) == []


def test_what_is_not_given_is_found_where_it_is_read_and_not_here():
    told = [(one, {}, {}) for one, _words, _data in (ASKED, SAID, SETTLED)]
    assert found(*told, rows=[KEPT]) == []
    assert found(*told, rows=[KEPT | {"answered_at": FOUND}]) == [("finding", ONE)]
    closed = (CLOSED[0], {}, {})
    assert found(ASKED, closed, rows=[ROW | MENDED]) == []
