import datetime

import pytest

from mingtang.bench.ground import Ground
from mingtang.bench.measures.ledger import measure
from mingtang.ledger.models import Entry

pytestmark = pytest.mark.django_db


def test_a_small_log_is_made_verified_and_proved_as_a_large_one_is(tmp_path):
    ground = Ground(tmp_path, datetime.date(2026, 11, 26), lambda text: None)

    figures = {figure.name: figure for figure in measure(ground, leaves=600, commits=3)}

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
