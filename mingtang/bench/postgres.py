"""A database of its own on the PostgreSQL that the tests use, where one answers."""

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
from psycopg.sql import SQL, Identifier

from mingtang_cli.checks import LOCAL_POSTGRES

PATIENCE = 3  # seconds


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
