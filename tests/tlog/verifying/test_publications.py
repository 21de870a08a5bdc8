"""What a site shows as published."""

import hashlib

import pytest

from tests.tlog import making
from tests.tlog.verifying.opening import committed, opened
from tests.tlog.verifying.shown import (
    AT,
    DUE,
    DUTY,
    ENTRIES,
    ERASED,
    GONE,
    HOUR,
    OBJECT,
    PUBLIC,
    WHY,
    groups,
    kinds,
)


@pytest.mark.parametrize(
    ("of", "change", "kind"),
    [
        ("one", {"object": "3" * 32}, ["not_logged", "gone"]),
        ("one", {"withdrawn_at": "2026-11-24T00:00:00Z"}, ["silent_withdrawal"]),
        ("two", {"withdrawn_at": None}, ["silent_withdrawal"]),
        ("two", {"withdrawn_at": "2026-11-24T00:00:00Z"}, ["withdrawn_at"]),
        ("one", {"organ": "11320400MB7654321Y"}, ["organ"]),
        ("one", {"published_at": "2026-11-22T02:21:00Z"}, ["published_at"]),
        ("one", {"published_at": None}, ["published_at"]),
        ("one", {"editions": 3}, ["editions"]),
        ("one", {"title": "另一个"}, ["title"]),
        ("one", {"edition": 1}, ["edition"]),
        ("one", {"duty": None}, ["answer"]),
        ("two", {"duty": DUTY}, ["answer"]),
        ("two", {"late_by": 0}, ["late_by"]),
        ("one", {"validity": "repealed -: 已由新办法代替"}, ["validity"]),
        ("one", {"validity": "in_force -: "}, ["validity"]),
    ],
)
def test_what_the_site_says_otherwise_is_found(shown, of, change, kind):
    getattr(shown, of).update(change)
    report = shown.check()

    assert kinds(report) == kind
    assert all(found.words.chinese != found.words.english for found in report.findings)


@pytest.mark.parametrize(
    ("said", "shown_as"),
    [
        ("repealed -: 已由新办法代替", "repealed -: 已由新办法代替"),
        ("repealed: 已由新办法代替", "repealed -: 已由新办法代替"),
        ("expired: 2026-10-31", "expired 2026-10-31: 试行期满"),
    ],
)
def test_whether_a_document_binds_is_what_the_last_entry_about_it_says(shown, said, shown_as):
    data = {"note": said}
    changed = making.act(
        1,
        act="disclosure.validity_changed",
        previous=4,
        at=making.MORNING + HOUR,
        commitments=committed(data=data),
    )
    entries = [*ENTRIES, changed]
    shown.openings.append({"index": len(ENTRIES), "c": groups({"data": data})})

    assert kinds(shown.check(entries=entries)) == ["validity"]
    shown.one["validity"] = shown_as
    assert kinds(shown.check(entries=entries)) == []
    shown.openings.pop()
    assert kinds(shown.check(entries=entries)) == ["validity"]


@pytest.mark.parametrize("act", ["fact.withdrawn", "fact.corrected"])
def test_what_answered_a_duty_that_no_longer_holds_is_late_for_none(shown, act):
    ended = {"settled_by": OBJECT, "state": "fulfilled", "late_by": 2, "item": "budget"}
    void = {"kind": "decided", "void": [DUTY]}
    entries = [
        *ENTRIES,
        making.act(9, act="duty.fulfilled", due_on=DUE, commitments=committed(data=ended)),
        making.act(22, act=act, commitments=committed(data=void)),
    ]
    for place, said in enumerate((ended, void)):
        shown.openings.append({"index": len(ENTRIES) + place, "c": groups({"data": said})})

    assert "late_by" not in kinds(shown.check(entries=entries))
    shown.one["late_by"] = 2
    assert "late_by" in kinds(shown.check(entries=entries))


def test_what_was_published_and_is_gone_is_found(shown):
    shown.disclosures.remove(shown.two)
    (found,) = shown.check().findings

    assert (found.kind, found.object_id) == ("gone", GONE)


def test_what_was_erased_by_law_need_not_be_opened(shown):
    shown.one["erased_at"] = AT.isoformat()
    del shown.openings[0]["c"]["text"]
    shown.one["organ"] = "elsewhere"
    shown.openings.append({"index": len(ENTRIES), "c": groups({"text": WHY})})

    assert kinds(shown.check(entries=[*ENTRIES, ERASED])) == []


def test_but_why_it_was_must_be(shown):
    shown.one["erased_at"] = AT.isoformat()
    (found,) = shown.check(entries=[*ENTRIES, ERASED]).findings

    assert (found.kind, found.index, found.object_id) == ("not_opened", len(ENTRIES), OBJECT)
    assert "为什么" in found.words.chinese


def test_and_it_is_the_reason_that_was_given_then(shown):
    shown.one["erased_at"] = AT.isoformat()
    shown.openings.append({"index": len(ENTRIES), "c": groups({"text": {"because": "other"}})})

    assert kinds(shown.check(entries=[*ENTRIES, ERASED])) == ["content"]


class TestFiles:
    """What an edition names is fetched."""

    @pytest.fixture
    def attached(self, shown):
        content = b"%PDF-1.7"
        self.digest = hashlib.sha256(content).hexdigest()
        named = [{"name": "表.pdf", "sha256": self.digest}]
        self.entries = [
            making.act(1, due_on=DUE, commitments=committed(**PUBLIC | {"files": named})),
            *ENTRIES[1:],
        ]
        shown.openings[0]["c"]["files"] = opened(named)
        shown.one["files"] = [{"sha256": self.digest, "path": "d/1/f/1/a.pdf"}]
        shown.website.answers["/d/1/f/1/a.pdf"] = (200, content)
        return shown

    def found(self, shown, **how):
        shown.check(entries=self.entries)
        return kinds(shown.ask(self.entries, **how))

    def test_one_that_is_what_it_was_holds(self, attached):
        assert self.found(attached) == []

    @pytest.mark.parametrize("answer", [(200, b"other"), (404, b""), (451, b"")])
    def test_one_that_is_another_or_gone_is_found(self, attached, answer):
        attached.website.answers["/d/1/f/1/a.pdf"] = answer
        assert self.found(attached) == ["file"]
        assert self.found(attached, with_files=False) == []

    def test_that_none_was_fetched_is_said(self, attached):
        attached.check(entries=self.entries)
        report = attached.ask(self.entries, with_files=False)
        assert [note.english for note in report.notes] == ["1 attachments were not fetched"]

    def test_one_that_the_site_does_not_list_is_found(self, attached):
        attached.one["files"] = []
        assert self.found(attached) == ["file"]


@pytest.mark.parametrize("at", [None, "2026-11-24T00:00:00+00:00"])
def test_when_it_was_erased_is_what_the_log_says(shown, at):
    shown.openings.append({"index": len(ENTRIES), "c": groups({"text": WHY})})
    shown.one["erased_at"] = at
    assert kinds(shown.check(entries=[*ENTRIES, ERASED])) == ["erased"]


def test_that_something_was_erased_without_an_entry_is_found(shown):
    shown.two["erased_at"] = AT.isoformat()
    (found,) = shown.check().findings

    assert (found.kind, found.object_id) == ("erased", GONE)
