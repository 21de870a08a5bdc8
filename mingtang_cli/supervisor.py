"""Keeps the programs of one installation running, and ends them all with it."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mingtang_cli import processes
from mingtang_cli.say import Refused, say
from mingtang_cli.told import Told

LOOK_EVERY = 0.1
LONGEST_WAIT = 30.0
STEADY_AFTER = 60.0
PATIENCE = 10.0


@dataclass
class Child:
    """One program. `title` is what a person calls it, in Chinese and in English.

    `waits` until the first ready: two that start at once make the person wait for both.
    """

    title: tuple[str, str]
    command: Sequence[str | Path]
    waits: bool = False
    process: subprocess.Popen[Any] | None = None
    started: float = 0.0
    starts: int = 0
    next_start: float = 0.0


@dataclass
class Supervisor:
    """Starts its children, restarts one that dies with growing waits, and stops them all."""

    children: list[Child]
    env: Mapping[str, str]
    stopping: Told = field(default_factory=Told)
    signalled: int = 0

    def listen(self) -> None:
        """Ctrl-C, SIGTERM and a closed terminal stop us; nohup keeps its meaning."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._on_signal)

    def _on_signal(self, number: int, _frame: object) -> None:
        self.signalled = number
        self.stopping.set()

    def run(self, *, is_ready: Callable[[], bool], on_ready: Callable[[], None]) -> None:
        """Until told to stop. A child that keeps dying before the first ready ends it all.

        Raises Refused when it never became ready.
        """
        ready = False
        try:
            while not self.stopping.is_set():
                self._look_after(ready=ready)
                if not ready and is_ready():
                    ready = True
                    on_ready()
                self.stopping.wait(LOOK_EVERY)
        finally:
            self.stop()

    def _look_after(self, *, ready: bool) -> None:
        for child in self.children:
            if child.process is not None:
                if child.process.poll() is not None:
                    self._mourn(child, give_up=not ready)
            elif (ready or not child.waits) and time.monotonic() >= child.next_start:
                self._start(child)

    def _start(self, child: Child) -> None:
        child.process = subprocess.Popen(
            [str(part) for part in child.command],
            env=dict(self.env),
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            process_group=0,
            umask=processes.PRIVATE,
            preexec_fn=processes.dies_with(os.getpid()),
        )
        child.started = time.monotonic()
        child.starts += 1

    def _mourn(self, child: Child, *, give_up: bool) -> None:
        assert child.process is not None
        code = child.process.returncode
        _end_group(child, signal.SIGKILL)  # what it left behind would hold the port
        child.process = None
        if give_up and child.starts >= 3:
            raise Refused(
                f"{child.title[0]}无法启动（退出代码 {code}），原因见上面几行。",
                f"the {child.title[1]} does not start (exit code {code}); see above.",
            )
        if time.monotonic() - child.started > STEADY_AFTER:
            child.starts = 1
        wait = min(2.0 ** (child.starts - 1), LONGEST_WAIT)
        child.next_start = time.monotonic() + wait
        say(
            f"{child.title[0]}意外退出（代码 {code}），{wait:.0f} 秒后重新启动。",
            f"the {child.title[1]} ended (code {code}); restarting in {wait:.0f} s",
        )

    def stop(self) -> None:
        """Asks every child to end and waits; kills what is left, and what they started."""
        running = [child for child in self.children if child.process is not None]
        for child in running:
            _end_group(child, signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        for child in running:
            assert child.process is not None
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0.0, deadline - time.monotonic()))
            _end_group(child, signal.SIGKILL)
            child.process.wait()
            child.process = None


def _end_group(child: Child, number: int) -> None:
    assert child.process is not None
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.process.pid, number)
