"""Checkpoints that somebody kept from before, and whether they are signed."""

from collections.abc import Sequence
from dataclasses import dataclass

from tlog.checkpoints import SIZE, Checkpoint, read_checkpoint, read_hash
from tlog.cosignatures import signed_by
from tlog.errors import Broken
from tlog.notes import Note, read_note
from tlog.policies import Policy
from tlog.verifying.reports import Report


@dataclass(frozen=True)
class Older:
    """`note` is None for the three lines of a newspaper, which nobody signed."""

    head: Checkpoint
    note: Note | None = None


def read_older(written: bytes) -> Older:
    """A note, or its three lines as a newspaper printed them. Raises Broken."""
    try:
        note = read_note(written)
        return Older(read_checkpoint(note), note)
    except Broken:
        lines = written.decode("utf-8", "replace").split()
        if len(lines) < 3:
            raise
        origin, size, root = lines[:3]
        if not SIZE.fullmatch(size):
            raise
        return Older(Checkpoint(origin, int(size), read_hash(root)))


def check_signatures(
    kept: Sequence[Older], policies: Sequence[Policy], report: Report
) -> list[Checkpoint]:
    """Those that a key of a policy has signed. A false signature is a finding, none is told."""
    return [one.head for one in kept if _is_signed(one, policies, report)]


def _is_signed(one: Older, policies: Sequence[Policy], report: Report) -> bool:
    size = one.head.size
    if one.note is None:
        report.note(
            f"{size}条时的旧校验点只有三行，没有签名",
            f"the older checkpoint of {size} entries is three lines, without a signature",
        )
        return False
    known = [key for policy in policies for key in policy.logs if key.name == one.head.origin]
    try:
        if signed_by(one.note, known):
            return True
    except Broken as problem:
        report.find(
            "old_signature",
            f"{size}条时的旧校验点：{problem.chinese}",
            f"the older checkpoint of {size} entries: {problem.english}",
        )
        return False
    report.note(
        f"{size}条时的旧校验点没有用见证规则里的公钥签名，签名没有核对；那时的规则用--old-policy指定",
        f"the older checkpoint of {size} entries is not signed by a key of the policy, so its "
        "signature was not checked; give the policy of that time with --old-policy",
    )
    return False
