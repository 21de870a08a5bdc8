"""kill -9 of those who act, sign and publish, and of the database, while clients go on."""

import itertools
import os
import random
import subprocess
import time
import uuid
from collections import Counter
from urllib.parse import quote

import pytest
from django.db import connection

from mingtang_cli import processes
from mingtang_cli.server import server_command
from tests.architecture.tree import ROOT
from tests.attacks.county import free_port
from tests.attacks.crash import databases
from tests.attacks.crash.doer import visited
from tests.attacks.crash.reading import acks_in, wrong_in
from tests.attacks.crash.running import PYTHON, Client, Program, Visitor
from tlog.folder import Folder

CLERKS = 2
VISITORS = 2
AN_HOUR_HOLDS = 40  # more in a day than one county takes would be refused
PATIENCE = 120
ACTS_A_KILL = 100  # on the average
KILLS_A_COUNTY = 15
FEW = 6


class Scene:
    """All that runs, on data of its own."""

    def __init__(self, data, database, kills):
        self.data, self.database, self.kills = data, database, kills
        self.visited = VISITORS + kills // KILLS_A_COUNTY
        hosts = [host for _code, host in map(visited, range(self.visited))]
        self.env = processes.own_environment(
            MINGTANG_DEBUG="1",
            MINGTANG_HOSTS=",".join(hosts),
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
        self.killed = Counter()

    def prepare(self):
        begin = ["-m", "tests.attacks.crash.doer", "begin", str(self.visited)]
        for command in (["manage.py", "migrate"], begin):
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
        self.kept = {code: {} for code in self.folders}
        self.pages = [
            [
                page
                for number in range(first, self.visited, VISITORS)
                for page in self._pages(number)
            ]
            for first in range(VISITORS)
        ]

    def _pages(self, number):
        code, host = visited(number)
        asked = f"SELECT object_id FROM organs_organ WHERE code LIKE 'ZB-{code}-%' ORDER BY code"
        return [(code, host, uuid.UUID(str(of))) for (of,) in self.database.rows(asked)]

    def look(self):
        """Somebody outside keeps the checkpoints of now and then; returns all sizes together."""
        heads = {code: folder.head() for code, folder in self.folders.items()}
        for code, head in heads.items():
            if head:
                self.kept[code][head.size] = head
        return sum(head.size for head in heads.values() if head)

    def run(self):
        opened = os.open(self.acks, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
        hours = _Hours()
        self.clerks = [Client(f"c{n}", self.env, opened, hours) for n in range(CLERKS)]
        self.visitors = [
            Visitor(f"v{n}", opened, self.port, pages) for n, pages in enumerate(self.pages)
        ]
        self.clients = [*self.clerks, *self.visitors]
        self.server.begin()
        self.signer.begin()
        self.publisher.begin()
        for client in self.clients:
            client.start()
        try:
            self._kill()
        finally:
            for client in self.clients:
                client.stopping.set()
            for client in self.clients:
                client.join()
            os.close(opened)

    def _kill(self):
        """Each kind as often as the others, in a random order, at random moments."""
        dice = random.Random(self.kills)
        several = dict(enumerate(self.clerks))
        targets = {
            "server": self.server.kill_and_begin,
            "signer": self.signer.kill_and_begin,
            "publisher": self.publisher.kill_and_begin,
            "clerk": lambda dice: several[dice.randrange(CLERKS)].kill_and_begin(dice),
            **self.database.killed,
        }
        names = [name for name, _turn in zip(itertools.cycle(targets), range(self.kills))]
        dice.shuffle(names)
        self._until(lambda: all(client.count for client in self.clients))
        average = ACTS_A_KILL if self.kills > FEW else 2
        for name in names:
            wanted = self.count + dice.randrange(2 * average)
            self._until(lambda wanted=wanted: self.count >= wanted)
            time.sleep(dice.uniform(0, 0.5))
            self.look()
            targets[name](dice)
            self.killed[name] += 1
        self._until(lambda: self.count >= average * self.kills, PATIENCE * 10)

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

    def _until(self, is_so, patience=PATIENCE):
        deadline = time.monotonic() + patience
        while not is_so():
            assert time.monotonic() < deadline
            time.sleep(0.1)


class _Hours:
    """The time goes on as acts are asked for; several threads ask."""

    def __init__(self):
        self.asked = itertools.count()

    def __next__(self):
        return next(self.asked) // AN_HOUR_HOLDS


@pytest.fixture
def scene(request, tmp_path):
    """On the database that this run of the tests is for; never the very one."""
    kills, is_file = request.config.getoption("--kills"), connection.vendor == "sqlite"
    if not is_file and not (databases.BINARIES and os.geteuid() == 0):
        pytest.skip("PostgreSQL cannot be started here as a user of its own")
    database = databases.File(tmp_path) if is_file else databases.Server(databases.private_folder())
    database.begin()
    try:
        made = Scene(tmp_path, database, kills)
        made.prepare()
        yield made
    finally:
        database.end()


def test_nothing_is_lost_doubled_or_out_of_order(scene, tell):
    scene.run()
    scene.finish()
    acks = acks_in(scene.acks)

    assert [key for client in scene.clients for key in client.doubled] == []
    for code, folder in scene.folders.items():
        own = [ack for ack in acks if ack.county == code]
        kept = list(scene.kept[code].values())
        assert list(wrong_in(own, scene.database, code, folder, kept)) == []
    assert all(client.count for client in scene.clients)
    by_form = sum(visitor.count for visitor in scene.visitors)
    retried = sum(client.retried for client in scene.clients)
    kept = sum(map(len, scene.kept.values()))
    tell(
        f"{sum(scene.killed.values())} kills on {connection.vendor}: {dict(scene.killed)}; "
        f"{len(acks)} acknowledged, {by_form} of them by the web server; {retried} asked again, "
        f"{kept} checkpoints kept, {len(scene.folders)} logs; nothing lost, doubled, out of order"
    )
