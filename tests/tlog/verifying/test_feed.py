"""The feed of acts that a site gives, beside the log."""

import json

import pytest

from tests.tlog import making
from tests.tlog.verifying.test_sites import told
from tlog.errors import Broken
from tlog.folder import Folder
from tlog.merkle import leaf_hash
from tlog.policies import read_policy
from tlog.verifying.feed import Feed, _entry
from tlog.verifying.logs import opened, read_all
from tlog.verifying.reports import Report
from tlog.verifying.sources import FolderSource

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
    report = Report()
    Feed(given).compare([b"" if one is None else leaf_hash(one) for one in entries], report)
    return [(found.kind, found.index) for found in report.findings]


def test_what_is_told_as_it_was_logged_holds(given):
    assert compare(given) == []
    assert compare(given, ENTRIES[:12]) == []
    assert compare(given, []) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda row: row.update(hash="0" * 64),
        lambda row: row.update(leaf=None),
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


def test_nothing_is_said_of_a_barred_one(given):
    given.rows[20]["leaf"] = None
    assert compare(given, [*ENTRIES[:20], None, *ENTRIES[21:]]) == []


@pytest.mark.parametrize("answer", [b"[]", b"{}", b"x", b'{"acts": [1]}', b'{"acts": null}'])
def test_an_answer_that_is_none_is_refused(given, answer):
    given.read = lambda _name: answer
    with pytest.raises(Broken, match="cannot be read"):
        compare(given)


@pytest.fixture
def seen(tmp_path, given):
    """What is seen of the entries where the first bundle must not be served."""
    folder = Folder(tmp_path / "log")
    making.publish(folder, ENTRIES, making.LOG)
    folder.bar(0)

    def read():
        report, entries, source = Report(), [], FolderSource(folder.path)
        log = opened(source, read_policy(making.policy()), report)
        read_all(source, log, [], lambda _at, one: entries.append(one), report, Feed(given).bundle)
        return entries, report

    return read


def test_of_a_bundle_that_is_barred_the_other_entries_are_told(given, seen):
    given.read = Whole(given.rows)
    given.rows[20]["leaf"] = None
    entries, report = seen()

    assert entries == [*ENTRIES[:20], None, *ENTRIES[21:]]
    assert report.findings == []
    assert [one.english for one in report.notes] == ["1 entries are barred by law"]


def test_one_that_is_told_and_not_in_the_tree_counts_for_nothing(given, seen):
    given.read = Whole(given.rows)
    given.rows[20]["leaf"] = None
    given.rows[30]["leaf"]["at"] = "2026-01-01T00:00:00Z"

    assert [at for at, entry in enumerate(seen()[0]) if entry is None] == [20, 30]


def test_where_they_are_not_told_nothing_is_known_of_them(given, seen):
    given.rows.clear()
    assert seen()[0] == [None] * 256 + ENTRIES[256:]


class Whole:
    """All rows at once."""

    def __init__(self, rows):
        self.rows = rows

    def __call__(self, _name):
        return json.dumps({"acts": self.rows}).encode()


def test_an_entry_that_cannot_be_written_down_is_none_of_the_log():
    assert _entry({"leaf": float("nan")}) == b""
    assert _entry({"leaf": None}) is None
