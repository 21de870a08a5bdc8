"""What entries about the log itself commit to: which log it goes on from, and its new keys."""

import json
from collections.abc import Iterable, Sequence

from tlog.checkpoints import Checkpoint
from tlog.errors import Broken
from tlog.notes import Key, Note, read_key
from tlog.verifying.acts import BEGUN_ANEW, KEY_ANNOUNCED, Acts
from tlog.verifying.logs import Log
from tlog.verifying.opened import commitments_in, content, fits
from tlog.verifying.reports import Finding, Report
from tlog.verifying.sources import Missing, Source

KEYS = "log.vkeys"


def read_openings(written: bytes, acts: Acts, report: Report) -> None:
    """From a file, as `/api/v1/openings` answers, for whoever has no network. Raises Broken."""
    try:
        rows = [(int(row["index"]), dict(row["c"])) for row in json.loads(written)["openings"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Broken(
            "读不懂；要的是 /api/v1/openings 的回答",
            "cannot be read: not what /api/v1/openings gives",
        ) from None
    for index, groups in rows:
        if index not in acts.own or "data" not in groups:
            continue
        if fits(commitments_in(acts.own[index][1]), "data", groups["data"]):
            acts.announced[index] = content(groups, "data")
        else:
            report.find(
                "content",
                f"给出的内容不是{index}号条目的",
                f"the content that was given is not that of entry {index}",
                index=index,
            )


def check_keys(
    source: Source, log: Log, acts: Acts, signed: Sequence[Checkpoint], report: Report
) -> None:
    """Each key that was announced: which it is, and whether it signs.

    `signed` are older checkpoints that keys of the policy have signed: one that holds the entry
    makes the new key as good as the old one.
    """
    announced = {
        index: key for index in acts.of(KEY_ANNOUNCED) if (key := _key(index, log, acts, report))
    }
    for index, key in announced.items():
        _tell(index, key, log, signed, report)
    if log.unsigned and _may_be_retired(log, acts, announced.values()):
        _leave_open(log.unsigned, report)
    try:
        listed = source.read(KEYS).decode("utf-8", "replace").split()
    except Missing:
        return
    known = {str(key) for key in (*log.policy.logs, *announced.values())}
    may_be_told = _is_one_closed(acts)
    for vkey in listed:
        if vkey not in known and may_be_told:
            report.note(
                f"{KEYS} 里的公钥不在见证规则里，日志公告的是不是它，没有公告的内容看不出："
                f"{vkey[:200]}",
                f"{KEYS} holds a key that the policy does not know; whether it is the one "
                f"announced is not said: {vkey[:200]}",
            )
        elif vkey not in known:
            report.note(
                f"{KEYS} 里的公钥不在见证规则里，日志里也没有公告：{vkey[:200]}",
                f"{KEYS} holds a key that neither the policy knows nor an entry announces: "
                f"{vkey[:200]}",
            )


def _is_one_closed(acts: Acts) -> bool:
    """Whether a key was announced of which nobody said which it is."""
    return any(index not in acts.announced for index in acts.of(KEY_ANNOUNCED))


def _may_be_retired(log: Log, acts: Acts, announced: Iterable[Key]) -> bool:
    """Whether the keys of the policy may have been retired in honest order: the log announces one
    that signs in their place, or one of which nobody said which it is."""
    if _is_one_closed(acts):
        return True
    return any(key.name == log.head.origin and _has_signed(key, log.note) for key in announced)


def _leave_open(unsigned: Finding, report: Report) -> None:
    """Whoever forged all of it could announce a key too: that it holds cannot be said either."""
    report.findings.remove(unsigned)
    said = report.give_up(
        "校验点上没有见证规则里的公钥的签名；日志里公告过另一把：可能是停用了旧的，也可能整个是伪造的，"
        "凭手里的规则断定不了，请从别处取得新的见证规则",
        "no key of the policy has signed the checkpoint, and the log announces another: the old "
        "one may have been retired, or all of it be forged, which this policy alone cannot tell; "
        "get the new policy from elsewhere",
    )
    report.note(said.chinese, said.english)


def _key(index: int, log: Log, acts: Acts, report: Report) -> Key | None:
    """None where nobody opened it, which is told, or where it is no key of this log."""
    data = acts.announced.get(index)
    if data is None:
        report.note(
            f"{index}号条目启用了新的密钥；是哪一把，用verify site核对，或者用--openings给出内容",
            f"entry {index} announces a new key; which one, verify site or --openings will tell",
        )
        return None
    try:
        key = read_key(str(data.get("vkey")))
    except Broken as problem:
        report.find("key", problem.chinese, problem.english, index=index)
        return None
    if key.name != log.head.origin and not any(later > index for later in acts.of(BEGUN_ANEW)):
        report.find(
            "key",
            f"{index}号条目公告的是另一个日志的公钥：{key.name}",
            f"entry {index} announces the key of another log: {key.name}",
            index=index,
        )
        return None
    return key


def _tell(index: int, key: Key, log: Log, signed: Sequence[Checkpoint], report: Report) -> None:
    report.fact(f"{index}号条目启用公钥 {key}", f"entry {index} announces the key {key}")
    if key in log.policy.logs or key.name != log.head.origin:
        return
    if not _has_signed(key, log.note):
        report.note(
            f"最新的校验点上没有{index}号条目公告的公钥{key.key_id.hex()}的签名",
            f"the newest checkpoint is not signed by the key {key.key_id.hex()} of entry {index}",
        )
    elif any(one.size > index and log.roots.get(one.size) == one.root for one in signed):
        report.fact(
            f"公钥{key.key_id.hex()}签了最新的校验点；旧校验点由见证规则里的公钥签过，包含这条公告，"
            "新公钥可以写进见证规则",
            f"the key {key.key_id.hex()} has signed the newest checkpoint; an older one, signed by "
            "a key of the policy, holds its announcement: it may be put into the policy",
        )
    else:
        report.note(
            f"公钥{key.key_id.hex()}签了最新的校验点；要信它，用--old给出一个旧公钥签过、"
            f"条数多于{index}的校验点",
            f"the key {key.key_id.hex()} has signed the newest checkpoint; to trust it, give with "
            f"--old a checkpoint of more than {index} entries that the old key has signed",
        )


def _has_signed(key: Key, note: Note) -> bool:
    line = note.by(key)
    return line is not None and key.has_signed(note.text.encode(), line.value)
