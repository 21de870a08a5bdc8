"""The lines of what decides or writes are watched, whoever adds a subject."""

import pytest

import tlog
from tests.architecture.tree import PACKAGE, ROOT
from tests.covering import PARTS, UNWATCHED, WATCHED_AGAIN, Watch, names_of

# Their own `actions` and `rules` are for programmers: tool.coverage in pyproject.toml omits them.
LEFT_OUT = {"foundation", "channels", "demonstration", "bench"}


def subjects():
    deciding = {
        path.relative_to(ROOT / PACKAGE).parts[0]
        for part in PARTS
        for path in (ROOT / PACKAGE).glob(f"*/{part}*")
    }
    return sorted((deciding - LEFT_OUT) | {"scoreboard", "tlog"})


@pytest.mark.parametrize("subject", subjects())
def test_the_tests_of_every_subject_are_watched(subject):
    assert Watch().is_for(f"tests/{subject}/test_actions.py::test_something")


def test_what_is_named_is_there():
    for place in (*UNWATCHED, *WATCHED_AGAIN):
        assert (ROOT / place).exists(), place


def test_on_the_second_database_what_is_written_for_it_is_watched():
    watch = Watch(is_second_database=True)

    assert watch.is_for("tests/catalogue/actions/test_counting.py::test_something")
    assert not watch.is_for("tests/organs/actions/test_posts.py::test_something")


def test_packages_are_found_to_their_depth():
    assert {"tlog.merkle", "tlog.verifying"} < set(names_of(tlog))
    assert any(name.startswith("tlog.verifying.") for name in names_of(tlog))
