"""Who signed a checkpoint: its log, and witnesses that saw no larger tree that contradicts it."""

import struct
from collections.abc import Iterable

from tlog.errors import Broken
from tlog.notes import COSIGNATURE, ED25519, Key, Note, SecretKey, Signature

SIGNED_BYTES = 72


def cosign(secret: SecretKey, text: str, seconds: int) -> Signature:
    """A witness's line. `seconds` since 1970, as its clock has it."""
    value = struct.pack(">Q", seconds) + secret.sign_bytes(_message(text, seconds))
    return Signature(secret.key.name, secret.key.key_id, value)


def cosigned_at(note: Note, key: Key) -> int | None:
    """When that witness signed, in seconds since 1970; None where it left no good line."""
    found = note.by(key)
    if found is None or len(found.value) != SIGNED_BYTES:
        return None
    seconds = int.from_bytes(found.value[:8])
    good = key.has_signed(_message(note.text, seconds), found.value[8:])
    return seconds if good else None


def has_signed(note: Note, key: Key) -> bool:
    """Raises Broken where the key has a line and it is false."""
    found = note.by(key)
    if found is None:
        return False
    if key.kind == COSIGNATURE:
        good = cosigned_at(note, key) is not None
    else:
        good = key.kind == ED25519 and key.has_signed(note.text.encode(), found.value)
    if not good:
        raise Broken(f"{key.name}的签名不对", f"the signature of {key.name} is false")
    return True


def signed_by(note: Note, keys: Iterable[Key]) -> list[Key]:
    """Those of the known keys that signed; lines of unknown ones are read past. Raises Broken."""
    return [key for key in keys if has_signed(note, key)]


def _message(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()
