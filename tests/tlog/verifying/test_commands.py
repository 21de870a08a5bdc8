import io
import json
import os
import runpy
import subprocess
import sys

import pytest

from tests.architecture.tree import ROOT
from tests.tlog import making
from tests.tlog.verifying.opening import committed, extra
from tests.tlog.verifying.shown import ENTRIES as OF_THE_SITE
from tests.tlog.verifying.shown import Shown
from tlog.proofs import Proof
from tlog.verifying import commands
from tlog.verifying.commands import main

KEYS = (making.LOG, making.W1, making.W2)
LEAF = making.act(1, commitments=committed(text={"title": "公告"}))
ENTRIES = [making.act(0), LEAF, making.act(2)]


@pytest.fixture
def place(log):
    making.publish(log, ENTRIES, *KEYS)
    return log.path


@pytest.fixture
def proof(log, place, tmp_path):
    path = tmp_path / "one.tlog-proof"
    made = Proof(
        1, tuple(log.inclusion(1, 3)), log.checkpoint(), extra(LEAF, text={"title": "公告"})
    )
    path.write_text(str(made))
    return path


@pytest.fixture
def verify(capsys):
    """What it answers, on which stream, with which code."""

    def run(*arguments):
        code = main([str(one) for one in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_a_log_that_holds_is_0_in_both_languages(verify, place, policy_file):
    for language, verdict in (("zh", "✓ 核对无误\n"), ("en", "✓ everything holds\n")):
        code, out, err = verify("log", place, "--policy", policy_file, "--lang", language)
        assert (code, err) == (0, "")
        assert out.endswith(verdict)


def test_a_log_that_does_not_hold_is_1(verify, place, policy_file):
    (place / "tile/0/000.p/3").write_bytes(bytes(96))
    for language, verdict in (("zh", "✗ 发现1处问题\n"), ("en", "✗ 1 things do not hold\n")):
        code, out, err = verify("log", place, "--policy", policy_file, "--lang", language)
        assert (code, err) == (1, "")
        assert out.endswith(verdict)


def test_how_it_was_called_is_2(verify, capsys):
    for wrong in (
        [],
        ["nothing"],
        ["log"],
        ["log", "x", "--lang", "fr"],
        ["proof", "x", "--old", "y"],
    ):
        with pytest.raises(SystemExit) as told:
            verify(*wrong)
        assert told.value.code == 2
        assert capsys.readouterr().out == ""


def test_what_cannot_be_checked_is_3_and_says_why(verify, tmp_path, proof):
    for language, why, verdict in (
        ("zh", "没有这个文件夹", "? 无法核对\n"),
        ("en", "there is no folder", "? it cannot be checked\n"),
    ):
        code, out, err = verify("log", tmp_path / "none", "--lang", language)
        assert code == 3
        assert err.startswith(why)
        assert out.endswith(verdict)
    assert verify("proof", proof, "--lang", "en")[2] == "a single proof needs a --policy\n"
    assert verify("proof", tmp_path / "none", "--policy", proof)[0] == 3


def test_what_was_found_before_it_broke_off_is_told(verify, log, place, policy_file):
    """Whoever takes away more than one file shall not be asked to be checked another time."""
    (place / "tile/entries/000.p/3").unlink()
    (place / "tile/0/000.p/3").unlink()
    code, out, err = verify("log", place, "--policy", policy_file, "--lang", "en")

    assert code == 1
    assert "✗ tile/entries/000.p/3 is missing" in out
    assert err == "tile/0/000.p/3 is missing\n"


def test_a_policy_that_is_no_text_is_3(verify, place, tmp_path):
    (tmp_path / "bad").write_bytes(b"\xff\xfe")
    code, _out, err = verify("log", place, "--policy", tmp_path / "bad", "--lang", "en")
    assert code == 3
    assert "line 1 of the policy cannot be read" in err


def test_for_machines_one_object_stands_alone_on_stdout(verify, place, policy_file, tmp_path):
    asked = ("log", place, "--policy", policy_file, "--json")
    code, out, err = verify(*asked)
    assert (code, err) == (0, "")
    assert json.loads(out)["holds"] is True
    assert json.loads(out)["size"] == 3
    assert json.loads(out)["published"] == 3

    (place / "checkpoint").unlink()
    code, out, err = verify(*asked)
    assert code == 3
    assert json.loads(out)["holds"] is None
    assert json.loads(out)["unchecked"] == {"zh": "缺少 checkpoint", "en": "checkpoint is missing"}
    assert err


def test_older_checkpoints_are_compared(verify, place, policy_file, tmp_path):
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.write_text(making.head(ENTRIES[:2]).text)
    bad.write_text(making.head(making.entries(2)).text)
    asked = ("log", place, "--policy", policy_file, "--lang", "en", "--old", good)

    assert verify(*asked)[0] == 0
    code, out, _err = verify(*asked, "--old", bad)
    assert code == 1
    assert "consistent with the older checkpoint of 2 entries" in out
    assert "rewritten" in out


def test_a_proof_is_checked_without_its_log(verify, place, proof, policy_file):
    (place / "checkpoint").unlink()
    code, out, err = verify("proof", proof, "--policy", policy_file, "--lang", "zh")

    assert (code, err) == (0, "")
    assert "标题：公告" in out
    proof.write_text(proof.read_text().replace("index 1", "index 2"))
    assert verify("proof", proof, "--policy", policy_file)[0] == 1


def test_a_site_is_checked_against_its_log(verify, website, log, policy_file, monkeypatch):
    monkeypatch.setattr(commands, "wait", lambda _seconds: None)
    shown = Shown(website)
    making.publish(log, OF_THE_SITE, *KEYS)
    shown.check()
    asked = ("--policy", policy_file, "--lang", "en")

    for address in (website.address, website.address[:-1]):
        code, out, err = verify("site", address, *asked)
        assert (code, err) == (0, "")
        assert "the content of 3 entries" in out
    shown.one["editions"] = 7
    shown.check()
    code, out, _err = verify("site", website.address, *asked)
    assert code == 1
    assert "has 7 editions, 2 were logged" in out


def test_what_is_done_while_it_is_read_alarms_nobody(
    verify, website, log, policy_file, monkeypatch
):
    """The site shows the latest act already, the log's checkpoint only some seconds later."""
    shown = Shown(website)
    shown.check()
    making.publish(log, OF_THE_SITE[:4], *KEYS)
    waited = []

    def publish_meanwhile(seconds):
        waited.append(seconds)
        making.publish(log, OF_THE_SITE, *KEYS)

    monkeypatch.setattr(commands, "wait", publish_meanwhile)

    code, out, _err = verify("site", website.address, "--policy", policy_file)

    assert (code, waited) == (0, [commands.LAG]), out


def test_a_site_that_never_comes_to_rest_is_not_waited_for_for_ever(
    verify, website, log, policy_file, monkeypatch
):
    shown = Shown(website)
    shown.one["editions"] = 7
    shown.check()
    making.publish(log, OF_THE_SITE[:4], *KEYS)
    counts = iter((5, 6))
    monkeypatch.setattr(
        commands,
        "wait",
        lambda _seconds: making.publish(log, OF_THE_SITE[: next(counts)], *KEYS),
    )

    code, out, _err = verify("site", website.address, "--policy", policy_file, "--lang", "en")

    assert code == 1
    assert "has 7 editions, 2 were logged" in out


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh_CN.UTF-8", "核对无误"),
        ("C", "核对无误"),
        ("en_GB.UTF-8", "everything holds"),
        ("de_DE", "everything holds"),
    ],
)
def test_it_speaks_the_language_of_the_machine(
    verify, place, policy_file, monkeypatch, language, said
):
    monkeypatch.setenv("LANG", language)
    assert said in verify("log", place, "--policy", policy_file)[1]


def test_a_terminal_that_cannot_show_a_sign_does_not_change_the_answer(
    place, policy_file, monkeypatch
):
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="ascii"))
    code = main(["log", str(place), "--policy", str(policy_file), "--lang", "zh"])
    sys.stdout.flush()

    assert code == 0
    assert rb"\u2713 \u6838\u5bf9\u65e0\u8bef" in written.getvalue()


def test_a_stream_of_another_kind_is_taken_as_it_is(place, policy_file, monkeypatch):
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert main(["log", str(place), "--policy", str(policy_file), "--lang", "en"]) == 0
    assert sys.stdout.getvalue().endswith("✓ everything holds\n")


def test_it_is_begun_as_a_program(place, policy_file, monkeypatch):
    for module, first in (("tlog", ["verify"]), ("tlog.verifying", [])):
        arguments = [*first, "log", str(place), "--policy", str(policy_file)]
        monkeypatch.setattr(sys, "argv", ["verify", *arguments])
        with pytest.raises(SystemExit) as told:
            runpy.run_module(module, run_name="__main__")
        assert told.value.code == 0


def test_the_command_of_the_checkout_reads_the_folder_one_stands_in(place, policy_file):
    """Its answer is on stdout and nothing else is."""
    done = subprocess.run(
        [ROOT / "bin" / "mingtang", "verify", "log", place.name, "--json"],
        cwd=place.parent,
        env=os.environ | {"LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3, done.stderr
    assert json.loads(done.stdout)["unchecked"]["en"] == "policy is missing"
