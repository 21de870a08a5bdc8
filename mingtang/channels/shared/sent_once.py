"""The key in a form that makes sending it twice one and the same."""

import secrets


def new_key() -> str:
    return secrets.token_urlsafe(24)
