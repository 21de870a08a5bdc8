"""What the publisher does where a log has a key for SM2, and where it has none."""

import json

import pytest

from mingtang.ledger.tasks import STATE
from tests.ledger.publishing import Clock, acts, publisher, signing, size
from tlog import openssl as program
from tlog.policies import read_policy
from tlog.signer import Signer
from tlog.sm2 import SM2_KEYS, has_signed, read_sm2_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours(tmp_path):
    acts(2)
    with signing(tmp_path / "signer", Clock()) as asked:
        made = publisher(tmp_path, asked)
        made.turn(size())
        yield made


def own(ours):
    return Signer(ours.signer.path.parent, Clock())


def is_signed(ours, key):
    note = ours.folder.checkpoint()
    line = note.by(key)
    return line is not None and has_signed(key, note.text, line.value)


def said(ours):
    ours.state()
    return json.loads((ours.folder.path / STATE).read_text())


def test_where_nobody_made_a_key_nothing_is_other_than_before(ours):
    assert len(ours.folder.checkpoint().signatures) == 1
    assert not (ours.folder.path / SM2_KEYS).exists()
    assert "sm2" not in said(ours)


def test_a_key_signs_what_stands_and_what_comes(ours):
    before = ours.folder.checkpoint().signatures
    key = read_sm2_key(own(ours).make_sm2(ours.origin))

    assert ours.turn(size())
    assert ours.folder.checkpoint().signatures[:1] == before
    assert is_signed(ours, key)
    assert not ours.turn(size()), "signed once"

    acts(1)
    ours.turn(size())
    assert is_signed(ours, key)
    assert ours.folder.head().size == 3


def test_the_policy_asks_for_ed25519_alone(ours):
    key = own(ours).make_sm2(ours.origin)
    ours.turn(size())

    policy = read_policy((ours.folder.path / "policy").read_text())
    assert policy.check(ours.folder.checkpoint()) == {}
    assert [one.kind for one in policy.logs] == [1]
    assert (ours.folder.path / SM2_KEYS).read_text() == f"{key}\n"


def test_a_key_that_retired_signs_no_more(ours):
    key = read_sm2_key(own(ours).make_sm2(ours.origin))
    ours.turn(size())
    own(ours).retire(ours.origin, key.key_id.hex())
    acts(1)

    ours.turn(size())

    assert len(ours.folder.checkpoint().signatures) == 1
    assert (ours.folder.path / SM2_KEYS).read_bytes() == b""


def test_a_signer_without_openssl_keeps_nobody_waiting_and_is_told(ours, monkeypatch):
    key = read_sm2_key(own(ours).make_sm2(ours.origin))
    acts(1)
    monkeypatch.setattr(program, "PROGRAM", "there-is-no-such-program")

    ours.turn(size())

    assert ours.folder.head().size == 3
    assert "no program openssl" in said(ours)["sm2"][1]

    monkeypatch.undo()
    ours.turn(size())
    assert is_signed(ours, key)
    assert "sm2" not in said(ours)


def test_nor_does_a_key_that_is_damaged(ours):
    own(ours).make_sm2(ours.origin)
    (path,) = (ours.signer.path.parent / "keys").rglob("*.sm2")
    path.write_text("rubbish")
    acts(1)

    ours.turn(size())

    assert ours.folder.head().size == 3
    assert "not a key" in said(ours)["sm2"][1]


def test_where_one_of_two_is_new_it_alone_is_added(ours):
    first = read_sm2_key(own(ours).make_sm2(ours.origin))
    ours.turn(size())
    kept = ours.folder.checkpoint()
    second = read_sm2_key(own(ours).make_sm2(ours.origin))

    ours.turn(size())

    assert ours.folder.checkpoint().signatures[:2] == kept.signatures
    assert is_signed(ours, first)
    assert is_signed(ours, second)
