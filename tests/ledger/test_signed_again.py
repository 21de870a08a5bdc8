"""While nothing new is recorded, keys and witnesses may be new all the same."""

import threading

import pytest

from tests.disclosure.publishing import published, scene
from tests.factories.organs import CountyFactory, OrganFactory
from tests.ledger.put_out import Published
from tlog import witness
from tlog.cosignatures import cosigned_at
from tlog.notes import read_key
from tlog.policies import read_policy

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return CountyFactory()


@pytest.fixture
def log(county, settings, tmp_path):
    made = Published(county, settings, tmp_path)
    published(scene(organ=OrganFactory(county=county)))
    made.publish()
    return made


@pytest.fixture
def neighbour(tmp_path, log):
    """A witness that knows the log and answers; yields the lines of the policy that names it."""
    folder = tmp_path / "witness"
    key = witness.make(folder, "witness.example/w1")
    (folder / "logs").write_text((log.folder.path / "log.vkey").read_text())
    server = witness.serve(witness.Witness(folder, lambda: 1_770_000_100), "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"witness w1 {key} http://127.0.0.1:{server.server_address[1]}\nquorum w1\n"
    server.shutdown()
    thread.join()
    server.server_close()


def policy_of(log):
    return read_policy((log.folder.path / "policy").read_text())


def test_a_witness_that_is_named_later_signs_the_checkpoint_that_stands(
    log, neighbour, county, settings, tmp_path
):
    named = Published(county, settings, tmp_path, rules=neighbour)

    named.publish()

    note, policy = log.folder.checkpoint(), policy_of(log)
    assert policy.check(note) == {"w1": 1_770_000_100}
    assert cosigned_at(note, policy.witnesses["w1"].key) == 1_770_000_100
    assert named.publisher.turn(log.folder.head().size) is False, "nobody is left to ask"


def test_a_new_key_signs_the_checkpoint_that_stands_and_an_old_one_may_go(log):
    signer = log.publisher.signer.signer
    (old,) = policy_of(log).logs
    new = read_key(signer.make_key(log.origin))

    log.publish()

    note = log.folder.checkpoint()
    assert policy_of(log).logs == [old, new]
    assert all(key.has_signed(note.text.encode(), note.by(key).value) for key in (old, new))
    assert (log.folder.path / "log.vkey").read_text() == f"{new}\n"

    signer.ring(log.origin).retire(old.key_id.hex())
    log.publish()

    assert policy_of(log).logs == [new]
    assert policy_of(log).check(log.folder.checkpoint()) == {}


def test_where_nothing_is_new_nothing_is_written(log):
    before = (log.folder.path / "checkpoint").stat().st_mtime_ns

    log.publish()

    assert (log.folder.path / "checkpoint").stat().st_mtime_ns == before
