"""What a site opens of the entries of its log."""

import pytest

from tests.tlog import making
from tests.tlog.verifying.opening import committed, opened
from tests.tlog.verifying.shown import ENTRIES, OBJECT, groups, kinds


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
