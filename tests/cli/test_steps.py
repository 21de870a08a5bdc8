import sys

import pytest

from mingtang_cli import steps
from mingtang_cli.steps import Step, Tally


def python(name, code, **more):
    return Step(name, [sys.executable, "-c", code], **more)


def test_every_step_runs_and_is_counted_though_one_fails(capsys):
    tally = Tally()

    tally.run(
        [
            python("good", "print('quiet')"),
            python("bad", "print('the reason'); raise SystemExit(3)"),
            python("elsewhere", "", skipped="没有数据库 / no database"),
            python("after", ""),
        ],
        at_once=2,
    )

    assert sorted(tally.passed) == ["after", "good"]
    assert (tally.failed, tally.skipped) == (["bad"], ["elsewhere"])
    assert tally.closing_line() == "steps: 2 passed, 1 failed, 1 skipped"
    said = capsys.readouterr().out
    assert "the reason" in said
    assert "quiet" not in said
    assert "- elsewhere: 没有数据库 / no database" in said


def test_the_closing_lines_of_a_test_run_are_shown(capsys):
    Tally().run([python("tests", "print('detail\\n' * 9 + '7 passed in 1 s')", closing=True)])

    assert "7 passed in 1 s" in capsys.readouterr().out


@pytest.mark.parametrize(("may_be_empty", "failed"), [(True, []), (False, ["tests"])])
def test_no_tests_at_all_are_a_failure_unless_some_were_chosen(may_be_empty, failed):
    tally = Tally()

    tally.run([python("tests", "raise SystemExit(5)", may_be_empty=may_be_empty)])

    assert tally.failed == failed


def test_nothing_skipped_is_not_mentioned():
    assert Tally(passed=["a"]).closing_line() == "steps: 1 passed, 0 failed"


def test_a_long_step_says_how_far_it_is(capsys, monkeypatch):
    monkeypatch.setattr(steps, "REPORT_EVERY", 0.3)
    slowly = "import time; print('....... [ 31%]\\n..', flush=True); time.sleep(1)"

    Tally().run([python("tests", slowly)])

    assert "s  31%\n" in capsys.readouterr().out
