"""The command as it is run: `manage.py due …`, in a process of its own or through Django."""

import json
import os
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import call_command

from tests.architecture.tree import ROOT
from tests.factories.terms import CalendarNoticeFactory


@pytest.fixture
def due(tmp_path):
    """Runs the command where there is no database yet."""
    database = tmp_path / "none" / "mingtang.sqlite3"

    def run(*words, **changed):
        environment = os.environ | {
            "MINGTANG_DEBUG": "1",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": f"sqlite:///{database}",
            "PYTHONIOENCODING": "utf-8",
            **changed,
        }
        command = [sys.executable, ROOT / "manage.py", "due", *words]
        found = subprocess.run(
            command, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        assert not database.exists()
        return found

    return run


@pytest.mark.parametrize(
    ("words", "day", "is_provisional"),
    [
        (("2026-09-18", "+20wd"), "2026-10-22", False),
        (("2026-09-18", "-7wd"), "2026-09-09", False),
        (("2026-09-18", "+30d"), "2026-10-18", False),
        (("2026-12-31", "+2m"), "2027-02-28", False),
        (("2026年9月18日", "－７ｗｄ"), "2026-09-09", False),
        (("2026-12-31", "+1wd"), "2027-01-01", True),
    ],
)
def test_json_is_one_object_and_nothing_else(due, words, day, is_provisional):
    found = due(*words, "--json")

    told = json.loads(found.stdout)
    assert told.keys() == {"due", "provisional", "reason"}
    assert (told["due"], told["provisional"]) == (day, is_provisional)
    assert "起算" in told["reason"]
    assert (found.returncode, found.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("2026-02-30", "+20wd"), "2月30日不存在"),
        (("2026-09-18", "20wd"), "没有写方向"),
        (("2026-09-18", "+20y"), "单位看不懂"),
        (("9/18/2026", "+20wd"), "分不清"),
        (("2026-09-18",), "请写起算日和期限"),
        (("2026-09-18", "+20wd", "more"), "请写起算日和期限"),
        (("2026-09-18", "+20wd", "--colour"), "请写起算日和期限"),
        (("2026-09-18", "-x"), "请写起算日和期限"),
        ((), "请写起算日和期限"),
    ],
)
def test_what_is_not_understood_ends_with_a_reason_and_code_2(due, words, said):
    as_json = due("--json", *words)
    for_people = due(*words)

    told = json.loads(as_json.stdout)
    assert (told["due"], told["provisional"]) == (None, False)
    assert said in told["reason"]
    assert (as_json.returncode, as_json.stderr) == (2, "")
    assert (for_people.returncode, for_people.stdout) == (2, "")
    assert said in for_people.stderr
    assert "Error" not in for_people.stderr


def test_json_is_the_same_on_a_terminal_that_knows_no_chinese(due):
    found = due("2026-09-18", "+20wd", "--json", PYTHONIOENCODING="ascii")

    assert json.loads(found.stdout)["due"] == "2026-10-22"


def test_bytes_that_are_no_text_are_refused_like_any_other_nonsense(due):
    found = due("2026-09-18", "\udcff", "--json")

    assert "看不懂期限“\ufffd”" in json.loads(found.stdout)["reason"]


def test_one_line_for_people(due):
    found = due("2026-09-18", "+20wd")

    assert found.stdout.startswith("到期2026年10月22日（星期四）：从2026年9月18日（星期五）起算")
    assert found.stdout.count("\n") == 1


def test_explained_each_day_skipped_and_each_weekend_worked_has_its_line(due):
    told = due("2026-09-18", "--explain", "+20wd").stdout.splitlines()

    assert told[0] == "起算：2026年9月18日（星期五），当天不算"
    assert told[-1] == "到期：2026年10月22日（星期四）"
    days = [line.strip() for line in told if line.startswith("  ")]
    assert len(days) == 16
    assert days[:3] == [
        "2026年9月19日（星期六） 跳过：周末",
        "2026年9月20日（星期日） 班：调休上班，是第1个工作日",
        "2026年9月25日（星期五） 跳过：休（中秋节）",
    ]


def test_explained_at_length_the_months_are_summed_up(due):
    told = due("2026-09-18", "+300wd", "--explain").stdout

    assert "  2026年9月 数8天（其中调休上班1天），跳过4天\n" in told
    assert "  2026年11月 数21天，跳过9天\n" in told
    assert "2027年的放假安排没有公布" in told


def test_a_database_without_our_tables_is_no_obstacle(tmp_path):
    empty = tmp_path / "empty.sqlite3"
    empty.touch()
    environment = os.environ | {
        "MINGTANG_DEBUG": "1",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": f"sqlite:///{empty}",
    }
    command = [sys.executable, ROOT / "manage.py", "due", "2026-09-18", "+20wd", "--json"]

    found = subprocess.run(command, env=environment, capture_output=True, check=True)

    assert json.loads(found.stdout)["due"] == "2026-10-22"


@pytest.mark.django_db
def test_what_the_database_knows_is_counted_with():
    CalendarNoticeFactory(year=2026, version=2, days_off={})
    said = StringIO()

    call_command("due", "2026-09-30", "+1wd", json=True, stdout=said)

    assert json.loads(said.getvalue())["due"] == "2026-10-01"
