"""The Merkle tree of RFC 6962 and RFC 9162: hashes, roots and proofs. Hashes are 32 bytes."""

import hashlib
from collections.abc import Callable, Sequence

from tlog.errors import Broken

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()

# The hash of the complete subtree of 2**level leaves that is the index-th of its level.
Read = Callable[[int, int], bytes]


def leaf_hash(leaf: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(hashes: Sequence[bytes]) -> bytes:
    """Of leaf hashes, or of subtrees of one size where only the last may be smaller."""
    if not hashes:
        return EMPTY_ROOT
    level = list(hashes)
    sha256 = hashlib.sha256
    while len(level) > 1:
        # As `node_hash` does, without the calls: a whole log is hashed here.
        pairs = zip(level[::2], level[1::2], strict=False)
        above = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
        # An odd one out goes up as it is: the same tree as splitting at the largest power of two.
        level = above + level[len(above) * 2 :]
    return level[0]


def in_common(one: Sequence[bytes], other: Sequence[bytes]) -> int:
    """How many entries two logs begin with alike, by the hashes of their leaves."""
    pairs = zip(one, other, strict=False)
    differ = (at for at, (mine, theirs) in enumerate(pairs) if mine != theirs)
    return next(differ, min(len(one), len(other)))


def range_root(low: int, high: int, read: Read) -> bytes:
    """The root over the leaves from `low` up to, not including, `high` of a larger tree."""
    if low == high:
        return EMPTY_ROOT
    count = high - low
    if count & (count - 1) == 0:
        return read(count.bit_length() - 1, low // count)
    middle = low + _split(count)
    return node_hash(range_root(low, middle, read), range_root(middle, high, read))


def inclusion_proof(index: int, size: int, read: Read) -> list[bytes]:
    """From the leaf up to the root (RFC 6962, 2.1.1). Raises Broken outside the tree."""
    if not 0 <= index < size:
        raise Broken(
            f"{index}号条目不在{size}条的日志里", f"there is no entry {index} in a log of {size}"
        )
    proof: list[bytes] = []
    low, high = 0, size
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            proof.append(range_root(middle, high, read))
            high = middle
        else:
            proof.append(range_root(low, middle, read))
            low = middle
    return proof[::-1]


def consistency_proof(old: int, new: int, read: Read) -> list[bytes]:
    """That the tree of `old` leaves is the beginning of that of `new` (RFC 6962, 2.1.2)."""
    if not 0 <= old <= new:
        raise Broken(
            f"{old}条的日志不可能是{new}条的开头", f"a log of {old} cannot begin one of {new}"
        )
    if old in (0, new):
        return []
    proof: list[bytes] = []
    low, high, is_whole = 0, new, True
    while old != high:
        middle = low + _split(high - low)
        if old <= middle:
            proof.append(range_root(middle, high, read))
            high = middle
        else:
            proof.append(range_root(low, middle, read))
            low, is_whole = middle, False
    if not is_whole:
        proof.append(range_root(low, high, read))
    return proof[::-1]


def root_from_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes:
    """The root that a proof leads to, from the hash of a leaf (RFC 9162, 2.1.3.2).

    Raises Broken for a proof of the wrong shape; whoever asks compares the root.
    """
    if not 0 <= index < size:
        raise Broken("证明所说的条目不在日志里", "the proof is of an entry outside the log")
    position, last, root = index, size - 1, leaf
    for step in proof:
        if last == 0:
            raise Broken("证明过长", "the proof is too long")
        if position & 1 or position == last:
            root = node_hash(step, root)
            position, last = _past_odd_ones(position, last)
        else:
            root = node_hash(root, step)
        position, last = position >> 1, last >> 1
    if last:
        raise Broken("证明过短", "the proof is too short")
    return root


def roots_from_consistency(
    old: int, new: int, old_root: bytes, proof: Sequence[bytes]
) -> tuple[bytes, bytes]:
    """The roots of both trees that a proof leads to (RFC 9162, 2.1.4.2), for 0 < old < new."""
    if not proof:
        raise Broken("缺少一致性证明", "the consistency proof is missing")
    steps = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    # Up to where the old tree's right edge is no longer that of a complete subtree.
    complete = (old ^ (old - 1)).bit_length() - 1
    position, last = (old - 1) >> complete, (new - 1) >> complete
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            raise Broken("一致性证明过长", "the consistency proof is too long")
        if position & 1 or position == last:
            before, after = node_hash(step, before), node_hash(step, after)
            position, last = _past_odd_ones(position, last)
        else:
            after = node_hash(after, step)
        position, last = position >> 1, last >> 1
    if last:
        raise Broken("一致性证明过短", "the consistency proof is too short")
    return before, after


def is_consistent(
    old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the log of `new` entries begins with all of the `old` ones, unchanged."""
    if old > new:
        return False
    if old == new:
        return not proof and old_root == new_root
    if old == 0:
        return not proof and old_root == EMPTY_ROOT
    try:
        return roots_from_consistency(old, new, old_root, proof) == (old_root, new_root)
    except Broken:
        return False


def _past_odd_ones(position: int, last: int) -> tuple[int, int]:
    """Up to where the path is on the right again: an odd one out went up as it was."""
    while position and not position & 1:
        position, last = position >> 1, last >> 1
    return position, last


def _split(count: int) -> int:
    """The largest power of two below `count`, which is two at least."""
    return 1 << ((count - 1).bit_length() - 1)
