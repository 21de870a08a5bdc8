import pytest

from tests.tlog import making
from tests.tlog.verifying.opening import committed, extra
from tlog import openssl as program
from tlog.notes import Note
from tlog.proofs import Proof
from tlog.sm2 import SM2_KEYS, Sm2Key
from tlog.verifying.commands import main

LEAF = making.act(1, commitments=committed(text={"title": "公告"}))
ENTRIES = [making.act(0), LEAF]


@pytest.fixture
def secret(tmp_path):
    return Sm2Key.make(making.ORIGIN, tmp_path / "001.sm2")


@pytest.fixture
def plain(log):
    """A log that Ed25519 alone has signed."""
    log.write("policy", making.policy().encode())
    return making.publish(log, ENTRIES, making.LOG)


@pytest.fixture
def signed(log, plain, secret):
    """The same, with a line by SM2 and the key beside it."""
    note = Note(plain.text, (*plain.signatures, secret.sign(plain.text)))
    log.publish(note)
    log.write(SM2_KEYS, f"{secret.key}\n".encode())
    return note


@pytest.fixture
def verify(log, capsys):
    def run(*arguments, what="log", place=None):
        code = main([what, str(place or log.path), "--lang", "en", *map(str, arguments)])
        return code, capsys.readouterr().out

    return run


def altered(note):
    """The last byte of the last line is another."""
    *others, line = note.signatures
    value = line.value[:-1] + bytes([line.value[-1] ^ 1])
    return Note(note.text, (*others, type(line)(line.name, line.key_id, value)))


def test_a_line_by_sm2_is_checked(verify, signed, secret):
    code, said = verify()

    assert code == 0
    assert f"the signature by SM2 with SM3 holds (key {secret.key.key_id.hex()})" in said
    assert "by the key that the log itself gives" in said


def test_a_key_from_elsewhere_is_better(verify, signed, secret, tmp_path):
    keys = tmp_path / "keys"
    keys.write_text(f"{secret.key}\n")

    code, said = verify("--sm2", keys)

    assert code == 0
    assert "that the log itself gives" not in said
    assert "SM2 with SM3 holds" in said


def test_one_byte_altered_is_found(verify, signed, log):
    log.publish(altered(signed))

    code, said = verify()

    assert code == 1
    assert "the signature by SM2 is false" in said


def test_without_openssl_it_is_said_and_not_checked(verify, signed, log, monkeypatch):
    monkeypatch.setattr(program, "PROGRAM", "there-is-no-such-program")

    code, said = verify()

    assert code == 0
    assert "there is a signature by SM2, which was not checked" in said


def test_a_checkpoint_that_lacks_it_is_told(verify, signed, plain, log):
    log.publish(plain)

    code, said = verify()

    assert code == 0
    assert "the checkpoint lacks a signature by the SM2 key" in said


def test_a_log_without_sm2_is_a_log(verify, plain):
    code, said = verify()

    assert code == 0
    assert "SM2" not in said


def test_a_key_that_cannot_be_read_is_told(verify, signed, log):
    log.write(SM2_KEYS, b"rubbish\n")

    code, said = verify()

    assert code == 0
    assert "signatures by SM2 were not checked: not a key" in said


def test_the_line_of_a_proof_is_checked_with_a_key_from_elsewhere(
    verify, signed, secret, log, tmp_path
):
    policy, keys, proof = (tmp_path / name for name in ("policy", "keys", "one.tlog-proof"))
    policy.write_text(making.policy())
    keys.write_text(f"{secret.key}\n")
    proof.write_text(str(Proof(1, tuple(log.inclusion(1, 2)), signed, extra(LEAF))))

    code, said = verify("--policy", policy, "--sm2", keys, what="proof", place=proof)
    assert (code, "SM2 with SM3 holds" in said) == (0, True)

    code, said = verify("--policy", policy, what="proof", place=proof)
    assert (code, "SM2" in said) == (0, False)
