"""A database of its own for the crashes: a file, or a PostgreSQL that may be killed as well."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
USER = "postgres"


def private_folder():
    """Below /tmp, as another user has to reach it."""
    return Path(tempfile.mkdtemp(prefix="mingtang-crash-")) / "data"


class File:
    """SQLite: dies with whoever uses it."""

    def __init__(self, data):
        self.path, self.env = data / "mingtang.sqlite3", {}

    def begin(self):
        pass

    def end(self):
        pass

    def rows(self, asked):
        with sqlite3.connect(self.path) as connection:
            return connection.execute(asked).fetchall()

    killed = {}


class Server:
    """PostgreSQL as its own user, on a port of its own."""

    def __init__(self, folder):
        with socket.create_server(("127.0.0.1", 0)) as trial:
            self.port = trial.getsockname()[1]
        self.folder = folder
        self.url = f"postgresql://{USER}@127.0.0.1:{self.port}/mingtang"
        self.env = {"DATABASE_URL": self.url}
        self.killed = {"database": self.kill_and_begin, "database process": self.kill_one}

    def begin(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.folder.parent.chmod(0o755)
        shutil.chown(self.folder, USER, USER)
        self._run("initdb", "--auth=trust", "--username", USER, "--encoding=UTF8")
        self._start()
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "mingtang", data=False)

    def end(self):
        self._run("pg_ctl", "stop", "-m", "immediate")
        shutil.rmtree(self.folder.parent)

    def rows(self, asked):
        with psycopg.connect(self.url) as connection:
            return connection.execute(asked).fetchall()

    def kill_and_begin(self, _dice):
        """The whole of it."""
        os.kill(self._first(), signal.SIGKILL)
        self._start()

    def kill_one(self, dice):
        """One of its processes, after which it recovers by itself."""
        first = self._first()
        path = Path(f"/proc/{first}/task/{first}/children")
        os.kill(dice.choice([int(each) for each in path.read_text().split()]), signal.SIGKILL)

    def _first(self):
        return int((self.folder / "postmaster.pid").read_text().splitlines()[0])

    def _start(self):
        """What the killed one left running has to end first."""
        said = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.folder}"
        for _attempt in range(100):
            try:
                self._run("pg_ctl", "start", "-w", "-l", str(self.folder / "log"), "-o", said)
            except subprocess.CalledProcessError:
                time.sleep(0.2)
            else:
                return
        raise TimeoutError

    def _run(self, name, *arguments, data=True):
        where = ["-D", str(self.folder)] if data else []
        subprocess.run(
            [str(BINARIES[-1] / name), *where, *arguments],
            check=True,
            user=USER,
            group=USER,
            extra_groups=[],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
