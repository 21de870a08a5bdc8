import io
import json
import os
import runpy
import subprocess
import sys

import pytest

from scoreboard import commands
from scoreboard.handed_out import one_file
from scoreboard.sources import Kept
from tests.scoreboard.saying import Saying, checked, duty, ended


@pytest.fixture
def saying():
    return Saying([*(ended(number) for number in range(1, 12)), duty(20), duty(21, item="B")])


@pytest.fixture
def folder(saying, tmp_path):
    """What a site answered, kept."""
    checked(Kept(saying, tmp_path / "kept"))
    return tmp_path / "kept"


def run(*words):
    return commands.main([str(word) for word in words])


def test_figures_that_agree_are_shown_with_both_their_numbers(folder, capsys):
    assert run("--from", folder, "--lang", "zh") == 0

    said = capsys.readouterr().out
    assert "11320400MB1234567X 县住建局  84.6% 11/13  0.0% 0/13   15.4% 2/13" in said
    assert said.endswith("✓ 与网站的数字一致\n")


def test_all_groups_can_be_shown_and_few_are_marked(folder, capsys):
    assert run("--from", folder, "--by", "all", "--lang", "en") == 0

    said = capsys.readouterr().out
    assert "B 办税指南  0/1 (few)" in said
    assert "2026-10  84.6% 11/13" in said
    assert "✓ the site's figures agree" in said


def test_figures_that_do_not_agree_are_named(saying, tmp_path, capsys):
    saying.changed["tier", "county"] = {"late_open": 0}
    checked(Kept(saying, tmp_path / "kept"))

    assert run("--from", tmp_path / "kept", "--json") == 1

    said = json.loads(capsys.readouterr().out)
    assert said["holds"] is False
    assert said["findings"][0]["en"] == "tier county: overdue is 0 on the site, 2 made again"
    assert said["scoreboard"]["tier"]["county"]["late_open"] == 2
    assert (said["on"], said["since"], said["until"]) == (
        "2026-11-26",
        "2026-01-01",
        "2026-12-31",
    )


def test_what_is_asked_for_without_bounds_is_said_so(saying, tmp_path, capsys):
    narrowed = {"since": "2026-10-01"}
    checked(Kept(saying, tmp_path / "kept"), narrowed=narrowed)

    assert run("--from", tmp_path / "kept", "--since", "2026-10-01", "--json") == 0
    assert json.loads(capsys.readouterr().out)["until"] is None

    narrowed = {"until": "2026-10-31"}
    checked(Kept(saying, tmp_path / "kept"), narrowed=narrowed)
    assert run("--from", tmp_path / "kept", "--until", "2026-10-31", "--json") == 0
    assert json.loads(capsys.readouterr().out)["since"] is None


def test_what_cannot_be_made_is_said_with_a_code_of_its_own(tmp_path, capsys):
    assert run("--from", tmp_path, "--lang", "en") == 3

    told = capsys.readouterr()
    assert "no answers were kept" in told.err
    assert "recompute scoreboard ADDRESS --keep FOLDER" in told.err
    assert "? it cannot be checked" in told.out


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "were not kept in"), ("zh", "没有存下按这些条件筛选的网站数字")]
)
def test_other_filters_than_were_kept_are_told_with_those_that_were(
    saying, tmp_path, capsys, lang, told
):
    there = tmp_path / "kept"
    checked(Kept(saying, there), narrowed={"since": "2026-10-01"})

    assert run("--from", there, "--tier", "county", "--lang", lang) == 3

    said = capsys.readouterr().err
    assert told in said
    assert f"\n  --from {there} --since 2026-10-01\n" in said
    assert "--keep" in said
    words = next(line for line in said.splitlines() if line.startswith("  --from")).split()
    assert run(*words) == 0


def test_answers_that_lack_a_list_are_to_be_kept_anew(folder, capsys):
    for one in folder.glob("acts*"):
        one.unlink()

    assert run("--from", folder, "--lang", "en") == 3
    assert "acts%3Fsince%3D0.json is missing" in capsys.readouterr().err
    assert run("--from", folder, "--without-acts") == 0


@pytest.mark.parametrize("words", [(), ("a", "--from", "b"), ("--from", "x", "--since", "soon")])
def test_what_was_typed_wrongly_is_refused(words, capsys):
    with pytest.raises(SystemExit) as refusal:
        run(*words)

    assert refusal.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_an_address_is_asked_and_its_answers_are_kept(saying, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(commands, "site", lambda _address: saying)

    code = run("http://x/", "--keep", tmp_path / "kept", "--json", "--without-acts")

    kinds = {found["kind"] for found in json.loads(capsys.readouterr().out)["findings"]}
    assert (code, kinds) in [(0, set()), (1, {"day"})]  # by the clock on the wall
    assert (tmp_path / "kept").is_dir()


def test_a_table_is_compared_as_well(folder, tmp_path, capsys):
    table = tmp_path / "table.csv"
    table.write_text("\ufeff" + ",".join("x" * 26) + "\r\n", encoding="utf-8")

    assert run("--from", folder, "--csv", table) == 0
    assert run("--from", folder, "--csv", tmp_path / "none.csv") == 3
    assert "none.csv" in capsys.readouterr().err


def test_a_terminal_that_cannot_show_a_sign_says_it_otherwise(folder):
    done = subprocess.run(
        [sys.executable, "-m", "scoreboard", "--from", folder, "--lang", "zh"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0
    assert b"\\u2713" in done.stdout


def test_one_file_runs_alone_with_nothing_but_python(folder, tmp_path, capsys):
    program = tmp_path / "scoreboard.pyz"

    assert run("--write", program, "--lang", "en") == 0
    assert f"written: {program}" in capsys.readouterr().out
    assert program.read_bytes() == one_file()

    done = subprocess.run(
        # Without the packages that are installed here, and without our sources beside it.
        [sys.executable, "-I", "-S", program, "--from", folder, "--json"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["holds"] is True


def test_a_program_that_cannot_be_written_is_said(tmp_path, capsys):
    assert run("--write", tmp_path / "none" / "x.pyz", "--lang", "en") == 3
    assert "cannot write" in capsys.readouterr().err


def test_what_is_not_a_terminal_is_written_to_as_well(folder, monkeypatch):
    said = io.StringIO()
    monkeypatch.setattr(sys, "stdout", said)

    assert run("--from", folder, "--lang", "en") == 0
    assert "agree" in said.getvalue()


def test_it_begins_as_a_module(folder, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["scoreboard", "--from", str(folder), "--lang", "en"])

    with pytest.raises(SystemExit) as ended:
        runpy.run_module("scoreboard", run_name="__main__")

    assert ended.value.code == 0
    assert "agree" in capsys.readouterr().out


def test_a_language_is_taken_from_where_it_runs(monkeypatch):
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert commands.parser().parse_args(["x"]).lang == "en"
