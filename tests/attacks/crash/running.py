"""The processes that are killed, how each is begun again, and the clients that go on asking."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time

from mingtang_cli import processes
from tests.architecture.tree import ROOT

PYTHON = sys.executable


class Program:
    """One that runs until it is killed, and then again."""

    def __init__(self, command, env, **given):
        self.command, self.env, self.given = command, env, given
        self.running = None

    def begin(self):
        self.running = subprocess.Popen(
            [str(part) for part in self.command],
            cwd=ROOT,
            env=self.env,
            stderr=subprocess.DEVNULL,
            preexec_fn=processes.dies_with(os.getpid(), signal_number=signal.SIGKILL),
            **self.given,
        )

    def kill(self):
        self.running.kill()
        self.running.wait()
        for pipe in (self.running.stdin, self.running.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def kill_and_begin(self, _dice):
        self.kill()
        self.begin()


class Client(threading.Thread):
    """Asks for one act after the other, and writes down on the disk what was acknowledged.

    What was not answered is asked again with the same key, and now and then also what was.
    """

    def __init__(self, name, env, acks, hours):
        super().__init__()
        self.client, self.acks, self.hours = name, acks, hours
        self.dice, self.stopping = random.Random(name), threading.Event()
        self.doubled, self.retried, self.count = [], 0, 0
        self.doer = Program(
            [PYTHON, "-m", "tests.attacks.crash.doer"],
            env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self):
        self.doer.begin()
        while not self.stopping.is_set():
            key = f"{self.client}-{self.count}"
            begun = time.monotonic_ns()
            said = self._until_answered(key)
            ended = time.monotonic_ns()
            os.write(self.acks, f"{self.client} {key} {said} {begun} {ended}\n".encode())
            os.fsync(self.acks)
            self.count += 1
            if self.dice.randrange(20) == 0 and self._until_answered(key) != said:
                self.doubled.append(key)
        self.doer.kill()

    def _until_answered(self, key):
        while True:
            said = self._ask(key)
            if said:
                return said
            self.retried += 1
            self.doer.kill()
            self.doer.begin()

    def _ask(self, key):
        try:
            self.doer.running.stdin.write(f"{key} {next(self.hours)}\n")
            self.doer.running.stdin.flush()
            said = self.doer.running.stdout.readline()
        except (OSError, ValueError):
            return None
        return said.strip() if said.endswith("\n") else None

    def kill_and_begin(self, _dice):
        """Whoever asks notices, and begins it again."""
        self.doer.running.kill()
