"""All that `up` runs, after its pages have been visited: what several share is counted once."""

import re
import time
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

from mingtang.bench.figures import Baseline, Figure, at_most
from mingtang.bench.ground import Ground
from mingtang.bench.measures.pages import BARE, BARE_SETTINGS
from mingtang.bench.serving import NotMeasured, program, serving, visit
from mingtang_cli.places import ROOT

MIB = 400
VISITS = 300
SETTLING = 5.0  # seconds; the worker starts after the first ready
PLACE = re.compile(r"<loc>([^<]+)</loc>")
PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


def measure(ground: Ground) -> Iterator[Figure]:
    ground.county()
    with serving(BARE, "/", DJANGO_SETTINGS_MODULE=BARE_SETTINGS) as (_port, pid):
        bare = mebibytes(family(pid))
    ground.say("正在测内存…… / measuring memory…")
    command = (ROOT / "bin" / "mingtang", "up", "--port", "0", "--data", ground.data)
    with program(command) as up:
        assert up.stdout is not None  # noqa: S101 - it is a pipe
        port = _ready(up.stdout.readline())
        visited = _visit_all(port)
        time.sleep(SETTLING)
        everyone = family(up.pid)
        used = {pid: mebibytes([pid]) for pid in everyone}
        details = tuple({"MiB": f"{used[one]:.0f}", "process": _named(one)} for one in everyone)
    yield Figure(
        name="memory.up",
        chinese=f"up 的全部进程（访问{visited}页之后）",
        english=f"all processes of up, after {visited} pages",
        value=sum(used.values()),
        unit="MiB",
        target=at_most(MIB),
        baseline=Baseline("只有裸 Django 视图的服务器", "a server of a bare Django view", bare),
        details=details,
    )


def family(pid: int) -> list[int]:
    """The process and all it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(below for child in children for below in family(int(child)))]


def mebibytes(processes: list[int]) -> float:
    said = (Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in processes)
    return sum(int(found[1]) for text in said if (found := PSS.search(text))) / 1024


def _named(pid: int) -> str:
    words = Path(f"/proc/{pid}/cmdline").read_text().rstrip("\0").split("\0")
    return " ".join(word.rpartition("/")[2] for word in words)[:60]


def _ready(line: str) -> int:
    port = urllib.parse.urlsplit(line.removeprefix("ready: ").strip()).port
    if not line.startswith("ready: ") or port is None:
        raise NotMeasured("`up` was not ready; see above")
    return port


def _visit_all(port: int) -> int:
    """The pages of the site map, as far as the bound goes, so that memory holds what it will."""
    found = PLACE.findall(visit(port, "/sitemap.xml").decode())
    paths = [urllib.parse.urlsplit(address).path for address in found[:VISITS]]
    for path in paths:
        visit(port, path)
    return len(paths)
