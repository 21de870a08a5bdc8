"""The publisher beside a signer that is a process of its own, is killed, and begins again."""

import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from mingtang.ledger.management.commands import publish_log
from mingtang.ledger.tasks import folder_of
from tests.architecture.tree import ROOT
from tests.ledger.publishing import ORIGIN, acts
from tlog.errors import Broken
from tlog.signing import AskSigner

pytestmark = pytest.mark.django_db


@contextmanager
def signer(folder):
    """Killed without warning at the end."""
    arguments = [sys.executable, "-m", "tlog", "signer", "--folder", folder, "serve"]
    started = subprocess.Popen([*arguments, "--makes-keys"], cwd=ROOT)
    try:
        answers(AskSigner(folder / "socket"))
        yield
    finally:
        started.kill()
        started.wait()


def answers(ask):
    for _attempt in range(200):
        try:
            return ask.keys(ORIGIN)
        except Broken:
            time.sleep(0.05)
    raise AssertionError("it never answered")


def test_it_outlives_the_signer_and_goes_on_with_the_next(settings, tmp_path):
    data = tmp_path / ("long" * 50)
    settings.LEDGER_FOLDER, settings.LEDGER_POLICY = data / "ledger", ""
    settings.LEDGER_SIGNER = data / "signer" / "socket"
    data.mkdir()
    publishers, folder = {}, folder_of(settings.LEDGER_FOLDER, ORIGIN)
    acts(1)
    with signer(data / "signer"):
        assert publish_log._turn(publishers)
    acts(1)
    assert not publish_log._turn(publishers), "nobody signs"
    assert folder.head().size == 1
    with signer(data / "signer"):
        assert publish_log._turn(publishers)
        assert publish_log._turn(publishers)
    assert folder.head().size == 2
