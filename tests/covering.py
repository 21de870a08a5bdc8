"""Lines are watched where it counts: what Python 3.11 watches takes it twice as long.

The report asks about what decides or writes (`tool.coverage` in pyproject.toml); that has tests of
its own in the folder of its subject. What is tested from outside, as who may open which address,
comes by the same lines once more, thousands of times.
"""

import importlib
import pkgutil

import coverage

import mingtang
import scoreboard
import tlog

# Tests of what the report leaves out, and of who may open which address. Attacks and the
# demonstration do whole days' work, and come by lines that few others do: those are watched.
UNWATCHED = tuple(
    f"tests/{folder}/"
    for folder in ("access", "architecture", "browser", "cli", "config", "foundation", "tools")
)
# On the second database, the subjects that write SQL of their own for it (`bulk`, `search`).
WATCHED_AGAIN = ("tests/catalogue/", "tests/disclosure/", "tests/journeys/checking/")
PARTS = {"rules", "permissions", "actions", "queries"}
SUPPORT = (tlog, scoreboard)


class Watch:
    """Turned on and off between tests. Without `--cov` there is none."""

    def __init__(self, *, is_second_database=False):
        self._is_second_database = is_second_database
        self._watch = coverage.Coverage.current()
        self._is_on = False
        if self._watch:
            load_all()  # what a module does when it is loaded is seen now
        while begun := coverage.Coverage.current():
            begun.stop()  # a worker of xdist begins two, and keeps what the later one saw

    def is_for(self, nodeid):
        if self._is_second_database:
            return nodeid.startswith(WATCHED_AGAIN)
        return not nodeid.startswith(UNWATCHED)

    def turn(self, *, on):
        """Returns what it was."""
        was = self._is_on
        if self._watch is None or on == was:
            return was
        if on:
            self._watch.start()
        else:
            self._watch.stop()
        self._is_on = on
        return was


def load_all():
    """Every module that the report asks about."""
    for name in names_of(mingtang):
        if PARTS & set(name.split(".")[2:]):
            importlib.import_module(name)
    for package in SUPPORT:
        for name in names_of(package):
            if not name.endswith("__main__"):
                importlib.import_module(name)


def names_of(package):
    return [found.name for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
