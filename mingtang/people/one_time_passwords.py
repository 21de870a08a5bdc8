"""Passwords that are told to somebody once, and changed at the first sign-in."""

import secrets

# Nothing that is taken for another sign when read aloud or copied by hand.
LETTERS = "abcdefghjkmnpqrstuvwxyz"
DIGITS = "23456789"


def one_time_password() -> str:
    """Three groups of five: kbwr7-q3mzp-u8fda. Sixty bits and more."""
    signs = LETTERS + DIGITS
    groups = ("".join(secrets.choice(signs) for _sign in range(5)) for _group in range(3))
    return "-".join(groups)
