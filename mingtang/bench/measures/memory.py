"""All that `up` runs, at its largest: pages are read, and four people sign in at the same time."""

import re
import threading
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mingtang.bench.figures import Baseline, Figure, at_most
from mingtang.bench.ground import Ground
from mingtang.bench.measures.pages import BARE, BARE_SETTINGS
from mingtang.bench.serving import NotMeasured, program, serving
from mingtang.bench.visiting import read_through, sign_in_at_once
from mingtang.demonstration.county import PASSWORD, TRIED
from mingtang_cli.places import ROOT

MIB = 400
PAGES = 300
AT_ONCE = 4  # as many as the server has threads
LOOK_EVERY = 0.02
SETTLING = 5.0  # seconds; the worker starts after the first ready
PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


def measure(ground: Ground) -> Iterator[Figure]:
    ground.county()
    with serving(BARE, "/", DJANGO_SETTINGS_MODULE=BARE_SETTINGS) as (_port, pid):
        bare = sum(mebibytes(pid).values())
    ground.say("正在测内存…… / measuring memory…")
    command = (ROOT / "bin" / "mingtang", "up", "--empty", "--port", "0", "--data", ground.data)
    with program(command) as up:
        assert up.stdout is not None  # noqa: S101 - it is a pipe
        port = _ready(up.stdout.readline())
        time.sleep(SETTLING)
        with watched(up.pid) as seen:
            visited = read_through(port, PAGES)
            sign_in_at_once(port, [username for username, *_rest in TRIED[:AT_ONCE]], PASSWORD)
    largest = max(seen, key=lambda used: sum(used.values()))
    yield Figure(
        name="memory.up",
        chinese=f"up 的全部进程，最多时（读{visited}页，{AT_ONCE}人同时登录）",
        english=f"all processes of up, at most ({visited} pages, {AT_ONCE} sign in at once)",
        value=sum(largest.values()),
        unit="MiB",
        target=at_most(MIB),
        baseline=Baseline("只有裸 Django 视图的服务器", "a server of a bare Django view", bare),
        details=tuple({"MiB": f"{used:.0f}", "process": name} for name, used in largest.items()),
    )


@contextmanager
def watched(pid: int) -> Iterator[list[dict[str, float]]]:
    """What a process and all it started use, looked at again and again until the block ends."""
    seen = [mebibytes(pid)]
    ending = threading.Event()

    def watch() -> None:
        while not ending.wait(LOOK_EVERY):
            seen.append(mebibytes(pid))

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield seen
    finally:
        ending.set()
        watching.join()


def mebibytes(pid: int) -> dict[str, float]:
    """By process, of it and all it started; what several share is counted once."""
    used = {}
    for one in _family(pid):
        if found := PSS.search(_told(one, "smaps_rollup")):
            used[f"{one} {_named(one)}"] = int(found[1]) / 1024
    return used


def _family(pid: int) -> list[int]:
    children = _told(pid, f"task/{pid}/children").split()
    return [pid, *(below for child in children for below in _family(int(child)))]


def _told(pid: int, file: str) -> str:
    """What the kernel says of a process; nothing of one that has just ended."""
    try:
        return Path(f"/proc/{pid}/{file}").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def _named(pid: int) -> str:
    words = _told(pid, "cmdline").rstrip("\0").split("\0")
    return " ".join(word.rpartition("/")[2] for word in words)[:50]


def _ready(line: str) -> int:
    port = urllib.parse.urlsplit(line.removeprefix("ready: ").strip()).port
    if not line.startswith("ready: ") or port is None:
        raise NotMeasured("`up` was not ready; see above")
    return port
