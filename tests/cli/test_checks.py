import pytest

from mingtang_cli import checks
from mingtang_cli.steps import Tally


@pytest.mark.parametrize(
    ("passed", "failed", "skipped", "whole", "code"),
    [
        (["mypy"], [], [], True, 0),
        (["mypy"], [], ["postgresql"], False, 0),
        (["mypy"], [], ["postgresql"], True, 1),
        (["mypy"], ["ruff"], [], False, 1),
        ([], [], ["browser"], False, 1),
    ],
)
def test_what_is_missing_is_a_failure_where_all_is_asked_for(passed, failed, skipped, whole, code):
    tally = Tally(passed, failed, skipped)

    assert checks._close(tally, 1.0, must_be_whole=whole) == code


def test_a_database_server_that_does_not_answer_is_skipped_with_one_line(monkeypatch):
    monkeypatch.setenv("TEST_POSTGRES_URL", "postgresql://nobody@127.0.0.1:1/none")

    url, why = checks._postgres()

    assert url == ""
    assert "127.0.0.1:5432" in why
    assert "\n" not in why


def test_arguments_after_two_dashes_belong_to_pytest():
    assert checks._split(["--all", "--", "-k", "port"]) == (["--all"], ["-k", "port"])
    assert checks._split(["--all"]) == (["--all"], [])


def test_both_databases_and_the_browser_are_asked_for(tmp_path, monkeypatch):
    monkeypatch.setenv("MINGTANG_NO_APT", "1")

    steps = {step.name: step for step in checks._tests(tmp_path, [])}

    assert list(steps) == ["sqlite", "postgresql", "browser"]
    assert "not browser" in steps["sqlite"].command
    assert "browser" in steps["browser"].command
    assert "--second-database" in steps["postgresql"].command
    assert steps["sqlite"].env["DATABASE_URL"] == ""


def test_every_check_of_the_house_is_run():
    run = [step.name for step in checks._static_checks()]

    assert run == ["mypy", "ruff", "format", "layers", "templates", "migrations"]
    assert tuple(run) == checks.STATIC


def test_steps_can_be_chosen_by_name_and_by_no_other(capsys):
    chosen = checks.parser().parse_args(["--only", "ruff, mypy"]).only
    assert [step.name for step in checks._chosen(checks._static_checks(), chosen)] == [
        "mypy",
        "ruff",
    ]

    with pytest.raises(SystemExit):
        checks.parser().parse_args(["--only", "dance"])
    assert "mypy,ruff,format" in capsys.readouterr().err


def test_without_a_browser_the_package_to_install_is_named(monkeypatch, tmp_path):
    (tmp_path / "dpkg-query").write_text("#!/bin/sh\ntest $3 != chromium && printf installed\n")
    (tmp_path / "dpkg-query").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("MINGTANG_NO_APT", "1")
    monkeypatch.delenv("MINGTANG_CHROMIUM", raising=False)

    assert "apt-get install chromium" in checks._why_no_browser()

    monkeypatch.setenv("MINGTANG_CHROMIUM", "/opt/chromium")
    assert checks._why_no_browser() == ""
