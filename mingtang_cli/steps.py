"""Runs the steps of a check, some at a time, and tells how each went."""

import os
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from mingtang_cli import processes
from mingtang_cli.places import ROOT
from mingtang_cli.say import result

LOOK_EVERY = 0.1
REPORT_EVERY = 60.0
CLOSING_LINES = 3
SHARE = re.compile(r"\d+%")
NO_TESTS = 5  # pytest's own exit code


@dataclass
class Step:
    """One check. `skipped` says why it cannot run here; empty when it can.

    `closing` shows the last lines even of a success; `may_be_empty` lets pytest find no test.
    """

    name: str
    command: Sequence[str | Path]
    env: Mapping[str, str] = field(default_factory=dict)
    skipped: str = ""
    closing: bool = False
    may_be_empty: bool = False


@dataclass
class Running:
    step: Step
    log: IO[bytes]
    process: subprocess.Popen[Any]
    started: float
    reported: float

    def lines(self) -> list[str]:
        self.log.seek(0)
        return self.log.read().decode(errors="replace").splitlines()

    def latest(self) -> str:
        """How far it is, if it says so; else its latest line."""
        said = [line for line in self.lines() if line.strip()]
        shares = [found for line in said if (found := SHARE.search(line))]
        return shares[-1][0] if shares else "".join(said[-1:])[-80:]


@dataclass
class Tally:
    """How many steps passed, failed and were skipped."""

    passed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def run(self, steps: Sequence[Step], *, at_once: int = 1) -> None:
        """Runs the steps; a failure never keeps the others from being run."""
        waiting, running = list(steps), list[Running]()
        try:
            while waiting or running:
                while waiting and len(running) < at_once:
                    self._begin(waiting.pop(0), running)
                time.sleep(LOOK_EVERY)
                for one in list(running):
                    self._look(one, running)
        finally:
            for one in running:
                _end(one.process)

    def closing_line(self) -> str:
        counts = f"{len(self.passed)} passed, {len(self.failed)} failed"
        return f"steps: {counts}" + (f", {len(self.skipped)} skipped" if self.skipped else "")

    def _begin(self, step: Step, running: list[Running]) -> None:
        if step.skipped:
            self.skipped.append(step.name)
            result(f"- {step.name}: {step.skipped}")
            return
        result(f"▶ {step.name}")
        log = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the step ends
        process = subprocess.Popen(
            [str(part) for part in step.command],
            cwd=ROOT,
            env=processes.own_environment(**step.env),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            process_group=0,
            preexec_fn=processes.dies_with(os.getpid()),
        )
        now = time.monotonic()
        running.append(Running(step, log, process, now, now))

    def _look(self, one: Running, running: list[Running]) -> None:
        code, now = one.process.poll(), time.monotonic()
        if code is not None:
            running.remove(one)
            _end(one.process)  # whatever it left behind
            self._settle(one, code, now - one.started)
        elif now - one.reported > REPORT_EVERY:
            one.reported = now
            result(f"… {one.step.name} {now - one.started:.0f} s  {one.latest()}")

    def _settle(self, one: Running, code: int, seconds: float) -> None:
        name, lines = one.step.name, one.lines()
        one.log.close()
        if code == NO_TESTS and one.step.may_be_empty:
            self.skipped.append(name)
            result(f"- {name}: 没有这样的测试 / no such tests")
        elif code == 0:
            self.passed.append(name)
            shown = lines[-CLOSING_LINES:] if one.step.closing else []
            result("\n".join([*shown, f"✓ {name} {seconds:.0f} s"]))
        else:
            self.failed.append(name)
            result("\n".join([*lines, f"✗ {name} {seconds:.0f} s（代码 / exit code {code}）"]))


def _end(process: subprocess.Popen[Any]) -> None:
    """Ends the step's whole group: test workers and browsers too."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(5)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
