"""A proof that an entry is in a log (tlog-proof): one file that needs no network and no server."""

from dataclasses import dataclass

from tlog.checkpoints import SIZE, Checkpoint, read_checkpoint, read_hash
from tlog.encoding import decoded, encoded
from tlog.errors import Broken
from tlog.merkle import leaf_hash, root_from_inclusion
from tlog.notes import Note, read_note
from tlog.policies import Policy

HEAD = "c2sp.org/tlog-proof@v1"
LONGEST = 4_000_000


@dataclass(frozen=True)
class Proof:
    """`extra` travels along, bound by nothing: here the leaf and what it speaks of."""

    index: int
    hashes: tuple[bytes, ...]
    note: Note
    extra: bytes = b""

    def __str__(self) -> str:
        extra = f"extra {encoded(self.extra)}\n" if self.extra else ""
        hashes = "".join(f"{encoded(one)}\n" for one in self.hashes)
        return f"{HEAD}\n{extra}index {self.index}\n{hashes}\n{self.note}"

    def check(self, leaf: bytes, policy: Policy) -> tuple[Checkpoint, dict[str, int]]:
        """The checkpoint that holds the leaf, and when witnesses signed it. Raises Broken."""
        seen = policy.check(self.note)
        head = read_checkpoint(self.note)
        root = root_from_inclusion(leaf_hash(leaf), self.index, head.size, self.hashes)
        if root != head.root:
            raise Broken("这条记录不在这个校验点之内", "the entry is not under this checkpoint")
        return head, seen


def read_proof(written: bytes) -> Proof:
    """Raises Broken for what is no proof."""
    refused = Broken("不是证明文件", "not a proof")
    if len(written) > LONGEST:
        raise refused
    head, gap, note = written.partition(b"\n\n")
    try:
        lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError:
        raise refused from None
    if not gap or lines.pop(0) != HEAD:
        raise refused
    extra = b""
    if lines and lines[0].startswith("extra "):
        extra = _extra(lines.pop(0).removeprefix("extra "))
    word, _, index = (lines.pop(0) if lines else "").partition(" ")
    if word != "index" or not SIZE.fullmatch(index):
        raise refused
    return Proof(int(index), tuple(read_hash(line) for line in lines), read_note(note), extra)


def _extra(written: str) -> bytes:
    found = decoded(written)
    if found is None:
        raise Broken("证明文件的附加内容读不懂", "the extra of the proof cannot be read")
    return found
