"""What organs were asked, handed on and looked at again, as a site shows it beside its log."""

import datetime

import pytest

from tests.tlog import making
from tests.tlog.verifying.opening import committed
from tests.tlog.verifying.shown import AT, ENTRIES, OBJECT, groups, hidden

ASKED, HANDED, LOOKED, SENT, MISSING = (f"{number:032x}" for number in (30, 31, 32, 33, 34))
DUE = datetime.date(2026, 12, 18)
WHEN = AT.isoformat()
RAISED = {
    "kind": "no_figures",
    "disclosure": OBJECT,
    "edition": 9,
    "other": None,
    "other_edition": None,
    "period_start": None,
    "period_end": None,
    "evidence": {"asked": ["text"]},
}
FINDING = RAISED | {
    "object": ASKED,
    "organ": making.ORGAN,
    "about_on": "2026-11-02",
    "found_at": WHEN,
    "state": "open",
    **dict.fromkeys(("answer", "answered_at", "answered_for")),
    **dict.fromkeys(("settlement", "settled_at", "settled_for")),
    **dict.fromkeys(("closed_at", "closed_because", "mended_by")),
}
WHY = {"because": "职责划转"}
OF_TRANSFER = {
    "duty": "55555555-5555-5555-5555-555555555555",
    "from": "A",
    "to": making.ORGAN,
    "way": "agreed",
    "with_later": False,
}
TRANSFER = {
    **OF_TRANSFER,
    **WHY,
    "duty": "5" * 32,
    "object": HANDED,
    "proposed_at": WHEN,
    "state": "proposed",
    "answer": "",
    "answered_at": None,
    "ended_at": None,
}
OF_LOOK = {"about": "7", "number": 1, "result": "confirmed", "ground": "E15", "late_by": 0}
LOOK = {
    **OF_LOOK,
    "object": LOOKED,
    "organ": making.ORGAN,
    "due": DUE.isoformat(),
    "examined_at": WHEN,
    "reason": "仍在保护期内",
}
OF_GAP = {
    "series": "示发",
    "year": 2026,
    "first": 3,
    "last": 5,
    "kind": "void",
    "said_for": making.ORGAN,
}
GAP = OF_GAP | {
    "object": MISSING,
    "organ": making.ORGAN,
    "words": "编号时多占了号",
    "said_at": WHEN,
    "withdrawn_at": None,
    "withdrawn_because": "",
}
SAID = {"text": {"question": "是否一致"}, "data": {"due": DUE.isoformat()}}
CONSULTATION = {
    "object": SENT,
    "organ": making.ORGAN,
    "due": DUE.isoformat(),
    "asked_at": WHEN,
    "answered_at": None,
    "decided_at": None,
}


def raised():
    return making.act(30, act="finding.raised", at=AT, commitments=committed(data=RAISED))


def proposed():
    said = committed(text=WHY, data=OF_TRANSFER)
    return making.act(31, act="transfer.proposed", at=AT, commitments=said)


def looked():
    said = committed(text={"reason": "仍在保护期内"}, data=OF_LOOK)
    return making.act(32, act="withheld.examined", at=AT, due_on=DUE, commitments=said)


def explained():
    said = committed(text={"words": "编号时多占了号"}, data=OF_GAP)
    return making.act(34, act="document.gap_explained", at=AT, commitments=said)


def sent(act="consultation.asked", previous=None):
    said = committed(**SAID)
    return making.act(33, act=act, at=AT, due_on=DUE, previous=previous, commitments=said)


def test_what_an_organ_was_asked_is_there_as_it_was_raised(shown):
    given = groups({"data": RAISED})
    shown.findings = [FINDING]
    assert shown.also(raised(), _0=given) == []
    shown.findings = [FINDING | {"evidence": {}}]
    assert shown.also(raised(), _0=given) == ["finding"]
    shown.findings = []
    assert shown.also(raised(), _0=given) == ["finding_gone"]


def test_what_was_asked_must_be_opened(shown):
    shown.findings = [FINDING]
    assert shown.also(raised()) == ["bound"]


def test_a_duty_that_was_to_be_handed_on_is_there_as_it_was_asked(shown):
    given = groups({"text": WHY, "data": OF_TRANSFER})
    shown.transfers = [TRANSFER]
    assert shown.also(proposed(), _0=given) == []
    shown.transfers = [TRANSFER | {"because": "别的理由"}]
    assert shown.also(proposed(), _0=given) == ["transfer"]
    shown.transfers = [TRANSFER, TRANSFER | {"object": "8" * 32}]
    assert shown.also(proposed(), _0=given) == ["transfer_not_logged"]


def test_a_look_at_what_is_withheld_is_there_as_it_was_logged(shown):
    given = groups({"text": {"reason": "仍在保护期内"}, "data": OF_LOOK})
    shown.examinations = [LOOK]
    assert shown.also(looked(), _0=given) == []
    shown.examinations = [LOOK | {"reason": "另一个理由"}]
    assert shown.also(looked(), _0=given) == ["examination"]
    shown.examinations = []
    assert shown.also(looked(), _0=given) == ["examination_gone"]


def test_why_a_number_has_no_document_is_there_as_it_was_logged(shown):
    given = groups({"text": {"words": "编号时多占了号"}, "data": OF_GAP})
    shown.gaps = [GAP]
    assert shown.also(explained(), _0=given) == []
    shown.gaps = [GAP | {"words": "另一个理由"}]
    assert shown.also(explained(), _0=given) == ["gap"]
    shown.gaps = []
    assert shown.also(explained(), _0=given) == ["gap_gone"]


def test_why_a_number_has_no_document_must_be_opened(shown):
    shown.gaps = [GAP]
    assert shown.also(explained()) == ["bound", "bound"]


def test_of_a_look_inside_an_organ_no_more_is_shown_than_that_it_was(shown):
    said = {"text": {"reason": "仍在保护期内"}, "data": OF_LOOK}
    shown.examinations = [LOOK | dict.fromkeys((*OF_LOOK, "reason"))]
    assert shown.also(looked(), _0=hidden(said)) == []
    shown.openings.pop()
    other = said | {"text": {"reason": "另一个理由"}}
    assert shown.also(looked(), _0=hidden(other)) == ["bound"]


@pytest.mark.parametrize(
    ("now", "kind"),
    [(SAID, []), (SAID | {"text": {"question": "别的"}}, ["bound"]), ({}, ["bound", "bound"])],
)
def test_what_organs_asked_each_other_is_compared_by_what_it_commits_to(shown, now, kind):
    shown.consultations = [CONSULTATION]
    assert shown.also(sent(), _0=hidden(now)) == kind


@pytest.mark.parametrize(
    ("now", "kind"),
    [(SAID, []), (SAID | {"data": {"due": "2027-01-01"}}, ["bound"]), ({}, ["bound", "bound"])],
)
def test_so_is_by_when_it_had_to_answer_after_that_was_moved(shown, now, kind):
    shown.consultations = [CONSULTATION]
    moved = sent("consultation.moved", len(ENTRIES))
    assert shown.also(sent(), moved, _0=hidden(SAID), _1=hidden(now)) == kind


def test_a_consultation_that_nobody_asked_for_or_that_is_gone_is_found(shown):
    shown.consultations = [CONSULTATION | {"object": "8" * 32}]
    assert shown.also(sent(), _0=hidden(SAID)) == ["consultation_not_logged", "consultation_gone"]
