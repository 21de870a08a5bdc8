"""A policy (tlog-policy): which log, which witnesses, and how many of them it takes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tlog.cosignatures import cosigned_at, signed_by
from tlog.errors import Broken
from tlog.notes import COSIGNATURE, Key, Note, read_key

NONE = "none"
SPACES = re.compile(r"[ \t]+")


class OtherLog(Broken):
    """The checkpoint is of a log that the policy does not speak of."""


class Unsigned(Broken):
    """No key of the policy has signed the checkpoint."""


@dataclass(frozen=True)
class Witness:
    name: str
    key: Key
    address: str = ""


@dataclass(frozen=True)
class Group:
    """Holds when `needed` of its members do."""

    needed: int
    members: tuple[str, ...]


@dataclass
class Policy:
    """`logs` are the keys of the log, the newest last; `quorum` names a witness or a group."""

    logs: list[Key] = field(default_factory=list)
    witnesses: dict[str, Witness] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    quorum: str = NONE

    def holds(self, have: set[str]) -> bool:
        """Whether those witnesses are enough."""
        return self.quorum == NONE or self._is_met(self.quorum, have)

    def _is_met(self, name: str, have: set[str]) -> bool:
        group = self.groups.get(name)
        if group is None:
            return name in have
        return sum(self._is_met(member, have) for member in group.members) >= group.needed

    def check(self, note: Note) -> dict[str, int]:
        """When each witness signed, by its name. Raises Broken where the policy is not met."""
        origin = note.text.partition("\n")[0]
        own = [key for key in self.logs if key.name == origin]
        if not own:
            raise OtherLog(f"这是另一个日志：{origin}", f"this is another log: {origin}")
        if not signed_by(note, own):
            raise Unsigned(
                "校验点上没有这个日志的签名", "the checkpoint lacks the signature of the log"
            )
        signed_by(note, [one.key for one in self.witnesses.values()])
        seen = {
            one.name: at
            for one in self.witnesses.values()
            if (at := cosigned_at(note, one.key)) is not None
        }
        if not self.holds(set(seen)):
            raise Broken(
                f"见证人不够：只有{'、'.join(sorted(seen)) or '零个'}签名",
                f"too few witnesses signed: {', '.join(sorted(seen)) or 'none'}",
            )
        return seen


def read_policy(written: str) -> Policy:
    """Raises Broken, with the number of the line."""
    policy, has_quorum = Policy(), False
    used: set[str] = set()
    for number, raw in enumerate(written.split("\n"), 1):
        words = [word for word in SPACES.split(raw) if word]
        if not words or words[0].startswith("#"):
            continue
        try:
            reading = _LINES[words[0]]
            if has_quorum and words[0] == "quorum":
                raise ValueError
            reading(policy, words[1:], used)
        except (KeyError, ValueError, Broken):
            raise Broken(
                f"见证规则第{number}行读不懂：{raw.strip()[:80]}",
                f"line {number} of the policy cannot be read: {raw.strip()[:80]}",
            ) from None
        has_quorum = has_quorum or words[0] == "quorum"
    if not policy.logs or not has_quorum:
        raise Broken("见证规则缺少 log 或 quorum", "the policy lacks a log or a quorum")
    return policy


def _log(policy: Policy, words: list[str], _used: set[str]) -> None:
    if not 1 <= len(words) <= 2:
        raise ValueError
    key = read_key(words[0])
    _new_key(key, policy.logs)
    policy.logs.append(key)


def _witness(policy: Policy, words: list[str], _used: set[str]) -> None:
    if not 2 <= len(words) <= 3:
        raise ValueError
    _new_name(policy, words[0])
    key = read_key(words[1])
    if key.kind != COSIGNATURE:
        raise ValueError
    _new_key(key, [one.key for one in policy.witnesses.values()])
    policy.witnesses[words[0]] = Witness(words[0], key, "".join(words[2:]))


def _group(policy: Policy, words: list[str], used: set[str]) -> None:
    name, how_many, *members = words
    _new_name(policy, name)
    known = policy.witnesses.keys() | policy.groups.keys()
    if not members or not set(members) <= known or len(set(members)) != len(members):
        raise ValueError
    if used & set(members):
        raise ValueError
    used |= set(members)
    needed = {"any": 1, "all": len(members)}.get(how_many) or int(how_many)
    if not 1 <= needed <= len(members):
        raise ValueError
    policy.groups[name] = Group(needed, tuple(members))


def _quorum(policy: Policy, words: list[str], _used: set[str]) -> None:
    (name,) = words
    if name != NONE and name not in policy.witnesses and name not in policy.groups:
        raise ValueError
    policy.quorum = name


def _new_name(policy: Policy, name: str) -> None:
    if name in policy.witnesses or name in policy.groups or name == NONE:
        raise ValueError


def _new_key(key: Key, known: list[Key]) -> None:
    """One key under two names would be counted twice."""
    if key.public in {one.public for one in known}:
        raise ValueError


_LINES: Mapping[str, Callable[[Policy, list[str], set[str]], None]] = {
    "log": _log,
    "witness": _witness,
    "group": _group,
    "quorum": _quorum,
}
