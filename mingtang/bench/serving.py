"""Starts what is measured, each on its core, and ends it."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from mingtang.bench.load import Answered, Asked
from mingtang_cli import processes
from mingtang_cli.places import ROOT
from mingtang_cli.server import server_command

HOST = "127.0.0.1"
PATIENCE = 60.0


class NotMeasured(Exception):  # noqa: N818 - reads as a sentence where it is raised
    """A bench could not be done; says why."""


def cores() -> tuple[int, int]:
    """One for the server, another for who visits it; where there is only one, they share it."""
    allowed = sorted(os.sched_getaffinity(0))
    return allowed[0], allowed[-1]


@contextmanager
def program(
    command: Sequence[str | Path], *, core: int | None = None, **given: str
) -> Iterator[subprocess.Popen[str]]:
    """Runs beside us until the block ends; with its children on one core, where one is named."""
    running = subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        env=processes.own_environment(MINGTANG_PYTHON=sys.executable, **given),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=_beginning(core),
    )
    try:
        yield running
    finally:
        processes.stop(running, seconds=20)
        assert running.stdout is not None  # noqa: S101 - it is a pipe, see above
        running.stdout.close()


def _beginning(core: int | None) -> Callable[[], None]:
    promise = processes.dies_with(os.getpid())

    def begin() -> None:
        promise()
        if core is not None:
            os.sched_setaffinity(0, {core})

    return begin


@contextmanager
def serving(application: str, path: str, **given: str) -> Iterator[tuple[int, int]]:
    """Port and process number of a server as `up` runs it, once `path` is answered."""
    port = _free_port()
    command = server_command(host=HOST, port=port, application=application)
    with program([sys.executable, *command], core=cores()[0], **given) as server:
        _wait(server, f"http://{HOST}:{port}{path}")
        yield port, server.pid


def visit(port: int, path: str) -> bytes:
    with urllib.request.urlopen(f"http://{HOST}:{port}{path}", timeout=PATIENCE) as answer:
        body: bytes = answer.read()
        return body


def ask(asked: Asked) -> Answered:
    """The load, made by a program that has the other core."""
    command = [sys.executable, "-m", "mingtang.bench.load", json.dumps(asdict(asked))]
    with program(command, core=cores()[1]) as visitor:
        told, _nothing = visitor.communicate(timeout=asked.seconds + PATIENCE)
    if visitor.returncode != 0:
        raise NotMeasured(f"the page {asked.path} was not answered as it should; see above")
    said: Mapping[str, float] = json.loads(told)
    return Answered(int(said["count"]), said["seconds"], int(said["size"]))


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as trial:
        port: int = trial.getsockname()[1]
        return port


def _wait(server: subprocess.Popen[str], address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=PATIENCE).close()  # noqa: S310
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise NotMeasured(f"no server answers at {address}; see above")
