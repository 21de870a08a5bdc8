import datetime
import hashlib
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
            "edition": None,
            "late_by": None,
            "title": "公告",
            "validity": "none -: ",
            "files": [],
        }
        self.two = self.one | {
            "object": GONE,
            "published_at": "2026-11-23T02:22:00Z",
            "withdrawn_at": "2026-11-23T02:22:00Z",
            "editions": 1,
        }
        self.disclosures = [self.one, self.two]
        self.duties = [
            {
                "object": DUTY,
                "organ": making.ORGAN,
                "item": "budget",
                "opened_by": "2026",
                "due": "2026-12-18",
                "state": "open",
                "late_by": None,
                "ended_at": None,
            }
        ]
        self.disputes, self.postings, self.organs, self.facts = [], [], [], []
        self.standards = []

    def check(self, *, entries=ENTRIES):
        self.website.answers |= {
            "/api/v1/acts": (200, {"acts": [told(*one) for one in enumerate(ENTRIES)]}),
            "/api/v1/openings": (200, {"openings": self.openings, "next": None}),
            "/api/v1/disclosures": (200, {"disclosures": self.disclosures, "next": None}),
            "/api/v1/duties": (200, {"duties": self.duties, "next": None}),
            "/api/v1/disputes": (200, {"disputes": self.disputes, "next": None}),
            "/api/v1/postings": (200, {"postings": self.postings, "next": None}),
            "/api/v1/organs": (200, {"organs": self.organs, "next": None}),
            "/api/v1/standards": (200, {"standards": self.standards, "next": None}),
            "/api/v1/facts": (200, {"facts": self.facts, "next": None}),
        }
        return self.ask(entries)

    def ask(self, entries=ENTRIES, **how):
        report = Report()
        acts = Acts(report, keeps=True)
        for index, entry in enumerate(entries):
            acts.see(index, entry)
        assert report.findings == []
        Site(AddressSource(self.website.address), acts, report, **how).check()
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


def test_what_opens_any_other_entry_must_fit_too(shown):
    shown.openings.append({"index": 5, "c": {"text": "anything"}})
    assert kinds(shown.check()) == ["content"]


def test_what_opens_an_entry_that_is_not_there_yet_is_read_past(shown):
    shown.openings.append({"index": 6, "c": {"text": "anything"}})
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
        ("one", {"title": "另一个"}, ["title"]),
        ("one", {"edition": 1}, ["edition"]),
        ("one", {"validity": "repealed -: 已由新办法代替"}, ["validity"]),
        ("one", {"validity": "in_force -: "}, []),
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
    draft = making.act(5, act="disclosure.approved", at=at, commitments={"person": "cd" * 32})

    assert kinds(shown.check(entries=[*ENTRIES, APPROVED, erased, draft])) == []


def test_a_person_that_cannot_be_read_is_no_answer(shown):
    shown.openings.append({"index": len(ENTRIES), "c": {"person": "somebody"}})
    assert kinds(shown.check(entries=[*ENTRIES, APPROVED])) == ["content", "signer"]


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


class TestThings:
    """Facts, disputes and boards: opened, or compared by what they commit to today."""

    AT = making.MORNING + HOUR
    SAID, ASKED = {"text": "合计不对", "title": "公告"}, {"subject": OBJECT}
    COMPLAINT, SHEET, FACT = f"{20:032x}", f"{21:032x}", f"{22:032x}"

    def received(self, number=20, **given):
        return making.act(
            number,
            act="dispute.received",
            at=self.AT,
            due_on=datetime.date(2026, 12, 1),
            commitments=committed(text=self.SAID, data=self.ASKED),
            **given,
        )

    def dispute(self, **changed):
        return {
            "object": self.COMPLAINT,
            "organ": making.ORGAN,
            "due": "2026-12-01",
            "state": "received",
            "answered_at": None,
            "result": "",
            "is_hidden": False,
        } | changed

    def also(self, shown, *entries, **openings):
        """What a site with these further entries is found to be; openings by their place."""
        for place, groups_ in openings.items():
            shown.openings.append({"index": len(ENTRIES) + int(place[1:]), "c": groups_})
        return kinds(shown.check(entries=[*ENTRIES, *entries]))

    def test_a_dispute_is_there_as_it_was_received(self, shown):
        whole = groups({"text": self.SAID, "data": self.ASKED})
        shown.disputes = [self.dispute()]
        assert self.also(shown, self.received(), _0=whole) == []

        shown.disputes = [self.dispute(due="2027-12-01")]
        assert self.also(shown, self.received(), _0=whole) == ["dispute_moved"]
        shown.disputes = []
        assert self.also(shown, self.received(), _0=whole) == ["dispute_gone"]

    def test_what_was_said_must_be_given_unless_it_was_hidden_by_an_act(self, shown):
        data = groups({"data": self.ASKED})
        shown.disputes = [self.dispute(is_hidden=True)]
        assert self.also(shown, self.received(), _0=data) == ["bound", "dispute_state"]

        hiding = making.act(
            20,
            act="dispute.text_hidden",
            at=self.AT,
            previous=len(ENTRIES),
            commitments=committed(text=WHY),
        )
        why = groups({"text": WHY})
        assert self.also(shown, self.received(), hiding, _0=data, _1=why) == []
        assert self.also(shown, self.received(), hiding, _1={}) == ["bound"]

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
        self, shown, why, named, kinds_found
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
            at=self.AT,
            due_on=datetime.date(2026, 12, 1),
            commitments=committed(text=self.SAID, data=asked),
        )
        erased = making.act(
            20,
            act="data.erased",
            at=self.AT,
            previous=len(ENTRIES),
            commitments=committed(text=left, data=closing),
        )
        shown.disputes = [self.dispute()]
        shown.openings += [
            {"index": len(ENTRIES), "c": groups({"data": asked})},
            {"index": len(ENTRIES) + 1, "c": groups({"text": left, "data": closing})},
        ]
        entries = [*ENTRIES[:3], withdrawn, *ENTRIES[4:], received, erased]
        assert kinds(shown.check(entries=entries)) == kinds_found

    def test_a_photograph_is_closed_with_the_publication_whose_sheet_it_shows(self, shown):
        said, closing = {"data": {"edition": 1}, "files": {}}, {"entries": [len(ENTRIES)]}
        posted = making.act(21, act="delivery.posted", at=self.AT, commitments=committed(**said))
        erased = making.act(
            1,
            act="data.erased",
            at=self.AT,
            previous=4,
            commitments=committed(text=WHY, data=closing),
        )
        other = making.act(31, act="data.erased", at=self.AT, commitments=committed(data=closing))
        shown.postings = [
            {"object": self.SHEET, "posted_at": self.AT.isoformat(), "removed_at": None}
        ]
        left, why = hidden({"data": said["data"]}), groups({"text": WHY, "data": closing})

        assert self.also(shown, posted, erased, _0=left, _1=why) == []
        shown.openings[-1]["c"] = groups({"data": closing})
        assert self.also(shown, posted, other) == ["bound"]

    def test_a_fact_is_opened_or_compared_by_what_it_commits_to(self, shown):
        said = {"text": {"title": "批复"}, "data": {"happened_on": "2026-11-01"}}
        fact = making.act(22, act="fact.recorded", at=self.AT, commitments=committed(**said))

        assert self.also(shown, fact, _0=groups(said)) == []
        shown.openings.pop()
        assert self.also(shown, fact, _0=hidden(said)) == []
        shown.openings.pop()
        assert self.also(shown, fact, _0=hidden(said | {"data": {}})) == ["bound"]
        shown.openings.pop()
        assert self.also(shown, fact) == ["bound", "bound"]

    def test_a_catalogue_has_the_items_that_were_adopted(self, shown):
        said = {"standard": f"{40:032x}", "edition": "2025年版", "rows": "ab" * 32}
        adopted = making.act(
            24, act="catalogue.standard_adopted", at=self.AT, commitments=committed(data=said)
        )
        shown.standards = [said | {"object": said["standard"]}]

        assert self.also(shown, adopted) == ["bound"]
        assert self.also(shown, adopted, _0=groups({"data": said})) == []
        shown.standards[0]["rows"] = "cd" * 32
        assert self.also(shown, adopted) == ["standard"]

    def test_a_fact_that_nobody_put_on_record_is_found(self, shown):
        said = {"text": {"title": "批复"}, "data": {"happened_on": "2026-11-01"}}
        fact = making.act(22, act="fact.recorded", at=self.AT, commitments=committed(**said))
        row = {
            "object": self.FACT,
            "organ": making.ORGAN,
            "recorded_at": self.AT.isoformat(),
            "corrects": None,
            "withdrawn_at": None,
        }
        shown.facts = [row]
        assert self.also(shown, fact, _0=groups(said)) == []
        shown.facts = [row, row | {"object": "3" * 32, "corrects": self.FACT}]
        assert self.also(shown, fact) == ["fact"]

    def test_what_hung_is_there_with_its_times(self, shown):
        said = {"data": {"edition": 1}, "files": {}}
        posted = making.act(21, act="delivery.posted", at=self.AT, commitments=committed(**said))
        row = {"object": self.SHEET, "posted_at": self.AT.isoformat(), "removed_at": None}

        assert self.also(shown, posted, _0=hidden(said)) == ["posting"]
        shown.postings = [row]
        assert self.also(shown, posted) == []

    def test_an_organ_is_called_what_the_log_calls_it(self, shown):
        said = {"text": {"name": "县文化局", "duties": ""}, "data": {"kind": "department"}}
        made = making.act(23, act="organ.created", at=self.AT, commitments=committed(**said))
        nothing = {"dissolved_on": None}
        row = {
            **nothing,
            "object": f"{23:032x}",
            "name": "县文化局",
            "duties": "",
            "kind": "department",
        }
        shown.organs = [row]

        assert self.also(shown, made) == ["bound", "bound"]
        assert self.also(shown, made, _0=groups(said)) == []
        shown.organs = [row | {"name": "县旅游局"}]
        assert self.also(shown, made) == ["organ_changed"]

    def test_how_a_duty_ended_must_be_given(self, shown):
        how = {"state": "fulfilled", "late_by": 3, "settled_by": OBJECT}
        shown.one["late_by"] = 3
        done = making.act(
            9,
            act="duty.fulfilled",
            at=self.AT,
            due_on=datetime.date(2026, 12, 18),
            commitments=committed(data=how),
        )
        shown.duties[0] |= {"state": "fulfilled", "late_by": 3, "ended_at": self.AT.isoformat()}

        assert self.also(shown, done) == ["duty_not_opened"]
        assert self.also(shown, done, _0=groups({"data": how})) == []
        shown.duties[0]["late_by"] = shown.one["late_by"] = 0
        assert self.also(shown, done) == ["late_by", "duty_state"]


class TestFiles:
    """What an edition names is fetched."""

    @pytest.fixture
    def attached(self, shown):
        content = b"%PDF-1.7"
        self.digest = hashlib.sha256(content).hexdigest()
        named = [{"name": "表.pdf", "sha256": self.digest}]
        self.entries = [
            making.act(1, commitments=committed(**PUBLIC | {"files": named})),
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
