"""Files that were made are kept by a digest, within bounds."""

import pytest

from mingtang.foundation import kept_files
from mingtang.foundation.kept_files import KeptFiles


def counted(answers):
    """Makes what it is told, and keeps what it was asked."""
    asked = []

    def make(said):
        asked.append(said)
        return answers[said]

    return make, asked


def test_the_same_is_made_once():
    make, asked = counted({b"a": b"file"})
    kept = KeptFiles(100)

    assert [kept.made(b"a", make), kept.made(b"a", make)] == [b"file", b"file"]
    assert asked == [b"a"]
    kept.clear()
    assert kept.size == 0
    kept.made(b"a", make)
    assert asked == [b"a", b"a"]


def test_that_nothing_could_be_made_is_kept_too_but_no_fault():
    make, asked = counted({b"a": None})
    kept = KeptFiles(100)

    assert [kept.made(b"a", make), kept.made(b"a", make)] == [None, None]
    assert asked == [b"a"]
    with pytest.raises(KeyError):
        kept.made(b"b", make)
    with pytest.raises(KeyError):
        kept.made(b"b", make)
    assert asked == [b"a", b"b", b"b"]


def test_the_memory_is_bounded_and_what_was_asked_for_longest_ago_goes_first():
    make, asked = counted({b"a": b"x" * 40, b"b": b"x" * 40, b"c": b"x" * 40, b"huge": b"x" * 101})
    kept = KeptFiles(100)
    for said in (b"a", b"b", b"a", b"c", b"huge"):
        kept.made(said, make)

    assert kept.size == 80
    asked.clear()
    for said in (b"a", b"c", b"huge", b"b"):
        kept.made(said, make)
    assert asked == [b"huge", b"b"]


def test_the_number_of_files_is_bounded_too(monkeypatch):
    monkeypatch.setattr(kept_files, "MOST_FILES", 2)
    make, asked = counted(dict.fromkeys((b"a", b"b", b"c")))
    kept = KeptFiles(100)
    for said in (b"a", b"b", b"c", b"a"):
        kept.made(said, make)

    assert asked == [b"a", b"b", b"c", b"a"]


def test_what_another_made_at_the_same_time_stays():
    kept = KeptFiles(100)

    def slow(said):
        kept.made(said, lambda _said: b"theirs")
        return b"ours"

    assert kept.made(b"a", slow) == b"ours"
    assert kept.made(b"a", slow) == b"theirs"
    assert kept.size == len(b"theirs")
