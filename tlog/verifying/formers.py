"""The logs that this one goes on from, because they were lost: what is left of them is compared.

An entry says that a log ended, where, and how much of it is left. Its files may still be had below
`former/`, and what it had signed may be in anybody's hands.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from tlog.checkpoints import SIZE, Checkpoint, read_checkpoint, read_hash
from tlog.errors import Broken
from tlog.merkle import in_common, root_of
from tlog.notes import Note, read_note
from tlog.policies import Policy
from tlog.verifying.acts import BEGUN_ANEW, Acts
from tlog.verifying.logs import Log
from tlog.verifying.reports import Report
from tlog.verifying.sources import Below, Source, hashes_of


class Standing(Enum):
    """What a checkpoint of a former log turns out to be."""

    SAME = "same"
    REWRITTEN = "rewritten"
    TRUNCATED = "truncated"
    UNKNOWN = "unknown"
    OTHER = "other"


@dataclass(frozen=True)
class Former:
    """`head` is where it ended, by its files or by what entry `index` opens: None if neither.

    `kept` of its entries are said to be, or by its files are, the first ones of this log.
    """

    index: int
    head: Checkpoint | None
    kept: int | None
    hashes: list[bytes] | None = field(default=None, repr=False)

    def standing(self, one: Checkpoint, roots: Mapping[int, bytes]) -> Standing:
        """`roots` are those of this log's first so many entries."""
        if self.hashes is not None and one.size <= len(self.hashes):
            return _same(root_of(self.hashes[: one.size]), one)
        if self.head is not None and one.size > self.head.size:
            return Standing.TRUNCATED
        if self.head is not None and one.size == self.head.size:
            return _same(self.head.root, one)
        if one.size <= self.index and roots.get(one.size) == one.root:
            return Standing.SAME
        is_kept = self.kept is not None and one.size <= self.kept
        return Standing.REWRITTEN if is_kept else Standing.UNKNOWN


def standing_in(formers: Sequence[Former], one: Checkpoint, roots: Mapping[int, bytes]) -> Standing:
    """What a checkpoint is by the former log of its name; else by those of which no name is known,
    which may be its log or not."""
    for former in formers:
        if former.head is not None and former.head.origin == one.origin:
            return former.standing(one, roots)
    nameless = [former.standing(one, roots) for former in formers if former.head is None]
    if Standing.SAME in nameless:
        return Standing.SAME
    return Standing.UNKNOWN if nameless else Standing.OTHER


def read_formers(
    source: Source, log: Log, acts: Acts, policies: Sequence[Policy], report: Report
) -> list[Former]:
    """Each by the entry that tells of it; what does not fit is found, what is not there told."""
    reading = _Reading(source, log, acts, policies, report)
    return [reading.read(index) for index in acts.of(BEGUN_ANEW)]


@dataclass
class _Reading:
    source: Source
    log: Log
    acts: Acts
    policies: Sequence[Policy]
    report: Report

    def read(self, index: int) -> Former:
        told, kept = self._told(index)
        below = Below(self.source, f"former/{index}/")
        try:
            note = read_note(below.read("checkpoint"))
            head = read_checkpoint(note)
            hashes = hashes_of(below, head.size, head.size, self.report)
        except Broken as problem:
            self.report.note(
                f"{index}号条目说的以前的日志没有对照：{problem.chinese}",
                f"the log that entry {index} tells of was not compared: {problem.english}",
            )
            return Former(index, told, kept)
        self._check_signature(index, note, head)
        if root_of(hashes) != head.root or (told and not _may_be(head, told)):
            self._find(
                "former",
                index,
                f"former/{index}/ 不是{index}号条目所说的日志，或者被改过",
                f"former/{index}/ is not the log that entry {index} tells of, or was changed",
            )
            return Former(index, told, kept)
        own = hashes_of(self.source, self.log.head.size, min(index, head.size), self.report)
        alike = in_common(own, hashes)
        if kept is not None and alike < min(kept, len(hashes)):
            self._find(
                "former_kept",
                index,
                f"{index}号条目说最前面的{kept}条是以前日志的，其实只有{alike}条：历史被改写",
                f"entry {index} says that the first {kept} entries are those of the log before, "
                f"but {alike} are: rewritten",
            )
        self._tell(index, head, alike)
        return Former(index, told or head, alike, hashes)

    def _told(self, index: int) -> tuple[Checkpoint | None, int | None]:
        """What the entry commits to, where it was opened."""
        data = self.acts.announced.get(index)
        if data is None:
            return None, None
        try:
            size, kept = str(data.get("size")), data.get("kept")
            if not SIZE.fullmatch(size) or not (kept is None or type(kept) is int):
                raise Broken("条数读不懂", "a size cannot be read")
            root = read_hash(str(data.get("root")))
        except Broken as problem:
            self._find(
                "former",
                index,
                f"{index}号条目的内容读不懂：{problem.chinese}",
                f"what entry {index} tells cannot be read: {problem.english}",
            )
            return None, None
        return Checkpoint(str(data.get("origin")), int(size), root), kept

    def _check_signature(self, index: int, note: Note, head: Checkpoint) -> None:
        for policy in self.policies:
            if any(key.name == head.origin for key in policy.logs):
                break
        else:
            self.report.note(
                f"former/{index}/ 的签名没有核对；它的见证规则用--old-policy指定",
                f"the signature of former/{index}/ was not checked; give its policy with "
                "--old-policy",
            )
            return
        try:
            policy.check(note)
        except Broken as problem:
            self._find(
                "former_signature",
                index,
                f"former/{index}/：{problem.chinese}",
                f"former/{index}/: {problem.english}",
            )

    def _tell(self, index: int, head: Checkpoint, alike: int) -> None:
        lost = head.size - alike
        self.report.fact(
            f"{index}号条目：接着记{head.origin}，它的文件里有{head.size}条，最前面的{alike}条相同，"
            f"其余{lost}条丢失",
            f"entry {index}: goes on from {head.origin}; of the {head.size} entries in its files "
            f"the first {alike} are the same, {lost} are lost",
        )

    def _find(self, kind: str, index: int, chinese: str, english: str) -> None:
        self.report.find(kind, chinese, english, index=index)


def _may_be(head: Checkpoint, told: Checkpoint) -> bool:
    """Whether the files are of the log that ended there; they may be older than its end."""
    return head.origin == told.origin and (head.size < told.size or head == told)


def _same(root: bytes, one: Checkpoint) -> Standing:
    return Standing.SAME if root == one.root else Standing.REWRITTEN
