"""Secrets of the second factor (动态口令), as they lie in the database: sealed, as text."""

from base64 import b64decode, b64encode

from mingtang.foundation.sealing import is_sealed_by_old_key, seal, unseal

BELONGS_TO = "second factor"


def sealed(secret: str) -> str:
    return b64encode(seal(secret, belongs_to=BELONGS_TO)).decode()


def opened(kept: str) -> str:
    """Raises foundation.sealing.CannotOpen."""
    return unseal(b64decode(kept), belongs_to=BELONGS_TO)


def is_of_old_key(kept: str) -> bool:
    return is_sealed_by_old_key(b64decode(kept))
