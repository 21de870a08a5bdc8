from pathlib import Path

import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler

from config import environment
from mingtang.foundation import wiping

SQLITE = Path("db.sqlite3")
WORDS = "某某某甲每月领取五百元"


@pytest.fixture
def database(monkeypatch, tmp_path):
    """One on disk, with the settings that every county has."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/a.sqlite3")
    databases = ConnectionHandler({"default": environment.database("DATABASE_URL", sqlite=SQLITE)})
    made = databases["default"]
    monkeypatch.setattr(wiping, "connection", made)
    with made.cursor() as cursor:
        cursor.execute("CREATE TABLE said (text TEXT)")
        cursor.execute("INSERT INTO said VALUES (%s)", [WORDS])
    yield made
    made.close()


def on_disk(folder):
    return b"".join(path.read_bytes() for path in folder.glob("a.sqlite3*"))


@pytest.mark.django_db
def test_nothing_of_what_was_erased_lies_in_the_files_of_the_database(database, tmp_path):
    assert WORDS.encode() in on_disk(tmp_path)
    with database.cursor() as cursor:
        cursor.execute("UPDATE said SET text = %s", ["（内容已依法删除）"])
    assert WORDS.encode() in on_disk(tmp_path), "the journal holds it still"

    wiping.wipe()

    assert WORDS.encode() not in on_disk(tmp_path)


class Elsewhere:
    """A database that does not answer."""

    def __init__(self, vendor):
        self.vendor = vendor

    def cursor(self):
        raise OperationalError


def test_a_database_that_cannot_be_cut_off_now_stops_nobody(monkeypatch, caplog):
    monkeypatch.setattr(wiping, "connection", Elsewhere("sqlite"))
    wiping.wipe()
    assert "was not cut off" in caplog.text


def test_another_kind_of_database_is_asked_nothing(monkeypatch):
    monkeypatch.setattr(wiping, "connection", Elsewhere("postgresql"))
    wiping.wipe()
