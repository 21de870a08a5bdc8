"""Sensitive text, encrypted at rest (AES-256-GCM), under keys that can be changed.

`SEALING_KEYS` lists the keys: the first seals, all open. To change the key, put a new one in front,
seal anew what `is_sealed_by_old_key`, then leave out the old one. Whoever loses the keys loses the
text: they belong into the backup, apart from the database.
"""

import hashlib
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

FORM = b"\x01"  # says how the rest is to be read, so that another way can come beside it
NAME_BYTES = 8
NONCE_BYTES = 12


class CannotOpen(Exception):  # noqa: N818 - reads as a sentence where it is raised
    """No key opens this, or it was altered, or it belongs to another record."""


def seal(text: str, *, belongs_to: str) -> bytes:
    """`belongs_to` names the record: what is copied to another record does not open there."""
    key = settings.SEALING_KEYS[0]
    head = FORM + _name(key)
    nonce = secrets.token_bytes(NONCE_BYTES)
    return head + nonce + AESGCM(key).encrypt(nonce, text.encode(), _bound(head, belongs_to))


def unseal(sealed: bytes | memoryview, *, belongs_to: str) -> str:
    """Raises CannotOpen."""
    head, nonce, locked = _parts(bytes(sealed))
    for key in settings.SEALING_KEYS:
        if head == FORM + _name(key):
            return _opened(key, head, nonce, locked, belongs_to)
    raise CannotOpen("none of the keys in SEALING_KEYS sealed this")


def is_sealed_by_old_key(sealed: bytes | memoryview) -> bool:
    head, _nonce, _locked = _parts(bytes(sealed))
    return head != FORM + _name(settings.SEALING_KEYS[0])


def _opened(key: bytes, head: bytes, nonce: bytes, locked: bytes, belongs_to: str) -> str:
    try:
        return AESGCM(key).decrypt(nonce, locked, _bound(head, belongs_to)).decode()
    except InvalidTag as refused:
        raise CannotOpen("altered, or of another record") from refused


def _name(key: bytes) -> bytes:
    """Tells keys apart and nothing about them."""
    return hashlib.sha256(b"mingtang sealing key" + key).digest()[:NAME_BYTES]


def _parts(sealed: bytes) -> tuple[bytes, bytes, bytes]:
    head_ends = len(FORM) + NAME_BYTES
    nonce_ends = head_ends + NONCE_BYTES
    return sealed[:head_ends], sealed[head_ends:nonce_ends], sealed[nonce_ends:]


def _bound(head: bytes, belongs_to: str) -> bytes:
    return head + belongs_to.encode()
