import pytest

from tests.tlog import making
from tlog.errors import Broken
from tlog.notes import Note
from tlog.policies import read_policy
from tlog.verifying.older import Older, check_signatures, read_older
from tlog.verifying.reports import Report

ENTRIES = making.entries(5)
HEAD = making.head(ENTRIES)
NEW = making.secret("new")


def test_an_older_checkpoint_is_a_note_or_three_lines_of_a_newspaper():
    head = making.head(ENTRIES[:5])
    note = making.signed(head.text, making.LOG)

    assert read_older(str(note).encode()) == Older(head, note)
    assert read_older(head.text.encode()) == Older(head)
    assert read_older(f"  {head.text.replace(chr(10), '   ')} 人民日报".encode()) == Older(head)


@pytest.mark.parametrize("written", ["", "origin 5", "origin five AAAA", "origin 5 AAAA"])
def test_what_is_no_older_checkpoint_is_refused(written):
    with pytest.raises(Broken, match="not a signed note|not a hash"):
        read_older(written.encode())


def checked(note, *logs):
    """Whether it counts as signed; kinds of findings, and notes."""
    report = Report()
    policies = [read_policy(making.policy(log=log)) for log in logs or [making.LOG]]
    signed = check_signatures([Older(HEAD, note)], policies, report)
    assert signed in ([], [HEAD])
    found = [one.kind for one in report.findings]
    return bool(signed), found, [one.english for one in report.notes]


def test_one_that_a_key_of_the_policy_has_signed_counts():
    assert checked(making.signed(HEAD.text, making.LOG)) == (True, [], [])


def test_so_does_one_of_former_keys_if_their_policy_is_given():
    note = making.signed(HEAD.text, making.LOG)
    is_signed, found, notes = checked(note, NEW)
    assert (is_signed, found) == (False, [])
    assert "--old-policy" in notes[0]
    assert checked(note, NEW, making.LOG) == (True, [], [])


def test_a_false_signature_is_found():
    line = making.signed(making.head(ENTRIES[:4]).text, making.LOG).signatures
    assert checked(Note(HEAD.text, line)) == (False, ["old_signature"], [])


def test_the_key_of_another_log_signs_nothing():
    is_signed, found, notes = checked(making.signed(HEAD.text, making.OTHER), making.OTHER)
    assert (is_signed, found, len(notes)) == (False, [], 1)


def test_three_lines_are_told_to_have_no_signature():
    assert checked(None) == (
        False,
        [],
        ["the older checkpoint of 5 entries is three lines, without a signature"],
    )
