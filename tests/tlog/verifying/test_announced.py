"""New keys that entries announce: which they are, whether they sign, and whom to believe."""

import json

import pytest

from tests.tlog import making
from tests.tlog.verifying.opening import committed, opened
from tlog.policies import read_policy
from tlog.verifying import logs
from tlog.verifying.acts import Acts
from tlog.verifying.announced import read_openings
from tlog.verifying.history import check_history
from tlog.verifying.older import Older
from tlog.verifying.reports import FOUND, NOT_CHECKED, Report
from tlog.verifying.sources import FolderSource

OLD, NEW = making.LOG, making.secret("new")
ACTS = [making.act(number) for number in range(5)]
INDEX = 5
ID = NEW.key.key_id.hex()


def announcing(data):
    return making.act(60, act="log.key_announced", commitments=committed(data=data))


class Place:
    def __init__(self, folder):
        self.folder = folder

    def see(
        self, *keys, vkey=str(NEW.key), older=(), is_opened=True, listed=None, more=(), lines=()
    ):
        """What is found in a log that those keys signed, by whoever trusts the old one."""
        entries = [*ACTS, announcing({"vkey": vkey}), making.act(61), *more]
        note = making.publish(self.folder, entries, *keys)
        self.folder.publish(logs.Note(note.text, (*note.signatures, *lines)))
        if listed:
            self.folder.write("log.vkeys", "".join(f"{one.key}\n" for one in listed).encode())
        report, source = Report(), FolderSource(self.folder.path)
        log = logs.opened(source, read_policy(making.policy(log=OLD)), report)
        acts = Acts(report)
        kept = [Older(making.head(entries[:size]), note) for size, note in older]
        logs.read_all(source, log, [one.head for one in kept], acts.see, report)
        rows = [{"index": INDEX, "c": {"data": opened({"vkey": vkey})}}]
        if is_opened:
            read_openings(json.dumps({"openings": rows}).encode(), acts, report)
        check_history(source, log, acts, kept, [], report)
        return report


@pytest.fixture
def place(log):
    return Place(log)


def kinds(report):
    return [found.kind for found in report.findings]


def words(report):
    return [one.english for one in (*report.facts, *report.notes)]


def kept(size):
    """Somebody kept it while the old key signed."""
    entries = [*ACTS, announcing({"vkey": str(NEW.key)}), making.act(61)]
    return size, making.signed(making.head(entries[:size]).text, OLD)


def test_a_key_that_was_announced_and_signs_is_named(place):
    report = place.see(OLD, NEW, listed=[OLD, NEW])

    assert kinds(report) == []
    assert f"entry {INDEX} announces the key {NEW.key}" in words(report)
    assert any(f"the key {ID} has signed the newest checkpoint" in one for one in words(report))


def test_by_an_older_checkpoint_of_the_old_key_the_new_one_is_believed(place):
    """The old key has signed the entry that names the new one, and signs no more."""
    report = place.see(NEW, older=[kept(6)])
    assert (kinds(report), report.code) == ([], NOT_CHECKED), "the policy is still an old one"
    assert any("it may be put into the policy" in one for one in words(report))


@pytest.mark.parametrize("is_opened", [True, False])
def test_after_an_honest_retirement_the_old_policy_alone_decides_nothing(place, is_opened):
    report = place.see(NEW, is_opened=is_opened)

    assert (kinds(report), report.code) == ([], NOT_CHECKED)
    assert "no key of the policy has signed the checkpoint" in report.unchecked.english
    assert report.unchecked.english in words(report)


@pytest.mark.parametrize("vkey", [str(making.secret("third").key), str(OLD.key), "no key"])
def test_a_key_that_signs_and_was_never_announced_is_found(place, vkey):
    report = place.see(NEW, vkey=vkey)

    assert ("bad_signature" in kinds(report), report.code) == (True, FOUND)


def test_so_is_a_false_signature_of_the_old_key(place):
    false = making.signed(making.head(ACTS).text, OLD).signatures

    assert kinds(place.see(NEW, lines=false)) == ["bad_signature"]


@pytest.mark.parametrize("older", [[], [kept(5)], [(6, None)]])
def test_without_one_that_holds_the_entry_it_is_said_what_it_takes(place, older):
    report = place.see(NEW, older=older)
    (told,) = [one for one in words(report) if "to trust it, give with --old" in one]
    assert f"a checkpoint of more than {INDEX} entries" in told


def test_a_key_that_does_not_sign_is_told(place):
    told = f"the newest checkpoint is not signed by the key {ID} of entry {INDEX}"
    false = making.signed(making.head(ACTS).text, NEW).signatures
    for lines in ((), false):
        assert told in words(place.see(OLD, lines=lines))


def test_a_key_that_the_policy_has_is_no_news(place):
    report = place.see(OLD, vkey=str(OLD.key))
    assert [one for one in words(report) if "the key" in one] == [
        f"entry {INDEX} announces the key {OLD.key}"
    ]


def test_a_key_that_nobody_announced_is_told(place):
    report = place.see(OLD, listed=[OLD, NEW, making.secret("third")])
    (told,) = [one for one in words(report) if "log.vkeys holds a key" in one]
    assert str(making.secret("third").key) in told


def test_nobody_is_told_that_a_key_is_not_announced_while_it_may_be(place):
    report = place.see(OLD, listed=[OLD, NEW], is_opened=False)
    (told,) = [one for one in words(report) if "log.vkeys holds a key" in one]
    assert "whether it is the one announced is not said" in told
    assert str(NEW.key) in told


def test_which_key_it_is_is_not_in_the_entry_itself(place):
    report = place.see(OLD, is_opened=False)
    assert kinds(report) == []
    assert (
        f"entry {INDEX} announces a new key; which one, verify site or --openings will tell"
    ) in words(report)


@pytest.mark.parametrize("vkey", ["no key", str(making.OTHER.key)])
def test_what_is_no_key_of_this_log_is_found(place, vkey):
    report = place.see(OLD, vkey=vkey)
    assert [(one.kind, one.index) for one in report.findings] == [("key", INDEX)]


def test_the_key_of_a_log_that_was_given_up_later_was_right_then(place):
    begun = making.act(62, act="log.begun_anew")
    report = place.see(OLD, vkey=str(making.OTHER.key), more=[begun])
    assert kinds(report) == []
    assert f"entry {INDEX} announces the key {making.OTHER.key}" in words(report)
