"""Transparency logs in the public C2SP formats: notes, checkpoints, tiles, proofs, witnesses.

Python's standard library and `cryptography`, nothing else: the whole folder can be handed to
somebody who trusts neither us nor our server (`bin/mingtang verify write FILE`).
"""
