"""A database of its own on the PostgreSQL that the tests use, where one answers."""

import os
import secrets
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg.sql import SQL, Identifier

from mingtang.bench.serving import NotMeasured, program
from mingtang_cli.checks import LOCAL_POSTGRES
from mingtang_cli.places import MANAGE

PATIENCE = 3  # seconds
NOT_THERE = (
    "没有 PostgreSQL（TEST_POSTGRES_URL 或 127.0.0.1:5432），不测它"
    " / no PostgreSQL answers at TEST_POSTGRES_URL or 127.0.0.1:5432: not measured"
)
FindServer = Callable[[], str | None]


def server() -> str | None:
    """Its address; None where none answers."""
    address = os.environ.get("TEST_POSTGRES_URL", "").strip() or LOCAL_POSTGRES
    try:
        psycopg.connect(address, connect_timeout=PATIENCE).close()
    except psycopg.OperationalError:
        return None
    return address


@contextmanager
def database_of_its_own(address: str) -> Iterator[str]:
    """The address of an empty one, which is dropped afterwards, whoever is still in it."""
    name = f"mingtang_bench_{secrets.token_hex(4)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        try:
            yield urlsplit(address)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


def bare_commits(address: str, commits: int) -> float:
    """The seconds for one row a transaction, without us."""
    with psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE bare_act (id serial PRIMARY KEY, said text)")
        connection.commit()
        started = time.perf_counter()
        for number in range(commits):
            connection.execute("INSERT INTO bare_act (said) VALUES (%s)", [f"act {number}"])
            connection.commit()
        return time.perf_counter() - started


def bare_rows(address: str, row: str, count: int) -> float:
    """The seconds for so many rows in one stream, into a table that nothing hangs on."""
    with psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE bare_row (id serial, said text)")
        connection.commit()
        started = time.perf_counter()
        with connection.cursor().copy("COPY bare_row (said) FROM STDIN") as copy:
            for _number in range(count):
                copy.write_row((row,))
        connection.commit()
        return time.perf_counter() - started


def manage(url: str, *words: str | Path) -> str:
    """What a command says that has that database."""
    with program([sys.executable, MANAGE, *words], DATABASE_URL=url) as running:
        said, _nothing = running.communicate()
    if running.returncode != 0:
        raise NotMeasured(f"{words[0]} failed on PostgreSQL; see above")
    return said
