"""Base64 in the one way to write it, so that no two texts say the same."""

import base64


def encoded(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def decoded(written: str) -> bytes | None:
    """None for what is not Base64, or is written otherwise than `encoded` writes it."""
    try:
        raw = base64.b64decode(written, validate=True)
    except ValueError:
        return None
    return raw if encoded(raw) == written else None
