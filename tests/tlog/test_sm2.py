import subprocess

import pytest

from tests.tlog import making
from tlog import openssl as program
from tlog import sm2
from tlog.cosignatures import signed_by
from tlog.errors import Broken
from tlog.notes import Note, key_id, read_key, read_note
from tlog.sm2 import Sm2Key, has_signed, read_sm2_key

TEXT = making.head(making.entries(5)).text


@pytest.fixture
def secret(tmp_path):
    return Sm2Key.make(making.ORIGIN, tmp_path / "001.sm2")


def openssl_accepts(key, text, value, folder):
    """What somebody does who has openssl, the three files, and nothing of ours."""
    pem = folder / "key.pem"
    (folder / "key.der").write_bytes(sm2.BEFORE_POINT + key.public[len(sm2.WORDS) :])
    subprocess.run(
        ["openssl", "pkey", "-pubin", "-inform", "DER", "-in", folder / "key.der", "-out", pem],
        check=True,
    )
    (folder / "text").write_bytes(text)
    (folder / "value").write_bytes(value)
    done = subprocess.run(
        ["openssl", "pkeyutl", "-verify", "-rawin", "-digest", "sm3", "-pubin", "-inkey", pem]
        + ["-in", folder / "text", "-sigfile", folder / "value"]
        + ["-pkeyopt", "distid:1234567812345678"],
        capture_output=True,
        check=False,
    )
    return done.returncode == 0


def test_what_we_sign_openssl_accepts_and_not_with_one_byte_altered(secret, tmp_path):
    value = secret.sign(TEXT).value
    other = bytearray(TEXT.encode())
    other[-2] ^= 1

    assert openssl_accepts(secret.key, TEXT.encode(), value, tmp_path)
    assert not openssl_accepts(secret.key, bytes(other), value, tmp_path)


def test_and_so_do_we(secret):
    value = secret.sign(TEXT).value

    assert has_signed(secret.key, TEXT, value)
    assert not has_signed(secret.key, TEXT.replace("5", "6"), value)
    assert not has_signed(secret.key, TEXT, value[:-1] + bytes([value[-1] ^ 1]))
    assert not has_signed(secret.key, TEXT, b"rubbish")


def test_the_example_of_the_standard_holds():
    sm2._verify(sm2.KNOWN_POINT, sm2.KNOWN_TEXT, sm2.KNOWN_VALUE)
    with pytest.raises(Broken):
        sm2._verify(sm2.KNOWN_POINT, b"another message", sm2.KNOWN_VALUE)


def test_the_type_is_our_own_as_signed_notes_have_it(secret):
    key = secret.key
    public = b"sm2-sm3/v1" + key.public[-65:]

    assert (key.kind, key.public, key.public[-65]) == (0xFF, public, 0x04)
    assert key.key_id == key_id(making.ORIGIN, 0xFF, public)
    assert read_sm2_key(str(key)) == read_key(str(key)) == key


def test_whoever_knows_ed25519_alone_passes_the_line_by(secret):
    plain = making.signed(TEXT, making.LOG)
    note = Note(TEXT, (secret.sign(TEXT), *plain.signatures))

    assert signed_by(read_note(str(note).encode()), [making.LOG.key]) == [making.LOG.key]


def test_the_key_lies_where_its_user_alone_may_read_and_is_read_again(secret):
    assert secret.path.stat().st_mode & 0o777 == 0o600
    assert Sm2Key.read(secret.path) == secret
    assert has_signed(secret.key, TEXT, Sm2Key.read(secret.path).sign(TEXT).value)


@pytest.mark.parametrize(
    "written",
    [
        "rubbish",
        str(making.LOG.key),
        str(sm2.Key(making.ORIGIN, 0xFF, b"sm2-sm3/v2" + bytes(65))),
        str(sm2.Key(making.ORIGIN, 0xFF, b"sm2-sm3/v1" + bytes(64))),
    ],
)
def test_what_is_no_key_for_sm2_is_refused(written):
    with pytest.raises(Broken):
        read_sm2_key(written)


def test_a_program_that_cannot_do_it_denies_nothing(secret, monkeypatch):
    value = secret.sign(TEXT).value
    monkeypatch.setattr(sm2, "HOW", ("-no-such-option",))

    with pytest.raises(Broken):
        has_signed(secret.key, TEXT, value)


def test_nor_does_a_machine_without_it(secret, monkeypatch):
    value = secret.sign(TEXT).value
    monkeypatch.setattr(program, "PROGRAM", "there-is-no-such-program")

    with pytest.raises(Broken, match="apt-get install openssl"):
        has_signed(secret.key, TEXT, value)
