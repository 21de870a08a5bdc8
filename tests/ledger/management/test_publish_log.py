import json
import signal
import threading

import pytest
from django.core.management import call_command
from django.db import OperationalError

from mingtang.ledger import queries
from mingtang.ledger.management.commands import publish_log
from mingtang.ledger.tasks import STATE, folder_of
from tests.ledger.publishing import ORIGIN, Clock, acts, signing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _here(settings, tmp_path):
    settings.LEDGER_FOLDER = tmp_path / "ledger"
    settings.LEDGER_SIGNER = tmp_path / "signer" / "socket"
    settings.LEDGER_POLICY = ""


def state():
    return json.loads(
        (folder_of(publish_log.settings.LEDGER_FOLDER, ORIGIN).path / STATE).read_text()
    )


def test_once_publishes_every_log(tmp_path):
    acts(2)
    acts(1, origin="two.example/log")
    with signing(tmp_path / "signer", Clock()):
        call_command("publish_log", once=True)

    for origin, size in ((ORIGIN, 2), ("two.example/log", 1)):
        assert folder_of(publish_log.settings.LEDGER_FOLDER, origin).head().size == size
    assert state()["problem"] is None


def test_without_a_signer_it_says_so_and_nothing_is_shown():
    acts(1)

    call_command("publish_log", once=True)

    assert "签名程序没有应答" in state()["problem"][0]
    assert folder_of(publish_log.settings.LEDGER_FOLDER, ORIGIN).head() is None


def test_the_lines_of_the_policy_are_shown_beside_the_key(settings, tmp_path):
    acts(1)
    rules = tmp_path / "policy"
    rules.write_text("quorum none\n# of our own\n")
    settings.LEDGER_POLICY = str(rules)
    with signing(tmp_path / "signer", Clock()):
        call_command("publish_log", once=True)

    shown = folder_of(settings.LEDGER_FOLDER, ORIGIN).path / "policy"
    assert shown.read_text().endswith("quorum none\n# of our own\n")


def test_a_database_that_is_away_is_waited_for(monkeypatch):
    def away():
        raise OperationalError

    monkeypatch.setattr(queries, "sizes", away)

    assert publish_log._turn({}) is False


def test_it_goes_on_until_it_is_told_to_stop(monkeypatch):
    turns = []

    def turn(_publishers):
        turns.append(1)
        if len(turns) == 3:
            signal.raise_signal(signal.SIGTERM)
        return True

    monkeypatch.setattr(publish_log, "_turn", turn)
    monkeypatch.setattr(publish_log, "LOOK_EVERY", 0.01)
    assert threading.current_thread() is threading.main_thread()

    call_command("publish_log")

    assert len(turns) == 3
