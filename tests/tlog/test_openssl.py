import subprocess

import pytest

from tlog import openssl as program
from tlog.openssl import Denied, NoOpenssl, openssl


def test_it_finds_the_files_it_is_given_by_their_names():
    assert openssl("dgst", "-sm3", "-r", "content", content=b"abc").startswith(b"66c7f0f462eeedd9")


def test_why_it_says_no_is_told():
    with pytest.raises(Denied, match="openssl: not enough data"):
        openssl("ts", "-verify", "-in", "answer", "-data", "answer", answer=b"no")


def test_a_machine_without_it_says_what_to_do(monkeypatch):
    monkeypatch.setattr(program, "PROGRAM", "there-is-no-such-program")

    with pytest.raises(NoOpenssl, match="apt-get install openssl"):
        openssl("version")


def test_one_that_hangs_is_not_waited_for(monkeypatch):
    def hang(*_arguments, **_given):
        raise subprocess.TimeoutExpired("openssl", 20)

    monkeypatch.setattr(subprocess, "run", hang)

    with pytest.raises(Denied, match="did not come to an end"):
        openssl("version")


def test_one_that_says_nothing_has_not_done_it(monkeypatch):
    monkeypatch.setattr(
        subprocess, "run", lambda *_a, **_k: subprocess.CompletedProcess([], 1, b"", b"")
    )

    with pytest.raises(Denied, match="openssl: \\?"):
        openssl("version")
