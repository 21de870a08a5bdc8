import os
import re

import pytest

from mingtang_cli import commands
from mingtang_cli.commands import COMMANDS
from mingtang_cli.installation import Installation
from tests.architecture.tree import ROOT
from tests.cli import toy

READMES = ["README.md", "README.en.md"]


@pytest.mark.parametrize("typed", [["help"], ["--help"], ["-h"], []])
def test_help_names_every_command_in_both_languages(typed, tmp_path):
    told = toy.run(toy.make(tmp_path), *typed)

    assert (told.returncode, told.stderr) == (0, "")
    for name, command in COMMANDS.items():
        assert f"  {name} " in told.stdout
        assert command.chinese in told.stdout
        assert command.english in told.stdout


def test_an_unknown_command_is_refused_with_the_way_on(tmp_path):
    refused = toy.run(toy.make(tmp_path), "dance")

    assert (refused.returncode, refused.stdout) == (2, "")
    assert "bin/mingtang help" in refused.stderr


def test_the_first_word_of_two_is_no_unknown_command(tmp_path):
    told = toy.run(toy.make(tmp_path), "import", "nonsense")

    assert told.returncode == 2
    assert "import organs、import catalogue" in told.stderr
    assert "没有" not in told.stderr


def test_a_command_of_two_words_is_one_command(checkout):
    (checkout / "var").mkdir()

    toy.run(checkout, "import", "organs", "--dry-run")

    assert "import_organs --dry-run" in (checkout / "var" / "managed.txt").read_text()


def test_any_command_can_be_told_the_data_directory(checkout, tmp_path):
    for spelling in (["--data", str(tmp_path / "d1")], [f"--data={tmp_path}/d2"]):
        assert toy.run(checkout, *spelling, "import", "organs").returncode == 0

    assert (tmp_path / "d1" / "mingtang.sqlite3").exists()
    assert (tmp_path / "d2" / "mingtang.sqlite3").exists()


def test_the_data_directory_may_stand_right_behind_the_command(checkout, tmp_path):
    assert toy.run(checkout, "import", "organs", "--data", str(tmp_path / "d")).returncode == 0

    assert (tmp_path / "d" / "mingtang.sqlite3").exists()
    assert not (checkout / "var").exists()


def test_a_data_directory_among_a_commands_own_options_is_told_its_place(checkout, tmp_path):
    refused = toy.run(checkout, "import", "organs", "--dry-run", "--data", str(tmp_path / "d"))

    assert refused.returncode == 2
    assert "--data DIR COMMAND" in refused.stderr


def test_a_dry_run_leaves_no_keys_behind(tmp_path):
    trial = Installation(tmp_path / "d", is_dry=True)

    assert trial.environment()["MINGTANG_SECRET_KEY"]
    assert not (tmp_path / "d").exists()

    kept = Installation(tmp_path / "d").secret_key()
    assert trial.secret_key() == kept


def test_measuring_leaves_a_persons_data_alone(checkout):
    done = toy.run(checkout, "bench", "--quick", DATABASE_URL="postgresql://db/mt")

    assert (done.returncode, done.stdout) == (0, "bench --quick on scratch\n"), done.stderr
    assert not (checkout / "var").exists()


def test_a_term_needs_no_database(checkout):
    assert toy.run(checkout, "due", "2026-09-18", "+20wd").stdout == "2026-10-22\n"

    assert not (checkout / "var" / "mingtang.sqlite3").exists()


def test_a_data_directory_without_a_name_is_refused(checkout):
    assert "--data DIR COMMAND" in toy.run(checkout, "--data").stderr


def test_a_commands_own_exit_code_is_ours(checkout):
    assert toy.run(checkout, "manage", "fail").returncode == 3


@pytest.mark.parametrize("typed", [["demo_accounts"], ["fail", "--force"]])
def test_a_command_of_manage_finds_its_database_on_first_use(checkout, typed):
    toy.run(checkout, "manage", *typed)

    managed = (checkout / "var" / "managed.txt").read_text().splitlines()
    assert managed == ["migrate --noinput -v 0", " ".join(typed)]


@pytest.mark.parametrize("typed", [["check"], ["demo_accounts", "--help"], ["--version"], ["help"]])
def test_what_needs_no_database_makes_none(checkout, typed):
    toy.run(checkout, "manage", *typed)

    assert (checkout / "var" / "managed.txt").read_text().splitlines() == [" ".join(typed)]


def test_a_program_that_stops_reading_is_no_error(checkout, start):
    shell = f"'{checkout}/bin/mingtang' help | head -1"
    quoted = shell.replace("county's", "county'\\''s")

    said = start("bash", "-o", "pipefail", "-c", quoted, env=toy.environment(checkout))
    out, err = said.communicate(timeout=20)

    assert out.startswith("明堂")
    assert "Traceback" not in err


def test_a_terminal_in_another_script_shows_what_it_can(checkout):
    told = toy.run(checkout, "help", PYTHONIOENCODING="ascii")

    assert told.returncode == 0
    assert "every check and test" in told.stdout


@pytest.mark.parametrize("name", READMES)
def test_the_readme_names_commands_that_exist(name):
    named = re.findall(
        r"^ {4}bin/mingtang (\w+(?: organs| scoreboard)?)", (ROOT / name).read_text(), re.M
    )

    assert {"up", "test"} <= set(named) <= set(COMMANDS)


def test_the_continuous_check_calls_the_command_of_the_readme():
    assert "bin/mingtang test" in (ROOT / ".ci" / "run").read_text()


def test_a_term_needs_no_database_whatever_its_address_says(monkeypatch):
    seen = []
    monkeypatch.setenv("DATABASE_URL", "nonsense://x")
    monkeypatch.setattr(commands.install, "ensure", lambda: None)
    monkeypatch.setattr(
        commands.Installation,
        "manage_for_person",
        lambda _self, *words: seen.append((words, os.environ.get("DATABASE_URL"))) or 0,
    )

    assert COMMANDS["due"].run(["2026-09-18", "+20wd"]) == 0
    assert seen == [(("due", "2026-09-18", "+20wd"), None)]
