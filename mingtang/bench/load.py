"""A visitor who never tires: some connections, kept alive, each asking again when answered.

Run as a program of its own (`python -m mingtang.bench.load`), so that it has a core for itself.
Counts and time are bounded. Only as much of HTTP as the two servers of a bench speak.
"""

import json
import selectors
import socket
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass

CONNECTIONS = 4  # as many as the server has threads
AT_ONCE = 1 << 16
PATIENCE = 10.0
END_OF_HEAD = b"\r\n\r\n"
LENGTH = b"\r\ncontent-length:"


class BadAnswer(Exception):  # noqa: N818 - reads as a sentence where it is raised
    """An answer that is not the page, so that its speed would say nothing."""


@dataclass(frozen=True)
class Asked:
    """Which page, for how long, and how many times at most."""

    port: int
    path: str
    seconds: float
    most: int = 200_000


@dataclass(frozen=True)
class Answered:
    """How many answers came, in how many seconds, with how many bytes each."""

    count: int
    seconds: float
    size: int

    @property
    def per_second(self) -> float:
        return self.count / self.seconds


def load(asked: Asked) -> Answered:
    """Raises BadAnswer for anything but a 200."""
    request = (
        f"GET {asked.path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        "Accept-Encoding: gzip\r\nUser-Agent: mingtang-bench\r\n\r\n"
    ).encode("ascii")
    with _connections(asked.port) as (chosen, lines):
        started = time.perf_counter()
        for line in lines:
            line.sendall(request)
        count, size = 0, 0
        while count < asked.most and time.perf_counter() - started < asked.seconds:
            for line in _ready(chosen):
                size = _answer(line)
                count += 1
                line.sendall(request)
        return Answered(count, time.perf_counter() - started, size)


@contextmanager
def _connections(
    port: int,
) -> Iterator[tuple[selectors.BaseSelector, Sequence[socket.socket]]]:
    with ExitStack() as closing:
        chosen = closing.enter_context(selectors.DefaultSelector())
        lines = []
        for _number in range(CONNECTIONS):
            line = closing.enter_context(socket.create_connection(("127.0.0.1", port), PATIENCE))
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            chosen.register(line, selectors.EVENT_READ)
            lines.append(line)
        yield chosen, lines


def _ready(chosen: selectors.BaseSelector) -> list[socket.socket]:
    found = [key.fileobj for key, _events in chosen.select(PATIENCE)]
    if not found:
        raise BadAnswer(f"no answer within {PATIENCE:.0f} s")
    return [line for line in found if isinstance(line, socket.socket)]


def _answer(line: socket.socket) -> int:
    """Reads one whole answer; its size."""
    got = line.recv(AT_ONCE)
    while END_OF_HEAD not in got:
        got += _more(line, got)
    head_size = got.index(END_OF_HEAD) + len(END_OF_HEAD)
    whole = head_size + _length(got[:head_size])
    size = len(got)
    while size < whole:
        size += len(_more(line, got))
    return size


def _more(line: socket.socket, before: bytes) -> bytes:
    got = line.recv(AT_ONCE)
    if not got:
        raise BadAnswer(f"cut off after {before[:80]!r}")
    return got


def _length(head: bytes) -> int:
    if not head.startswith(b"HTTP/1.1 200 "):
        raise BadAnswer(head.partition(b"\r\n")[0].decode(errors="replace"))
    _before, found, after = head.lower().partition(LENGTH)
    if not found:
        raise BadAnswer("no Content-Length")
    return int(after.partition(b"\r\n")[0])


if __name__ == "__main__":
    json.dump(asdict(load(Asked(**json.loads(sys.argv[1])))), sys.stdout)
