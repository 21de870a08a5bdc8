"""Checkpoints: how many entries a log has, and the one root over all of them, signed."""

import re
from dataclasses import dataclass

from tlog.encoding import decoded, encoded
from tlog.errors import Broken
from tlog.merkle import HASH_BYTES
from tlog.notes import Note

SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


@dataclass(frozen=True)
class Checkpoint:
    """The head of a log. Equal ones say the same of the same log."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{encoded(self.root)}\n"


def read_checkpoint(note: Note) -> Checkpoint:
    """Extension lines are read past, as clients should. Raises Broken."""
    lines = note.text.split("\n")
    if len(lines) < 4 or not lines[0] or not SIZE.fullmatch(lines[1]) or "" in lines[:-1]:
        raise Broken("不是日志的校验点", "not the checkpoint of a log")
    return Checkpoint(lines[0], int(lines[1]), read_hash(lines[2]))


def read_hash(written: str) -> bytes:
    """32 bytes in Base64. Raises Broken."""
    found = decoded(written)
    if found is None or len(found) != HASH_BYTES:
        raise Broken(f"不是哈希值：{written[:60]!r}", f"not a hash: {written[:60]!r}")
    return found
