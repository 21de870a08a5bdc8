"""kill -9 of those who act, sign and publish, and of the database, while clients go on."""

import itertools
import os
import random
import subprocess
import sys
import time
from urllib.parse import quote

import pytest

from mingtang_cli import processes
from tests.architecture.tree import ROOT
from tests.attacks.crash import databases
from tests.attacks.crash.reading import acks_in, wrong_in
from tests.attacks.crash.running import PYTHON, Client, Program
from tlog.errors import Broken
from tlog.folder import Folder

CLIENTS = 2
AN_HOUR_HOLDS = 40  # more in a day than one county takes would be refused
PATIENCE = 120
FEW = 5


class Scene:
    """All that runs, on data of its own."""

    def __init__(self, data, database):
        self.data, self.database = data, database
        self.env = processes.own_environment(
            MINGTANG_DEBUG="1",
            MINGTANG_SECRET_KEY="tests",
            MINGTANG_DATA=str(data),
            DJANGO_SETTINGS_MODULE="config.settings",
            **database.env,
        )
        self.signer = Program(
            [PYTHON, "-m", "tlog", "signer", "--folder", data / "signer", "serve", "--makes-keys"],
            self.env,
            stdout=subprocess.DEVNULL,
        )
        self.publisher = Program([PYTHON, "manage.py", "publish_log"], self.env)
        self.acks = data / "acknowledged"
        self.kept = {}

    def prepare(self):
        for command in (["manage.py", "migrate"], ["-m", "tests.attacks.crash.doer", "begin"]):
            subprocess.run(
                [PYTHON, *command],
                cwd=ROOT,
                env=self.env,
                check=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        self.origin = self.database.rows("SELECT log_origin FROM organs_county")[0][0]
        self.folder = Folder(self.data / "ledger" / quote(self.origin, safe=""))

    def look(self):
        """Somebody outside keeps the checkpoint of now and then."""
        try:
            head = self.folder.head()
        except Broken as problem:
            self.kept["unreadable"] = problem
            return 0
        if head:
            self.kept[head.size] = head
        return head.size if head else 0

    def run(self, kills):
        opened = os.open(self.acks, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
        hours = _Hours()
        self.clients = [Client(f"c{n}", self.env, opened, hours) for n in range(CLIENTS)]
        self.signer.begin()
        self.publisher.begin()
        for client in self.clients:
            client.start()
        try:
            self._kill(kills)
        finally:
            for client in self.clients:
                client.stopping.set()
            for client in self.clients:
                client.join()
            os.close(opened)

    def _kill(self, kills):
        dice, done = random.Random(kills), 0
        targets = [self.signer, self.publisher, *self.clients, *self.database.killed]
        self._until(lambda: all(client.count for client in self.clients))
        while done < kills:
            time.sleep(dice.uniform(0.1, 2.0 if kills > FEW else 0.6))
            self.look()
            dice.choice(targets).kill_and_begin(dice)
            done += 1

    def finish(self):
        """All that was acknowledged is before everyone's eyes, a little later."""
        asked = "SELECT size FROM ledger_log"
        self._until(lambda: self.look() == self.database.rows(asked)[0][0])
        self.publisher.kill()
        self.signer.kill()

    def _until(self, is_so):
        deadline = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < deadline
            time.sleep(0.1)


class _Hours:
    """The time goes on as acts are asked for; several threads ask."""

    def __init__(self):
        self.asked = itertools.count()

    def __next__(self):
        return next(self.asked) // AN_HOUR_HOLDS


@pytest.fixture(params=["sqlite", "postgresql"])
def scene(request, tmp_path):
    if request.param == "postgresql" and not (databases.BINARIES and os.geteuid() == 0):
        pytest.skip("PostgreSQL cannot be started here as a user of its own")
    folder = databases.private_folder() if request.param == "postgresql" else None
    database = databases.Server(folder) if folder else databases.File(tmp_path)
    database.begin()
    try:
        made = Scene(tmp_path, database)
        made.prepare()
        yield made
    finally:
        database.end()


def test_nothing_is_lost_doubled_or_out_of_order(scene, request, capsys):
    kills = request.config.getoption("--kills")
    scene.run(kills)
    scene.finish()
    acks = acks_in(scene.acks)

    assert "unreadable" not in scene.kept
    assert [key for client in scene.clients for key in client.doubled] == []
    assert list(wrong_in(acks, scene.database, scene.folder, list(scene.kept.values()))) == []
    if kills > FEW:
        retried = sum(client.retried for client in scene.clients)
        with capsys.disabled():
            said = f"{len(acks)} acknowledged, {retried} asked again, {len(scene.kept)} checkpoints"
            sys.stdout.write(f"\n{kills} kills: {said}\n")
