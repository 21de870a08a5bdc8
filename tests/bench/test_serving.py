import sys

import pytest

from mingtang.bench.load import Asked
from mingtang.bench.measures.memory import mebibytes, watched
from mingtang.bench.measures.pages import BARE, BARE_SETTINGS
from mingtang.bench.serving import NotMeasured, ask, program, serving, visit


def test_the_baseline_is_twelve_rows_from_the_server_that_up_runs():
    with serving(BARE, "/", DJANGO_SETTINGS_MODULE=BARE_SETTINGS) as (port, pid):
        page = visit(port, "/").decode()
        answered = ask(Asked(port, "/", seconds=10, most=20))
        with watched(pid) as seen:
            used = mebibytes(pid)

    assert page.count("<tr>") == 12
    assert answered.count >= 20
    assert answered.size > len(page)
    assert len(used) > 1
    assert all(0 < one < 400 for one in used.values())
    assert used.keys() == seen[0].keys()


def test_what_does_not_start_is_told_at_once():
    with pytest.raises(NotMeasured), serving("mingtang.bench.nothing:application", "/"):
        pass


def test_a_program_ends_with_its_block():
    with program([sys.executable, "-c", "input()"]) as running:
        pass

    assert running.poll() is not None
