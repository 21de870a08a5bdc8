import contextlib
import os
import runpy
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

import pytest

from tests.architecture.tree import ROOT
from tests.tlog import making
from tests.tlog.test_signer import wait_for
from tlog import asked
from tlog import witness as witnessing
from tlog.commands import main
from tlog.cosignatures import signed_by
from tlog.errors import Broken
from tlog.heads import Heads, Refused
from tlog.keyring import Keyring
from tlog.notes import read_key, read_note
from tlog.signing import AskSigner


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "signer"


@pytest.fixture
def say(capsys):
    def run(*arguments):
        code = main([str(one) for one in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def sign(say, folder):
    """A command of the signer."""
    return lambda *arguments: say("signer", "--folder", folder, *arguments)


def test_keys_are_made_shown_and_retired(sign):
    code, first, err = sign("make-key", making.ORIGIN)
    assert (code, err) == (0, "")
    _code, second, _err = sign("make-key", making.ORIGIN)
    assert sign("keys", making.ORIGIN) == (0, first + second, "")

    old = read_key(first)
    assert sign("retire-key", making.ORIGIN, old.key_id.hex()) == (0, first, "")
    assert sign("keys", making.ORIGIN) == (0, second, "")


def test_a_log_that_was_given_up_is_signed_no_more(sign):
    sign("make-key", making.ORIGIN)

    assert sign("close", making.ORIGIN) == (0, making.head([]).text, "")
    assert sign("keys", making.ORIGIN)[0] == 1
    for origin in ("another.example/log", making.ORIGIN):
        assert sign("close", origin)[0] == (0 if origin == making.ORIGIN else 1)


def test_what_went_wrong_is_said_in_both_languages_and_is_1(sign, say, tmp_path):
    for code, out, err in (
        sign("keys", making.ORIGIN),
        sign("retire-key", making.ORIGIN, "00000000"),
        sign("adopt", tmp_path / "none"),
        say("witness", "--folder", tmp_path / "none", "serve", "--port", 0),
    ):
        chinese, english = err.splitlines()
        assert (code, out) == (1, "")
        assert not chinese.isascii()
        assert english.isascii()


def test_how_it_was_called_is_2(say, capsys):
    for wrong in ([], ["signer"], ["signer", "--folder", "x"], ["witness", "make", "name"]):
        with pytest.raises(SystemExit) as told:
            say(*wrong)
        assert told.value.code == 2
    capsys.readouterr()


@pytest.fixture
def published(folder, tmp_path):
    """A checkpoint that this signer signed once; then its heads were lost."""
    ring = Keyring.of(folder / "keys", making.ORIGIN)
    ring.folder.mkdir(parents=True)
    (ring.folder / "001.key").write_text(f"{making.LOG}\n")
    head, path = making.head(making.entries(5)), tmp_path / "checkpoint"
    path.write_text(str(making.signed(head.text, making.LOG)))
    return path


def test_a_lost_head_is_taken_from_the_published_checkpoint(sign, folder, published):
    assert sign("adopt", published) == (0, f"{making.ORIGIN} 5\n", "")
    (kept,) = (folder / "heads").glob("*.json")
    assert b'"size": 5' in kept.read_bytes()


def test_the_three_lines_of_a_newspaper_are_taken_with_a_warning(sign, published):
    published.write_text("".join(published.read_text().splitlines(keepends=True)[:3]))
    code, out, err = sign("adopt", published)
    assert (code, out) == (1, "")
    assert "--unsigned" in err
    code, out, err = sign("adopt", "--unsigned", published)
    assert (code, out) == (0, f"{making.ORIGIN} 5\n")
    assert "no signature was checked" in err
    assert "逐字对照" in err


def test_after_a_clock_that_ran_ahead_signer_and_witness_go_on(sign, say, folder, tmp_path):
    ahead, head = int(time.time()) + 10**6, making.head(making.entries(5))
    witness = tmp_path / "w"
    for own in (folder, witness):
        Heads(own / "heads").adopt(head, at=ahead)

    assert sign("trust-clock", making.ORIGIN) == (0, f"{making.ORIGIN} 5\n", "")
    assert say("witness", "--folder", witness, "trust-clock", making.ORIGIN)[0] == 0
    for own in (folder, witness):
        assert Heads(own / "heads").latest(making.ORIGIN).at < ahead - 10**5
    assert sign("trust-clock", "another.example/log")[0] == 1


def test_a_witness_is_made_once(say, tmp_path):
    code, out, _err = say("witness", "--folder", tmp_path / "w", "make", "w.example/w1")
    assert code == 0
    assert read_key(out).name == "w.example/w1"
    assert say("witness", "--folder", tmp_path / "w", "make", "w.example/w1")[0] == 1


@contextlib.contextmanager
def stopped_when(is_there):
    """Stops this very process's server, as a service manager would, once it has answered."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    umask, found = os.umask(0o022), []

    def stop():
        found.append(wait_for(is_there))
        os.kill(os.getpid(), signal.SIGTERM)

    thread = threading.Thread(target=stop)
    thread.start()
    try:
        yield found
    finally:
        thread.join()
        os.umask(umask)
        for number, handler in handlers.items():
            signal.signal(number, handler)


def test_the_signer_answers_until_it_is_stopped(sign, folder):
    def seen():
        (key,) = AskSigner(folder / "socket").keys(making.ORIGIN)
        return key.name, (folder / "socket").stat().st_mode & 0o777

    with stopped_when(seen) as found:
        code, _out, err = sign("serve", "--makes-keys")

    assert (code, err) == (0, "")
    assert found == [(making.ORIGIN, 0o660)]
    assert not (folder / "socket").exists()


def test_the_witness_answers_until_it_is_stopped(say, tmp_path):
    folder = tmp_path / "w"
    say("witness", "--folder", folder, "make", "w.example/w1")
    with socket.create_server(("127.0.0.1", 0)) as trial:
        port = trial.getsockname()[1]

    def answer():
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as said:
                return said.read().decode()
        except OSError as problem:
            raise Broken("没有", "not yet") from problem

    with stopped_when(answer) as found:
        code, out, _err = say("witness", "--folder", folder, "serve", "--port", port)

    assert code == 0
    key, ready = out.splitlines()
    assert found == [f"{key}\n"]
    assert ready == f"ready: http://127.0.0.1:{port}/"


def test_a_port_that_is_taken_is_named(say, tmp_path):
    say("witness", "--folder", tmp_path / "w", "make", "w.example/w1")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, _out, err = say("witness", "--folder", tmp_path / "w", "serve", "--port", port)

    assert code == 1
    assert f"cannot listen on 127.0.0.1:{port}" in err


def test_it_is_begun_as_a_program(folder, monkeypatch, capsys):
    monkeypatch.setattr(
        sys, "argv", ["tlog", "signer", "--folder", str(folder), "make-key", making.ORIGIN]
    )
    with pytest.raises(SystemExit) as told:
        runpy.run_module("tlog", run_name="__main__")
    assert told.value.code == 0
    assert read_key(capsys.readouterr().out).name == making.ORIGIN


@contextlib.contextmanager
def process(*arguments):
    """A process of its own, killed without warning at the end."""
    started = subprocess.Popen(
        [sys.executable, "-m", "tlog", *(str(one) for one in arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        with started.stdout:
            yield started
    finally:
        started.kill()
        started.wait()


def test_a_signer_that_was_killed_knows_what_it_signed(folder):
    head, shorter = making.head(making.entries(5)), making.head(making.entries(3))
    ask = AskSigner(folder / "socket")
    with process("signer", "--folder", folder, "serve", "--makes-keys"):
        keys = wait_for(lambda: ask.keys(making.ORIGIN))
        note = ask.sign(head, old=0, proof=[])
        assert signed_by(note, keys) == keys
    with process("signer", "--folder", folder, "serve", "--makes-keys"):
        assert wait_for(lambda: ask.keys(making.ORIGIN)) == keys
        with pytest.raises(Refused) as told:
            ask.sign(shorter, old=0, proof=[])
        assert (told.value.code, told.value.size) == (409, 5)
        assert ask.sign(head, old=5, proof=[]) == note


def test_in_a_folder_with_a_long_name_the_second_signer_is_refused_and_the_first_goes_on(tmp_path):
    folder = tmp_path / ("long" * 50)
    ask, serve = AskSigner(folder / "socket"), ("signer", "--folder", folder, "serve")
    with process(*serve, "--makes-keys") as first:
        keys = wait_for(lambda: ask.keys(making.ORIGIN))
        second = subprocess.run(
            [sys.executable, "-m", "tlog", *(str(one) for one in serve)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert second.returncode == 1
        assert f"{folder} 已有签名程序在运行" in second.stderr
        assert "a signer runs on" in second.stderr
        assert ask.keys(making.ORIGIN) == keys
        assert first.poll() is None


def test_a_witness_that_was_killed_knows_what_it_saw(tmp_path):
    folder = tmp_path / "w"
    witnessing.make(folder, "w.example/w1")
    (folder / witnessing.LOGS).write_text(f"{making.LOG.key}\n")
    note = making.signed(making.head(making.entries(5)).text, making.LOG)
    fork = making.signed(making.head(making.entries(5, "x")).text, making.LOG)
    codes = []
    for _time in range(2):
        with process("witness", "--folder", folder, "serve", "--port", 0) as witness:
            witness.stdout.readline()
            address = witness.stdout.readline().split()[1]
            codes += [add(address, one, old) for one, old in ((note, 0), (note, 5), (fork, 5))]

    assert codes == [200, 200, 422, 409, 200, 422]


def add(address, note, old):
    body = asked.written(old, (), str(note).encode())
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}add-checkpoint", body, timeout=10) as answer:
                read_note(f"{note.text}\n".encode() + answer.read())
                return answer.status
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code
        except OSError:
            time.sleep(0.05)
    raise AssertionError("it never answered")
