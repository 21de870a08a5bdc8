import base64
import json

import pytest
from django.core.management import call_command

from mingtang.ledger.actions import bar
from mingtang.ledger.models import Entry
from mingtang.ledger.tasks import folder_of
from tests.disclosure.publishing import published, scene
from tests.factories.organs import OrganFactory
from tests.ledger.publishing import AT, Clock, signing
from tlog.policies import read_policy
from tlog.stamps import list_days, show
from tlog.tiles import Tile, entries_in, what_is_left
from tlog.verifying.reports import Report
from tlog.verifying.single import check_proof

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(settings, tmp_path):
    """A county with one publication, and its log published."""
    settings.LEDGER_FOLDER = tmp_path / "ledger"
    settings.LEDGER_SIGNER = tmp_path / "signer" / "socket"
    disclosure = published(scene()).disclosure
    with signing(tmp_path / "signer", Clock()):
        call_command("publish_log", once=True)
    return disclosure


@pytest.fixture
def ask(shown, client):
    def get(address, **given):
        return client.get(address, HTTP_HOST=shown.organ.county.host, **given)

    return get


def entry_of(disclosure, act="disclosure.published"):
    return Entry.objects.get(object_id=disclosure.object_id, act=act)


def test_the_files_of_the_log_are_served_as_they_are(ask, shown, settings):
    folder = folder_of(settings.LEDGER_FOLDER, shown.organ.county.log_origin).path
    for path in [
        one for one in folder.rglob("*") if one.is_file() and not one.name.startswith(".")
    ]:
        answer = ask(f"/log/{path.relative_to(folder)}")
        assert (answer.status_code, answer.content) == (200, path.read_bytes())
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_checkpoint_is_asked_for_again_and_a_tile_never(ask):
    assert "max-age=0" in ask("/log/checkpoint").headers["Cache-Control"]
    size = ask("/log/checkpoint").content.split(b"\n")[1].decode()
    assert "immutable" in ask(f"/log/tile/0/000.p/{size}").headers["Cache-Control"]


def test_stamps_and_further_keys_are_served_as_they_are(ask, shown, settings):
    folder = folder_of(settings.LEDGER_FOLDER, shown.organ.county.log_origin)
    assert ask("/log/stamps/days").status_code == 404
    assert ask("/log/log.sm2.vkeys").status_code == 404
    folder.write("log.sm2.vkeys", b"a key")
    assert ask("/log/log.sm2.vkeys").content == b"a key"
    show(folder, "2026-11-26", b"a checkpoint", b"an answer")
    list_days(folder)

    days, checkpoint, answer = (
        ask(f"/log/stamps/{name}") for name in ("days", "2026-11-26.checkpoint", "2026-11-26.tsr")
    )

    assert (days.content, checkpoint.content) == (b"2026-11-26\n", b"a checkpoint")
    assert answer.content == b"an answer"
    assert answer.headers["Content-Type"] == "application/timestamp-reply"
    assert "immutable" in answer.headers["Cache-Control"]
    assert "max-age=0" in days.headers["Cache-Control"]


@pytest.mark.parametrize(
    "name",
    [
        "stamps/2026-11-25.tsr",
        "stamps/../checkpoint",
        "stamps/.2026-11-26.tsr.0a0b0c0d",
        "stamps/",
        ".state.json",
        "../signer/socket",
        "tile/0/../../checkpoint",
        "tile/0/0000",
        "tile/0/000",
        "tile/zz/000",
        "nothing",
    ],
)
def test_nothing_else_is_served(ask, name):
    assert ask(f"/log/{name}").status_code == 404


def test_a_bundle_with_a_barred_entry_is_unavailable_for_legal_reasons(ask, shown, settings):
    origin = shown.organ.county.log_origin
    bar(origin=origin, index=0, at=AT)
    folder = folder_of(settings.LEDGER_FOLDER, origin)
    size = ask("/log/checkpoint").content.split(b"\n")[1].decode()
    whole = entries_in(Tile(-1, 0, int(size)), folder.fetch(Tile(-1, 0, int(size))))
    folder.bar(0, [None, *whole[1:]])

    assert ask(f"/log/tile/entries/000.p/{size}").status_code == 451
    assert ask(f"/log/tile/0/000.p/{size}").status_code == 200
    left = ask("/log/tile/entries/000.barred")
    assert what_is_left(int(size), left.content) == [None, *whole[1:]]
    assert "immutable" not in left["Cache-Control"]
    assert ask("/log/tile/entries/001.barred").status_code == 404
    assert ask("/log/proof/0.tlog-proof").status_code == 404
    assert ask("/api/v1/acts").json()["acts"][0]["leaf"] is None


def test_a_proof_is_checked_with_nothing_but_a_policy(ask, shown):
    index = entry_of(shown).index
    policy = read_policy(ask("/log/policy").content.decode())
    report = Report()

    check_proof(ask(f"/log/proof/{index}.tlog-proof").content, policy, report)

    assert report.findings == []
    assert any("2025年决算公告" in fact.chinese for fact in report.facts)


def test_a_draft_proves_that_it_was_and_opens_nothing(ask, shown):
    index = entry_of(shown, "disclosure.draft_started").index

    proof = ask(f"/log/proof/{index}.tlog-proof").content.decode()

    extra = next(line for line in proof.split("\n") if line.startswith("extra "))
    assert json.loads(base64.b64decode(extra.removeprefix("extra ")))["c"] == {}


def test_no_proof_of_what_is_not_there_or_not_yet_published(ask, shown):
    assert ask("/log/proof/99999.tlog-proof").status_code == 404
    published(scene(organ=OrganFactory(county=shown.organ.county)))
    newest = Entry.objects.filter(log__origin=shown.organ.county.log_origin).latest("index")
    assert ask(f"/log/proof/{newest.index}.tlog-proof").status_code == 404
