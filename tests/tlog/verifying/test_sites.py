"""A whole site against its log."""

import datetime
import json

import pytest

from tests.tlog import making
from tests.tlog.verifying.opening import committed
from tests.tlog.verifying.shown import (
    ASKED,
    AT,
    DUE,
    DUTY,
    ENTRIES,
    FACT,
    OBJECT,
    SAID,
    SHEET,
    dispute,
    groups,
    hidden,
    kinds,
    received,
)
from tlog.errors import Broken


def test_a_site_that_shows_what_was_logged(shown):
    report = shown.check()

    assert report.findings == []
    assert [one.english for one in report.facts] == ["the content of 3 entries"]


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


def test_a_dispute_is_there_as_it_was_received(shown):
    whole = groups({"text": SAID, "data": ASKED})
    shown.disputes = [dispute()]
    assert shown.also(received(), _0=whole) == []

    shown.disputes = [dispute(due="2027-12-01")]
    assert shown.also(received(), _0=whole) == ["dispute_moved"]
    shown.disputes = []
    assert shown.also(received(), _0=whole) == ["dispute_gone"]


def test_a_fact_is_opened_or_compared_by_what_it_commits_to(shown):
    said = {"text": {"title": "批复"}, "data": {"happened_on": "2026-11-01"}}
    fact = making.act(22, act="fact.recorded", at=AT, commitments=committed(**said))

    assert shown.also(fact, _0=groups(said)) == []
    shown.openings.pop()
    assert shown.also(fact, _0=hidden(said)) == []
    shown.openings.pop()
    assert shown.also(fact, _0=hidden(said | {"data": {}})) == ["bound"]
    shown.openings.pop()
    assert shown.also(fact) == ["bound", "bound"]


def test_a_catalogue_has_the_items_that_were_adopted(shown):
    said = {"standard": f"{40:032x}", "edition": "2025年版", "rows": "ab" * 32}
    adopted = making.act(
        24, act="catalogue.standard_adopted", at=AT, commitments=committed(data=said)
    )
    shown.standards = [said | {"object": said["standard"]}]

    assert shown.also(adopted) == ["bound"]
    assert shown.also(adopted, _0=groups({"data": said})) == []
    shown.standards[0]["rows"] = "cd" * 32
    assert shown.also(adopted) == ["standard"]


def test_a_fact_that_nobody_put_on_record_is_found(shown):
    said = {"text": {"title": "批复"}, "data": {"happened_on": "2026-11-01"}}
    fact = making.act(22, act="fact.recorded", at=AT, commitments=committed(**said))
    row = {
        "object": FACT,
        "organ": making.ORGAN,
        "recorded_at": AT.isoformat(),
        "corrects": None,
        "corrected_because": "",
        "withdrawn_at": None,
        "withdrawn_because": "",
    }
    shown.facts = [row]
    assert shown.also(fact, _0=groups(said)) == []
    shown.facts = [row, row | {"object": "3" * 32, "corrects": FACT}]
    assert shown.also(fact) == ["fact"]


def test_what_hung_is_there_with_its_times(shown):
    said = {"data": {"edition": 1}, "files": {}}
    posted = making.act(21, act="delivery.posted", at=AT, commitments=committed(**said))
    row = {"object": SHEET, "posted_at": AT.isoformat(), "removed_at": None}

    assert shown.also(posted, _0=hidden(said)) == ["posting"]
    shown.postings = [row]
    assert shown.also(posted) == []


def test_an_organ_is_called_what_the_log_calls_it(shown):
    said = {"text": {"name": "县文化局", "duties": ""}, "data": {"kind": "department"}}
    made = making.act(23, act="organ.created", at=AT, commitments=committed(**said))
    nothing = {"dissolved_on": None}
    row = {
        **nothing,
        "object": f"{23:032x}",
        "code": json.loads(made)["org"],
        "name": "县文化局",
        "duties": "",
        "kind": "department",
    }
    shown.organs = [row]

    assert shown.also(made) == ["bound", "bound"]
    assert shown.also(made, _0=groups(said)) == []
    shown.organs = [row | {"name": "县旅游局"}]
    assert shown.also(made) == ["organ_changed"]


def test_how_a_duty_ended_must_be_given(shown):
    how = {"state": "fulfilled", "late_by": 3, "settled_by": OBJECT}
    shown.one["late_by"] = 3
    done = making.act(
        9,
        act="duty.fulfilled",
        at=AT,
        due_on=datetime.date(2026, 12, 18),
        commitments=committed(data=how),
    )
    shown.duties[0] |= {"state": "fulfilled", "late_by": 3, "ended_at": AT.isoformat()}

    assert shown.also(done) == ["duty_not_opened"]
    assert shown.also(done, _0=groups({"data": how})) == []
    shown.duties[0]["late_by"] = shown.one["late_by"] = 0
    assert shown.also(done) == ["late_by", "duty_state"]


def test_what_ended_a_duty_is_shown_as_its_answer(shown):
    how = {"state": "fulfilled", "late_by": None, "settled_by": OBJECT}
    done, again = (
        making.act(
            9,
            act=act,
            at=AT,
            due_on=DUE,
            previous=previous,
            commitments=committed(data=how),
        )
        for act, previous in (("duty.fulfilled", None), ("duty.reopened", 6))
    )
    ended = {"state": "fulfilled", "ended_at": AT.isoformat()}
    shown.duties = [shown.duties[0] | ended]
    shown.one["duty"] = "5" * 32
    assert shown.also(done, _0=groups({"data": how})) == ["answer"]

    shown.duties = [shown.duties[0] | {"state": "open", "ended_at": None}]
    assert shown.also(done, again) == []


def test_a_year_of_holidays_that_is_newer_than_this_verifier_is_not_called_good(shown):
    said = {
        "text": {"name": "示范县"},
        "data": {"code": "990001", "notices": [["", 2026, 1, "aa"]]},
    }
    founded = making.act(25, act="county.founded", at=AT, commitments=committed(**said))
    shipped = {"area": "", "year": 2026, "version": 1, "digest": "aa", "recorded_at": None}
    shown.counties = [
        {
            "object": f"{25:032x}",
            "code": "990001",
            "notices": [shipped, shipped | {"year": 2099, "digest": "bb"}],
        }
    ]

    assert shown.also(founded, _0=groups(said)) == []
    assert "2099" in shown.ask([*ENTRIES, founded]).unchecked.english
