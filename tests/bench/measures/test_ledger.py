import datetime

import psycopg
import pytest

from mingtang.bench import postgres
from mingtang.bench.ground import Ground
from mingtang.bench.measures.ledger import measure
from mingtang.ledger.models import Entry

pytestmark = pytest.mark.django_db


def test_a_small_log_is_made_verified_and_proved_as_a_large_one_is(tmp_path):
    said = []
    ground = Ground(tmp_path, datetime.date(2026, 11, 26), said.append)

    measured = measure(ground, leaves=600, commits=3, find=lambda: None)
    figures = {figure.name: figure for figure in measured}

    assert postgres.NOT_THERE in said
    assert Entry.objects.count() == 3
    assert list(figures) == [
        *("ledger.append", "ledger.tiles", "ledger.verify", "ledger.proof", "ledger.size"),
    ]
    assert figures["ledger.append"].baseline.value > figures["ledger.append"].value > 0
    assert figures["ledger.tiles"].baseline.value > figures["ledger.tiles"].value > 0
    # 534 bytes an entry and 32 for its hash, and some for the tiles above.
    assert 1_300 < figures["ledger.size"].value < 1_700
    for name in ("verify", "proof", "size"):
        assert figures[f"ledger.{name}"].is_met


def test_a_database_of_its_own_is_gone_afterwards():
    address = postgres.server()
    if address is None:
        pytest.skip(postgres.NOT_THERE)

    with postgres.database_of_its_own(address) as url:
        assert postgres.bare_commits(url, 2) > 0
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_where_no_server_answers_there_is_none(monkeypatch):
    monkeypatch.setenv("TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:1/postgres")
    assert postgres.server() is None
