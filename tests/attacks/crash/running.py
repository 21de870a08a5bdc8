"""The processes that are killed, how each is begun again, and the clients that go on asking."""

import contextlib
import http.client
import os
import random
import signal
import subprocess
import sys
import threading
import time
import urllib.parse

from mingtang_cli import processes
from tests.architecture.tree import ROOT
from tests.attacks.crash.doer import AGAIN, CLERKS

PYTHON = sys.executable
FAR, SEE_OTHER, UNKNOWN = 10**9, 302, -1
# How many a county takes in a day by the form.
A_DAY = 900


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
            start_new_session=True,
            preexec_fn=processes.dies_with(os.getpid(), signal_number=signal.SIGKILL),
            **self.given,
        )

    def kill(self):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.running.pid, signal.SIGKILL)  # and the processes it began
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

    most = FAR

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
        self.begin()
        while not self.stopping.is_set() and self.count < self.most:
            key = f"{self.client}-{self.count}"
            begun = time.monotonic_ns()
            said = self._until_answered(key)
            ended = time.monotonic_ns()
            line = f"{self.county_of(key)} {key} {said} {begun} {ended}\n"
            os.write(self.acks, line.encode())
            os.fsync(self.acks)
            self.count += 1
            if self.dice.randrange(20) == 0 and self._until_answered(key) != said:
                self.doubled.append(key)
        self.end()

    def county_of(self, _key):
        return CLERKS

    def begin(self):
        self.doer.begin()

    def _until_answered(self, key):
        while True:
            said = self._ask(key)
            if said and said != AGAIN:
                return said
            self.retried += 1
            if said == AGAIN:
                time.sleep(0.1)
            else:
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

    def end(self):
        self.doer.kill()

    def kill_and_begin(self, _dice):
        """Whoever asks notices, and begins it again."""
        self.doer.running.kill()


class Visitor(Client):
    """Sends the form "something is wrong here" to the web server, which is killed too.

    `pages` are county, host and organ of each, in turn; no more in all than a day allows. The
    receipt says nothing of the index in the log.
    """

    def __init__(self, name, acks, port, pages):
        super().__init__(name, {}, acks, iter(()))
        self.port, self.pages = port, pages
        self.most = A_DAY * len({county for county, _host, _organ in pages})

    def county_of(self, key):
        return self._page(key)[0]

    def _page(self, key):
        return self.pages[int(key.split("-")[1]) % len(self.pages)]

    def begin(self):
        """The web server is begun by whoever kills it."""

    end = begin

    def _until_answered(self, key):
        while not (said := self._ask(key)):
            self.retried += 1
            time.sleep(0.05)
        return said

    def _ask(self, key):
        _county, host, organ = self._page(key)
        form = {"kind": "wrong", "text": "表里的合计与各行相加不一致。", "contact": "", "key": key}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(
                "POST",
                f"/wrong/organ/{organ}/",
                urllib.parse.urlencode(form),
                {"Host": host, "Content-Type": "application/x-www-form-urlencoded"},
            )
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        if answer.status != SEE_OTHER:
            return None
        where = urllib.parse.urlsplit(answer.headers["Location"]).query
        return f"{urllib.parse.parse_qs(where)['number'][0]} {UNKNOWN}"
