import datetime
import json

import pytest

from tests.tlog import making
from tests.tlog.verifying.opening import committed, opened
from tlog.errors import Broken
from tlog.merkle import leaf_hash
from tlog.verifying.acts import Acts
from tlog.verifying.reports import Report
from tlog.verifying.sites import Site
from tlog.verifying.sources import AddressSource

TEXT, DATA, FILES = {"title": "公告"}, {"amount": "5"}, {"files": []}
PUBLIC = {"text": TEXT, "data": DATA, "files": FILES}
DUTY = f"{9:032x}"
LISTED = {"duties": [["budget", "2026", "2026-12-18", DUTY]]}
OBJECT, GONE = f"{1:032x}", f"{2:032x}"
ENTRIES = [
    making.act(1, commitments=committed(**PUBLIC)),
    making.act(8, act="duties.opened", commitments=committed(data=LISTED)),
    making.act(2, commitments=committed(**PUBLIC)),
    making.act(
        2,
        act="disclosure.withdrawn",
        previous=2,
        basis="other",
        commitments=committed(**PUBLIC),
    ),
    making.act(1, act="disclosure.corrected", previous=0, commitments=committed(**PUBLIC)),
    making.act(7, act="key.announced"),
]
WHY = {"because": "asked for"}
HOUR = datetime.timedelta(hours=1)
ERASED = making.act(
    1,
    act="data.erased",
    previous=4,
    at=making.MORNING + HOUR,
    commitments=committed(text=WHY),
)


def groups(said):
    return {group: opened(value) for group, value in said.items()}


def hidden(said):
    return {group: {"commitment": made} for group, made in committed(**said).items()}


def told(index, entry):
    return {"index": index, "hash": leaf_hash(entry).hex(), "leaf": json.loads(entry)}


class Shown:
    """What the site answers; a test changes it before it asks."""

    def __init__(self, website):
        self.website = website
        self.openings = [
            {"index": 0, "c": groups(PUBLIC)},
            {"index": 1, "c": groups({"data": LISTED})},
            {"index": 3, "c": hidden(PUBLIC)},
            {"index": 4, "c": groups(PUBLIC)},
        ]
        self.one = {
            "object": OBJECT,
            "organ": making.ORGAN,
            "published_at": "2026-11-23T02:21:00+00:00",
            "withdrawn_at": None,
            "editions": 2,
        }
        self.two = self.one | {
            "object": GONE,
            "published_at": "2026-11-23T02:22:00Z",
            "withdrawn_at": "2026-11-23T02:22:00Z",
            "editions": 1,
        }
        self.disclosures = [self.one, self.two]
        self.duties = [{"object": DUTY, "due": "2026-12-18", "is_open": True}]

    def check(self, *, entries=ENTRIES):
        self.website.answers |= {
            "/api/v1/acts": (200, {"acts": [told(*one) for one in enumerate(ENTRIES)]}),
            "/api/v1/openings": (200, {"openings": self.openings, "next": None}),
            "/api/v1/disclosures": (200, {"disclosures": self.disclosures, "next": None}),
            "/api/v1/duties": (200, {"duties": self.duties, "next": None}),
        }
        return self.ask(entries)

    def ask(self, entries=ENTRIES):
        report = Report()
        acts = Acts(report, keeps=True)
        for index, entry in enumerate(entries):
            acts.see(index, entry)
        assert report.findings == []
        Site(AddressSource(self.website.address), acts, report).check()
        return report


@pytest.fixture
def shown(website):
    return Shown(website)


def kinds(report):
    return [found.kind for found in report.findings]


def test_a_site_that_shows_what_was_logged(shown):
    report = shown.check()

    assert report.findings == []
    assert [one.english for one in report.facts] == ["the content of 3 entries"]


def test_content_that_was_changed_is_found(shown):
    shown.openings[0]["c"]["text"] = opened({"title": "另一个"})
    report = shown.check()

    (found,) = report.findings
    assert (found.kind, found.index, found.object_id) == ("content", 0, OBJECT)
    assert "changed" in found.words.english
    assert "被改过" in found.words.chinese


def test_content_that_is_not_given_is_found(shown):
    del shown.openings[3]["c"]["files"]
    report = shown.check()
    assert [(one.kind, one.index) for one in report.findings] == [("not_opened", 4)]


def test_the_opening_of_an_entry_that_may_not_be_opened_is_read_past(shown):
    shown.openings.append({"index": 5, "c": {"text": "anything"}})
    assert kinds(shown.check()) == []


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
    ],
)
def test_what_the_site_says_otherwise_is_found(shown, of, change, kind):
    getattr(shown, of).update(change)
    report = shown.check()

    assert kinds(report) == kind
    assert all(found.words.chinese != found.words.english for found in report.findings)


HOUR = datetime.timedelta(hours=1)
WHY = {"reason": "本人申请"}
ERASED = making.act(
    1,
    act="data.erased",
    previous=4,
    at=making.MORNING + HOUR,
    commitments=committed(text=WHY),
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
    6, act="organ.merged", at=making.MORNING + HOUR, commitments={"by": "cd" * 32, "text": "a" * 64}
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
    draft = making.act(5, act="disclosure.approved", at=at, commitments={"person": "cd" * 32})

    assert kinds(shown.check(entries=[*ENTRIES, APPROVED, erased, draft])) == []


def test_a_person_that_cannot_be_read_is_no_answer(shown):
    shown.openings.append({"index": len(ENTRIES), "c": {"person": "somebody"}})
    with pytest.raises(Broken, match="cannot be read"):
        shown.check(entries=[*ENTRIES, APPROVED])


def test_what_was_published_and_is_gone_is_found(shown):
    shown.disclosures.remove(shown.two)
    (found,) = shown.check().findings

    assert (found.kind, found.object_id) == ("gone", GONE)


def test_what_was_erased_by_law_need_not_be_opened(shown):
    del shown.openings[0]["c"]["text"]
    shown.one["organ"] = "elsewhere"
    shown.openings.append({"index": len(ENTRIES), "c": groups({"text": WHY})})

    assert kinds(shown.check(entries=[*ENTRIES, ERASED])) == []


def test_but_why_it_was_must_be(shown):
    (found,) = shown.check(entries=[*ENTRIES, ERASED]).findings

    assert (found.kind, found.index, found.object_id) == ("not_opened", len(ENTRIES), OBJECT)
    assert "为什么" in found.words.chinese


def test_and_it_is_the_reason_that_was_given_then(shown):
    shown.openings.append({"index": len(ENTRIES), "c": groups({"text": {"because": "other"}})})

    assert kinds(shown.check(entries=[*ENTRIES, ERASED])) == ["content"]


def test_a_duty_that_vanished_is_found(shown):
    shown.duties.clear()
    (found,) = shown.check().findings

    assert (found.kind, found.object_id) == ("duty_gone", DUTY)


def test_pages_are_read_to_the_last(shown):
    first, *others = shown.openings
    shown.check()
    del shown.website.answers["/api/v1/openings"]
    shown.website.answers |= {
        "/api/v1/openings?since=0": (200, {"openings": [first], "next": 1}),
        "/api/v1/openings?since=1": (200, {"openings": others, "next": 1}),
    }
    report = shown.ask()

    assert report.findings == []
    assert report.facts[-1].english == "the content of 3 entries"


def test_a_site_that_turns_its_pages_without_end_is_left(shown, monkeypatch):
    monkeypatch.setattr("tlog.verifying.sites.MOST_PAGES", 3)
    shown.check()
    shown.website.answers |= {
        f"/api/v1/duties?after={page}": (200, {"duties": [], "next": page + 1}) for page in range(5)
    }
    assert kinds(shown.ask()) == ["duty_gone"]


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"<html>",
        b"[]",
        b"7",
        b"[" * 100_000,
        b"\xff",
        b'{"openings": []}',
        b'{"openings": [7], "next": null}',
        b'{"openings": [{}], "next": null}',
        b'{"openings": [{"index": "x", "c": {}}], "next": null}',
        b'{"openings": [{"index": 0, "c": 7}], "next": null}',
    ],
)
def test_an_answer_that_cannot_be_read_is_said_to_be_that(shown, answer):
    shown.check()
    shown.website.answers["/api/v1/openings"] = (200, answer)
    with pytest.raises(Broken, match="cannot be read"):
        shown.ask()


def test_a_site_that_does_not_answer_is_not_checked(shown):
    shown.check()
    shown.website.answers["/api/v1/duties"] = (500, b"")
    with pytest.raises(Broken, match="cannot get .*duties"):
        shown.ask()


def test_a_list_of_duties_that_is_not_given_is_asked_for(shown):
    shown.openings = [one for one in shown.openings if one["index"] != 1]

    kinds = {(found.kind, found.index) for found in shown.check().findings}

    assert ("not_opened", 1) in kinds


@pytest.mark.parametrize("act", ["log.begun_anew", "log.key_announced"])
def test_what_the_log_says_of_itself_must_be_given(shown, act):
    data = {"vkey": "a key"}
    entries = [*ENTRIES, making.act(70, act=act, commitments=committed(data=data))]
    report = shown.check(entries=entries)
    assert [(one.kind, one.index) for one in report.findings] == [("not_opened", 6)]

    shown.openings.append({"index": 6, "c": groups({"data": data})})
    assert kinds(shown.check(entries=entries)) == []
    shown.openings[-1]["c"] = groups({"data": {"vkey": "another"}})
    assert "content" in kinds(shown.check(entries=entries))
