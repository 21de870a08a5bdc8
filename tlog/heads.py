"""The largest tree that somebody has vouched for, of each log; and why he vouches for no other.

Signer and witness both stand on this: what was vouched for once is never contradicted, for the new
head is on disk before anybody hears of it.
"""

import hashlib
import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tlog.checkpoints import Checkpoint, read_hash
from tlog.encoding import encoded
from tlog.errors import Broken
from tlog.merkle import EMPTY_ROOT, is_consistent
from tlog.storage import held, make_folder, read_if_there, write_whole

HEADS = "heads"
# Clocks that are set a little are no reason to stop.
CLOCK_TOLERANCE = 300


class Refused(Broken):
    """Why nothing was signed; `code` as tlog-witness has it, `size` what is vouched for already."""

    def __init__(self, code: int, chinese: str, english: str, *, size: int | None = None) -> None:
        super().__init__(chinese, english)
        self.code = code
        self.size = size


@dataclass(frozen=True)
class Head:
    """`at` is when it was vouched for, in seconds since 1970."""

    size: int
    root: bytes
    at: int


@dataclass
class Heads:
    """Kept in a folder, a file for each log."""

    folder: Path

    def __post_init__(self) -> None:
        make_folder(self.folder)
        self._lock = threading.Lock()

    def latest(self, origin: str) -> Head | None:
        """None where no tree of that log was vouched for. Raises Broken for a damaged file."""
        path = self._path(origin)
        content = read_if_there(path)
        if content is None:
            return None
        try:
            return _head(origin, json.loads(content))
        except (ValueError, KeyError, TypeError, RecursionError, Broken):
            raise Broken(
                f"{path} 已损坏；请从备份恢复，或者按已公布的校验点重新登记",
                f"{path} is damaged: restore it, or adopt the checkpoint that is published",
            ) from None

    def advance(self, head: Checkpoint, *, old: int, proof: Sequence[bytes], at: int) -> Head:
        """Vouches for a tree from now on, if it holds all that was vouched for before.

        Raises Refused, and then nothing has changed.
        """
        with self._lock, held(self.folder / ".lock"):
            was = self.latest(head.origin) or Head(0, EMPTY_ROOT, 0)
            _refuse(was, head, old=old, proof=proof, at=at)
            return self._keep(head, at)

    def adopt(self, head: Checkpoint, *, at: int) -> Head:
        """Takes a head on trust: for a new log."""
        with self._lock, held(self.folder / ".lock"):
            return self._keep(head, at)

    def restore(self, head: Checkpoint, *, at: int, is_signed: bool) -> Head:
        """Takes up a head again after the file was lost or damaged, or is an older one.

        What is known all the same is not contradicted, and takes no larger head on somebody's word
        (`is_signed` where we signed it ourselves). Raises Broken; then nothing has changed.
        """
        with self._lock, held(self.folder / ".lock"):
            try:
                was = self.latest(head.origin)
            except Broken:
                was = None
            if was is not None and was.size:
                _refuse_to_restore(was, head, is_signed=is_signed)
            return self._keep(head, at)

    def trust_clock(self, origin: str, *, at: int) -> Head:
        """The clock had run ahead and is right now: what was vouched for stays, as of `at`.

        Raises Broken where nothing is known of that log.
        """
        with self._lock, held(self.folder / ".lock"):
            was = self.latest(origin)
            if was is None:
                raise Broken(f"没有日志{origin}的记录", f"nothing is known of the log {origin}")
            return self._keep(Checkpoint(origin, was.size, was.root), at)

    def _keep(self, head: Checkpoint, at: int) -> Head:
        kept = Head(head.size, head.root, at)
        said = {
            "origin": head.origin,
            "size": kept.size,
            "root": encoded(kept.root),
            "at": kept.at,
        }
        write_whole(self._path(head.origin), json.dumps(said).encode(), mode=0o600)
        return kept

    def _path(self, origin: str) -> Path:
        return self.folder / f"{hashlib.sha256(origin.encode()).hexdigest()}.json"


def _head(origin: str, said: dict[str, object]) -> Head:
    size, at = said["size"], said["at"]
    if said["origin"] != origin or type(size) is not int or type(at) is not int:
        raise TypeError
    return Head(size, read_hash(str(said["root"])), at)


def _refuse_to_restore(was: Head, head: Checkpoint, *, is_signed: bool) -> None:
    if head.size < was.size or (head.size == was.size and head.root != was.root):
        raise Broken(
            f"签名记录里已经有{was.size}条，不能换成{head.size}条的另一个校验点",
            f"{was.size} entries are vouched for: not replaced by another checkpoint of "
            f"{head.size}",
        )
    if head.size > was.size and not is_signed:
        raise Broken(
            f"签名记录还在（{was.size}条）；没有签名的校验点不能让它变大",
            f"what was vouched for is known ({was.size} entries): no checkpoint without a "
            "signature may enlarge it",
        )


def _refuse(was: Head, head: Checkpoint, *, old: int, proof: Sequence[bytes], at: int) -> None:
    if old > head.size:
        raise Refused(400, "旧的条数大于新的条数", "the old size is larger than the new one")
    if old != was.size:
        raise Refused(
            409,
            f"已经认定到{was.size}条，不是{old}条",
            f"vouched for {was.size} entries, not for {old}",
            size=was.size,
        )
    if not is_consistent(old, head.size, was.root, head.root, proof):
        raise Refused(
            422,
            f"新的日志（{head.size}条）与已经认定的{was.size}条不一致，不签名",
            f"the log of {head.size} contradicts the {was.size} entries vouched for: not signed",
        )
    if at < was.at - CLOCK_TOLERANCE:
        raise Refused(
            503,
            f"本机时钟比上次签名时早了{was.at - at}秒，不签名；请先校准时钟。时钟现在是对的、"
            f"上次快了的，执行 bin/mingtang signer trust-clock {head.origin}（见证人用 witness）",
            f"this clock is {was.at - at} s before the latest signature: not signed; set the clock,"
            " or if it is right and had run ahead then: bin/mingtang signer (or witness) "
            f"trust-clock {head.origin}",
        )
