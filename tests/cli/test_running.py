"""The real server, from the real checkout, on a data directory of the test's own."""

import os
import re
import signal
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT
from tests.cli.watching import is_alive

MINGTANG = ROOT / "bin" / "mingtang"
MOST_MEMORY = 400 * 1024  # KiB
READY_AGAIN = 5.0  # seconds
NEW_PERSON = "from mingtang.people.models import User; User.objects.create(username='zhang')"
COUNT = "from mingtang.people.models import User; print('people:', User.objects.count())"


@pytest.fixture
def installation(tmp_path, start):
    """Runs our commands on one data directory, with the environment the tests run in."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("MINGTANG", "DJANGO", "DATABASE", "COV_"))
    }
    env = kept | {"MINGTANG_PYTHON": sys.executable, "MINGTANG_DATA": str(tmp_path / "data")}

    def begin(*arguments):
        return start(MINGTANG, *arguments, env=env)

    return begin


def ready(process):
    said = process.stdout.readline()
    assert said.startswith("ready: "), process.stderr.read()
    return said.removeprefix("ready: ").strip()


def family(pid):
    """The process and all it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(below for child in children for below in family(int(child)))]


def memory(pid):
    """KiB; what several share is counted once."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[1])


def visit(address):
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.status


def test_it_starts_stays_small_stops_and_starts_again_at_once_with_all_data(installation):
    first = installation("up", "--empty", "--port", "0")
    address = ready(first)
    for _ in range(50):
        assert visit(f"{address}healthz") == 200
    everyone = family(first.pid)
    used = sum(memory(pid) for pid in everyone)
    made, _ = installation("manage", "shell", "-c", NEW_PERSON).communicate(timeout=60)

    first.send_signal(signal.SIGINT)
    assert first.wait(15) == 0
    began = time.monotonic()
    second = installation("up", "--port", "0")
    ready(second)
    seconds = time.monotonic() - began
    told, _ = installation("manage", "shell", "-c", COUNT).communicate(timeout=60)

    assert not any(is_alive(pid) for pid in everyone)
    assert used < MOST_MEMORY
    assert seconds < READY_AGAIN
    assert "people: 1" in told, made
