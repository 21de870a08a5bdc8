"""The feed of acts that a site gives, beside the log."""

import json

import pytest

from tests.tlog import making
from tests.tlog.verifying.shown import told
from tlog.errors import Broken
from tlog.merkle import leaf_hash
from tlog.verifying.feed import Feed, _entry
from tlog.verifying.reports import Report

ENTRIES = [making.act(number) for number in range(300)]


class Given:
    """Answers with the rows it has, a few at a time."""

    def __init__(self):
        self.rows = [told(*one) for one in enumerate(ENTRIES)]

    def read(self, name):
        words = dict(one.split("=") for one in name.split("?")[1].split("&"))
        since = int(words["since"])
        return json.dumps({"acts": self.rows[since : since + min(int(words["limit"]), 7)]}).encode()


@pytest.fixture
def given():
    return Given()


def compare(given, entries=ENTRIES):
    report, hashes = Report(), [b"" if one is None else leaf_hash(one) for one in entries]
    given.barred = Feed(given).compare(hashes, report)
    return [(found.kind, found.index) for found in report.findings]


def test_what_is_told_as_it_was_logged_holds(given):
    assert compare(given) == []
    assert compare(given, ENTRIES[:12]) == []
    assert compare(given, []) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda row: row.update(hash="0" * 64),
        lambda row: row.update(leaf="anything"),
        lambda row: row.update(leaf=1.5),
        lambda row: row["leaf"].update(at="2026-01-01T00:00:00Z"),
    ],
)
def test_an_act_told_otherwise_is_found_by_its_index(given, change):
    change(given.rows[20])
    assert compare(given) == [("feed", 20)]


def test_two_that_changed_places_are_a_gap(given):
    given.rows[20], given.rows[21] = given.rows[21], given.rows[20]
    assert compare(given)[-1][0] == "feed"


def test_acts_that_are_not_told_are_missed(given):
    del given.rows[290:]
    assert compare(given) == [("feed", 290)]


def test_of_a_barred_one_its_hash_is_compared_and_that_it_is_barred_is_told(given):
    given.rows[20]["leaf"] = None
    for entries in (ENTRIES, [*ENTRIES[:20], None, *ENTRIES[21:]]):
        assert compare(given, entries) == []
        assert given.barred == {20}
    given.rows[20]["hash"] = "0" * 64
    assert compare(given) == [("feed", 20)]


@pytest.mark.parametrize("answer", [b"[]", b"{}", b"x", b'{"acts": [1]}', b'{"acts": null}'])
def test_an_answer_that_is_none_is_refused(given, answer):
    given.read = lambda _name: answer
    with pytest.raises(Broken, match="cannot be read"):
        compare(given)


def test_an_entry_that_cannot_be_written_down_is_none_of_the_log():
    assert _entry({"leaf": float("nan")}) == b""
    assert _entry({"leaf": None}) is None
