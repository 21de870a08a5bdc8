"""kill -9 of those who act, sign and publish, and of the database, while clients go on."""

import itertools
import os
import random
import subprocess
import sys
import time
import uuid
from urllib.parse import quote

import pytest

from mingtang_cli import processes
from mingtang_cli.server import server_command
from tests.architecture.tree import ROOT
from tests.attacks.county import free_port
from tests.attacks.crash import databases
from tests.attacks.crash.doer import CLERKS, HOST, VISITORS
from tests.attacks.crash.reading import acks_in, wrong_in
from tests.attacks.crash.running import PYTHON, Client, Program, Visitor
from tlog.folder import Folder

CLIENTS = 2
AN_HOUR_HOLDS = 40  # more in a day than one county takes would be refused
PATIENCE = 120
ACTS_A_KILL = 200  # at most; half of it on the average
FEW = 5


class Scene:
    """All that runs, on data of its own."""

    def __init__(self, data, database):
        self.data, self.database = data, database
        self.env = processes.own_environment(
            MINGTANG_DEBUG="1",
            MINGTANG_HOSTS=HOST,
            MINGTANG_SECRET_KEY="tests",
            MINGTANG_DATA=str(data),
            DJANGO_SETTINGS_MODULE="config.settings",
            **{"DATABASE_URL": "", **database.env},  # not that of the tests
        )
        self.signer = Program(
            [PYTHON, "-m", "tlog", "signer", "--folder", data / "signer", "serve", "--makes-keys"],
            self.env,
            stdout=subprocess.DEVNULL,
        )
        self.publisher = Program([PYTHON, "manage.py", "publish_log"], self.env)
        self.port = free_port()
        self.server = Program([PYTHON, *server_command(host="127.0.0.1", port=self.port)], self.env)
        self.acks = data / "acknowledged"
        self.kept = {CLERKS: {}, VISITORS: {}}

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
        origins = self.database.rows("SELECT code, log_origin FROM organs_county")
        ledger = self.data / "ledger"
        self.folders = {code: Folder(ledger / quote(of, safe="")) for code, of in origins}
        asked = "SELECT object_id FROM organs_organ WHERE code LIKE 'ZB-990002-%'"
        self.pages = [uuid.UUID(str(of)) for (of,) in self.database.rows(asked)]

    def look(self):
        """Somebody outside keeps the checkpoints of now and then; returns all sizes together."""
        heads = {code: folder.head() for code, folder in self.folders.items()}
        for code, head in heads.items():
            if head:
                self.kept[code][head.size] = head
        return sum(head.size for head in heads.values() if head)

    def run(self, kills):
        opened = os.open(self.acks, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
        hours = _Hours()
        self.clients = [Client(f"c{n}", self.env, opened, hours) for n in range(CLIENTS)]
        self.clients.append(Visitor("v", opened, self.port, self.pages))
        self.server.begin()
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
        dice = random.Random(kills)
        clerks = self.clients[:CLIENTS]
        targets = [self.server, self.signer, self.publisher, *clerks, *self.database.killed]
        self._until(lambda: all(client.count for client in self.clients))
        for _kill in range(kills):
            wanted = self.count + dice.randrange(ACTS_A_KILL if kills > FEW else FEW)
            self._until(lambda wanted=wanted: self.count >= wanted)
            time.sleep(dice.uniform(0, 0.5))
            self.look()
            dice.choice(targets).kill_and_begin(dice)

    def finish(self):
        """All that was acknowledged is before everyone's eyes, a little later."""
        asked = "SELECT sum(size) FROM ledger_log"
        self._until(lambda: self.look() == self.database.rows(asked)[0][0])
        self.server.kill()
        self.publisher.kill()
        self.signer.kill()

    @property
    def count(self):
        """Acts acknowledged so far."""
        return sum(client.count for client in self.clients)

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

    assert [key for client in scene.clients for key in client.doubled] == []
    for code, folder in scene.folders.items():
        own = [ack for ack in acks if (ack.client == "v") == (code == VISITORS)]
        kept = list(scene.kept[code].values())
        assert own
        assert list(wrong_in(own, scene.database, code, folder, kept)) == []
    if kills > FEW:
        retried = sum(client.retried for client in scene.clients)
        kept = sum(map(len, scene.kept.values()))
        with capsys.disabled():
            said = f"{len(acks)} acknowledged, {retried} asked again, {kept} checkpoints kept"
            sys.stdout.write(f"\n{kills} kills: {said}\n")
