"""The body of an add-checkpoint request (tlog-witness), written and read."""

from collections.abc import Sequence
from dataclasses import dataclass

from tlog.checkpoints import SIZE, read_hash
from tlog.encoding import encoded
from tlog.errors import Broken

MOST_HASHES = 63
LONGEST = 100_000


@dataclass(frozen=True)
class Asked:
    """`old` is the size that is vouched for, `rest` what shall be: a checkpoint or its text."""

    old: int
    proof: tuple[bytes, ...]
    rest: bytes


def written(old: int, proof: Sequence[bytes], rest: bytes) -> bytes:
    lines = [f"old {old}", *(encoded(one) for one in proof), "", ""]
    return "\n".join(lines).encode() + rest


def read(body: bytes) -> Asked:
    """Raises Broken for what is no such request."""
    refused = Broken("请求读不懂", "the request cannot be read")
    head, gap, rest = body.partition(b"\n\n")
    try:
        first, *hashes = head.decode("ascii").split("\n")
    except UnicodeDecodeError:
        raise refused from None
    word, _, size = first.partition(" ")
    if not gap or word != "old" or not SIZE.fullmatch(size) or len(hashes) > MOST_HASHES:
        raise refused
    return Asked(int(size), tuple(read_hash(one) for one in hashes), rest)
