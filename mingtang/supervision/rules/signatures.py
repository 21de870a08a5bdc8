"""Signatures of texts, so that one is compared with thousands without reading them.

One-permutation MinHash with rotation (Shrivastava and Li, 2014): each run is hashed once, falls
into one of the places, and the least of each place is kept; an empty place borrows from the next
one. How many places agree says about how much of two texts is the same. Bands of several places
are what is looked up by an index: two texts that have nine in ten runs in common share one of the
eight bands in 99 of 100 cases, those that have half in common in 3.
"""

import hashlib
import struct
from collections.abc import Iterable, Sequence

PLACES = 64
BANDS = 8
IN_A_BAND = PLACES // BANDS
PACKED = struct.Struct(f"<{PLACES}I")
Signature = tuple[int, ...]


def signature(runs: Iterable[str]) -> Signature:
    """The same in every process and on every machine; empty where there are no runs."""
    least: list[int | None] = [None] * PLACES
    for run in runs:
        value = int.from_bytes(hashlib.blake2b(run.encode(), digest_size=6).digest(), "big")
        place, rest = value % PLACES, (value // PLACES) & 0xFFFFFFFF
        known = least[place]
        if known is None or rest < known:
            least[place] = rest
    return _without_gaps(least)


def _without_gaps(least: Sequence[int | None]) -> Signature:
    if all(value is None for value in least):
        return ()
    found = []
    for place in range(PLACES):
        step = next(n for n in range(PLACES) if least[(place + n) % PLACES] is not None)
        borrowed = least[(place + step) % PLACES] or 0
        # Borrowed from afar is another value, or two texts would agree by their gaps.
        found.append((borrowed + step * 0x9E3779B1) & 0xFFFFFFFF)
    return tuple(found)


def bands(made: Signature) -> list[int]:
    """One number for each band, that fits a column of eight bytes."""
    rows = [made[at : at + IN_A_BAND] for at in range(0, len(made), IN_A_BAND)]
    return [
        int.from_bytes(
            hashlib.blake2b(struct.pack(f"<{IN_A_BAND}I", *row), digest_size=8).digest(),
            "big",
            signed=True,
        )
        for row in rows
    ]


def estimate(one: Signature, other: Signature) -> int:
    """About how many in a hundred of their runs two texts have in common."""
    if not one or not other:
        return 0
    same = sum(a == b for a, b in zip(one, other, strict=True))
    return 100 * same // PLACES


def packed(made: Signature) -> bytes:
    return PACKED.pack(*made) if made else b""


def unpacked(kept: bytes) -> Signature:
    return PACKED.unpack(kept) if kept else ()
