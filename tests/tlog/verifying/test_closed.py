"""What a site opens to nobody is compared by what it commits to."""

import datetime

import pytest

from tests.tlog import making
from tests.tlog.verifying.opening import committed
from tests.tlog.verifying.shown import (
    ASKED,
    AT,
    ENTRIES,
    GONE,
    HOUR,
    PUBLIC,
    SAID,
    SHEET,
    WHY,
    dispute,
    groups,
    hidden,
    kinds,
    received,
)

APPROVED = making.act(
    1,
    act="disclosure.approved",
    previous=4,
    at=making.MORNING + datetime.timedelta(hours=1),
    commitments={"person": "cd" * 32},
)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"person": {"commitment": "cd" * 32}}, []),
        ({"person": {"commitment": "ef" * 32}}, ["signer"]),
        ({}, ["signer"]),
    ],
)
def test_who_signed_is_compared_by_what_it_commits_to(shown, said, kind):
    shown.openings.append({"index": len(ENTRIES), "c": said})
    assert kinds(shown.check(entries=[*ENTRIES, APPROVED])) == kind


CHANGED = making.act(
    6, act="organ.post_filled", at=making.MORNING + HOUR, commitments={"by": "cd" * 32}
)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"by": {"commitment": "cd" * 32}}, []),
        ({"by": {"commitment": "ef" * 32}}, ["signer"]),
        ({}, ["signer"]),
    ],
)
def test_who_changed_an_organ_is_compared_too(shown, said, kind):
    shown.openings.append({"index": len(ENTRIES), "c": said})
    report = shown.check(entries=[*ENTRIES, CHANGED])

    assert kinds(report) == kind
    assert all("经办人" in one.words.chinese for one in report.findings)


def test_so_is_what_was_taken_back(shown):
    shown.openings[2]["c"] = hidden(PUBLIC | {"data": {"amount": "6"}})
    report = shown.check()

    (found,) = report.findings
    assert (found.kind, found.index, found.object_id) == ("tombstone", 3, GONE)
    assert "撤回说明" in found.words.chinese


def test_who_signed_what_was_erased_or_never_public_is_asked_of_nobody(shown):
    at = making.MORNING + datetime.timedelta(hours=2)
    erased = making.act(
        1, act="data.erased", previous=len(ENTRIES), at=at, commitments=committed(text=WHY)
    )
    shown.openings.append({"index": len(ENTRIES) + 1, "c": groups({"text": WHY})})
    shown.one["erased_at"] = at.isoformat()
    draft = making.act(5, act="disclosure.approved", at=at, commitments={"person": "cd" * 32})

    assert kinds(shown.check(entries=[*ENTRIES, APPROVED, erased, draft])) == []


def test_a_person_that_cannot_be_read_is_no_answer(shown):
    shown.openings.append({"index": len(ENTRIES), "c": {"person": "somebody"}})
    assert kinds(shown.check(entries=[*ENTRIES, APPROVED])) == ["content", "signer"]


def test_what_was_said_must_be_given_unless_it_was_hidden_by_an_act(shown):
    data = groups({"data": ASKED})
    shown.disputes = [dispute(is_hidden=True)]
    assert shown.also(received(), _0=data) == ["bound", "dispute_state"]

    hiding = making.act(
        20,
        act="dispute.text_hidden",
        at=AT,
        previous=len(ENTRIES),
        commitments=committed(text=WHY),
    )
    why = groups({"text": WHY})
    assert shown.also(received(), hiding, _0=data, _1=why) == []
    assert shown.also(received(), hiding, _1={}) == ["bound"]


@pytest.mark.parametrize(
    ("why", "named", "kinds_found"),
    [
        ("withdrawn-personal-data", 0, []),
        ("withdrawn-error", 0, ["bound"]),
        ("withdrawn-personal-data", 99, ["bound"]),
        ("withdrawn-personal-data", "x", ["bound"]),
    ],
)
def test_words_with_a_title_that_named_somebody_are_closed_by_an_entry_that_says_so(
    shown, why, named, kinds_found
):
    """And by none that speaks of another page, or names no entry."""
    withdrawn = making.act(
        2,
        act="disclosure.withdrawn",
        previous=2,
        basis=why,
        commitments=committed(**PUBLIC),
    )
    named = len(ENTRIES) + named if isinstance(named, int) else named
    left, closing = {"text": "合计不对", "title": "删除"}, {"entries": [named]}
    asked = {"subject": GONE}
    received = making.act(
        20,
        act="dispute.received",
        at=AT,
        due_on=datetime.date(2026, 12, 1),
        commitments=committed(text=SAID, data=asked),
    )
    erased = making.act(
        20,
        act="data.erased",
        at=AT,
        previous=len(ENTRIES),
        commitments=committed(text=left, data=closing),
    )
    shown.disputes = [dispute()]
    shown.openings += [
        {"index": len(ENTRIES), "c": groups({"data": asked})},
        {"index": len(ENTRIES) + 1, "c": groups({"text": left, "data": closing})},
    ]
    entries = [*ENTRIES[:3], withdrawn, *ENTRIES[4:], received, erased]
    assert kinds(shown.check(entries=entries)) == kinds_found


@pytest.mark.parametrize(
    ("why", "with_it", "kinds_found"),
    [
        ("withdrawn-personal-data", GONE, []),
        ("withdrawn-error", GONE, ["bound"]),
        ("withdrawn-personal-data", "", ["bound"]),
    ],
)
def test_what_a_fact_was_called_is_closed_with_the_publication_that_was_erased(
    shown, why, with_it, kinds_found
):
    withdrawn = making.act(
        2,
        act="disclosure.withdrawn",
        previous=2,
        basis=why,
        commitments=committed(**PUBLIC),
    )
    recorded = making.act(22, act="fact.recorded", at=AT, commitments=committed(text=SAID, data={}))
    closing, left = {"entries": [len(ENTRIES)], "erased_with": with_it}, {"title": "删除"}
    erased = making.act(
        22,
        act="data.erased",
        at=AT,
        previous=len(ENTRIES),
        commitments=committed(text=left, data=closing),
    )
    shown.openings += [
        {"index": len(ENTRIES), "c": groups({"data": {}})},
        {"index": len(ENTRIES) + 1, "c": groups({"text": left, "data": closing})},
    ]
    entries = [*ENTRIES[:3], withdrawn, *ENTRIES[4:], recorded, erased]
    assert kinds(shown.check(entries=entries)) == kinds_found


def test_a_photograph_is_closed_with_the_publication_whose_sheet_it_shows(shown):
    said, closing = {"data": {"edition": 1}, "files": {}}, {"entries": [len(ENTRIES)]}
    posted = making.act(21, act="delivery.posted", at=AT, commitments=committed(**said))
    erased = making.act(
        1,
        act="data.erased",
        at=AT,
        previous=4,
        commitments=committed(text=WHY, data=closing),
    )
    other = making.act(31, act="data.erased", at=AT, commitments=committed(data=closing))
    shown.postings = [{"object": SHEET, "posted_at": AT.isoformat(), "removed_at": None}]
    left, why = hidden({"data": said["data"]}), groups({"text": WHY, "data": closing})

    shown.one["erased_at"] = AT.isoformat()
    assert shown.also(posted, erased, _0=left, _1=why) == []
    shown.one["erased_at"] = None
    shown.openings[-1]["c"] = groups({"data": closing})
    assert shown.also(posted, other) == ["bound"]


class TestNames:
    """What somebody is called is compared by the last entry about that, as long as there is none
    after it."""

    FIRST = making.act(30, act="person.named", at=AT, commitments={"person": "ab" * 32})
    SECOND = making.act(
        30, act="person.named", at=AT, previous=len(ENTRIES), commitments={"person": "cd" * 32}
    )

    def test_another_name_is_found(self, shown):
        assert shown.also(self.FIRST) == ["name"]
        assert shown.also(self.FIRST, _0={"person": {"commitment": "ab" * 32}}) == []

    def test_what_somebody_was_called_before_is_asked_of_nobody(self, shown):
        now = {"person": {"commitment": "cd" * 32}}
        assert shown.also(self.FIRST, self.SECOND, _1=now) == []
        shown.openings[-1]["c"] = {"person": {"commitment": "ab" * 32}}
        assert shown.also(self.FIRST, self.SECOND) == ["name"]


def held_back(basis, act, obj, *, said=SAID):
    """An entry about a thing, and the act after it that holds words of it back."""
    first = making.act(obj, act=act, at=AT, commitments=committed(text=said, data={}))
    closing, left = {"entries": [len(ENTRIES)], "held_back": "E14b"}, {"title": "隐去"}
    closes = making.act(
        22,
        act="data.erased",
        at=AT,
        basis=basis,
        previous=len(ENTRIES) if obj == 22 else None,
        commitments=committed(text=left, data=closing),
    )
    return [*ENTRIES, first, closes], [
        {"index": len(ENTRIES), "c": groups({"data": {}})},
        {"index": len(ENTRIES) + 1, "c": groups({"text": left, "data": closing})},
    ]


@pytest.mark.parametrize(
    ("basis", "act", "obj", "kinds_found"),
    [
        ("ogi-regulation.14", "fact.recorded", 22, []),
        ("ogi-regulation.15", "document.gap_explained", 22, ["gap_gone"]),
        ("personal-information-law.47", "fact.recorded", 22, ["bound"]),
        ("ogi-regulation.14", "fact.recorded", 23, ["bound"]),
        ("ogi-regulation.14", "duties.moved", 30, []),
        ("ogi-regulation.14", "withheld.examined", 22, ["bound", "examination_gone"]),
    ],
)
def test_words_that_are_held_back_on_a_ground_are_closed(shown, basis, act, obj, kinds_found):
    """Those of the thing itself, and why duties moved; by an article that says so."""
    entries, openings = held_back(basis, act, obj)
    shown.openings += openings
    assert kinds(shown.check(entries=entries)) == kinds_found
