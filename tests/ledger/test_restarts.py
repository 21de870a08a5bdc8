"""The publisher beside a signer that is a process of its own, is killed, and begins again."""

import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from mingtang.ledger.management.commands import publish_log
from mingtang.ledger.models import Log
from mingtang.ledger.queries import was_published
from mingtang.ledger.tasks import folder_of
from tests.architecture.tree import ROOT
from tests.ledger.publishing import ORIGIN, Clock, acts, publisher, signing, size
from tests.tlog.conftest import serving
from tlog.errors import Broken
from tlog.heads import Refused
from tlog.policies import read_policy
from tlog.signer import Signer, serve
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


@dataclass(frozen=True)
class Counting(AskSigner):
    """Remembers how often it was asked for keys."""

    asked: list = field(default_factory=list)

    def keys(self, origin, **asked):
        self.asked.append(origin)
        return super().keys(origin, **asked)


def test_the_keys_are_asked_for_once_and_again_when_they_are_others(tmp_path):
    acts(1)
    folder, clock = tmp_path / "signer", Clock()
    Signer(folder, clock).make_key(ORIGIN)
    with signing(folder, clock) as answering:
        counting = Counting(answering.path)
        ours = publisher(tmp_path, counting)
        for count in (0, 1, 0):
            acts(count)
            ours.turn(size())
        assert len(counting.asked) == 1

        def policy():
            ours.turn(size())
            ours.turn(size())
            return [str(key) for key in read_policy((ours.folder.path / "policy").read_text()).logs]

        (old,) = policy()
        new = Signer(folder, clock).make_key(ORIGIN)
        assert policy() == [old, new]
        assert len(counting.asked) == 2
        Signer(folder, clock).retire(ORIGIN, old.split("+")[1])
        assert policy() == [new]
        assert len(counting.asked) == 3
    with signing(folder, clock):
        assert policy() == [new]
        assert len(counting.asked) == 4, "another signer began"
    with pytest.raises(Broken, match="the signer does not answer"):
        ours.turn(size())


@pytest.mark.parametrize("files", ["there", "lost"])
def test_a_signer_that_lost_its_folder_gets_no_other_key_by_itself(
    settings, tmp_path, client, caplog, files
):
    settings.LEDGER_FOLDER, settings.LEDGER_POLICY = tmp_path / "ledger", ""
    settings.LEDGER_SIGNER = tmp_path / "signer" / "socket"
    publishers, folder = {}, folder_of(settings.LEDGER_FOLDER, ORIGIN)
    acts(1)
    with signing(tmp_path / "signer", Clock()):
        assert publish_log._turn(publishers)
    shown = folder.checkpoint()
    shutil.rmtree(tmp_path / "signer")
    if files == "lost":
        shutil.rmtree(folder.path)
    publishers.clear()
    acts(1)
    with signing(tmp_path / "signer", Clock()) as asked:
        assert not publish_log._turn(publishers)
        with pytest.raises(Refused):
            asked.keys(ORIGIN, is_new=False)
    assert folder.checkpoint() == (shown if files == "there" else None)
    (told,) = client.get("/healthz").json()["log"]
    assert f"bin/mingtang signer make-key {ORIGIN}, and announce" in told
    assert "Restore the signer's folder from its backup" in caplog.text

    made = Signer(tmp_path / "signer", Clock()).make_key(ORIGIN)
    with signing(tmp_path / "signer", Clock()):
        assert publish_log._turn(publishers)
    assert [str(key) for key in read_policy((folder.path / "policy").read_text()).logs] == [made]
    assert folder.head().size == 2


def test_what_was_published_before_this_was_noted_is_noted(tmp_path):
    acts(1)
    with signing(tmp_path / "signer", Clock()) as answering:
        publisher(tmp_path, answering).turn(size())
        Log.objects.update(was_published=False)
        publisher(tmp_path, answering).turn(size())
    assert was_published(ORIGIN)


def test_that_the_signer_is_down_is_no_lost_key(tmp_path):
    acts(1)
    with signing(tmp_path / "signer", Clock()) as answering:
        publisher(tmp_path, answering).turn(size())
    with pytest.raises(Broken, match="the signer does not answer"):
        publisher(tmp_path, answering).turn(size())


def test_a_signer_that_makes_no_keys_says_so_of_a_new_log(tmp_path):
    acts(1)
    server = serve(Signer(tmp_path / "signer", Clock()))
    with serving(server), pytest.raises(Refused, match="no key of the log"):
        publisher(tmp_path, AskSigner(tmp_path / "signer" / "socket")).turn(size())
