"""Lines by SM2 (国密) under a checkpoint: said, and checked where this machine can."""

from tlog.errors import Broken
from tlog.notes import Key, Note
from tlog.sm2 import SM2_KEYS, has_signed, read_sm2_key
from tlog.verifying.reports import Report
from tlog.verifying.sources import Missing, Source


def sm2_keys(written: bytes) -> list[Key]:
    """A vkey a line. Raises Broken."""
    return [read_sm2_key(line) for line in written.decode("utf-8", "replace").split()]


def check_sm2(source: Source, note: Note, report: Report, keys: list[Key] | None) -> None:
    """`keys` come from elsewhere; without any those that stand beside the log are taken."""
    try:
        known = sm2_keys(source.read(SM2_KEYS)) if keys is None else keys
    except Missing:
        return
    except Broken as problem:
        report.note(
            f"国密签名没有核对：{problem.chinese}",
            f"signatures by SM2 were not checked: {problem.english}",
        )
        return
    check_lines(note, known, report, is_own=keys is None)


def check_lines(note: Note, keys: list[Key], report: Report, *, is_own: bool = False) -> None:
    """`is_own`: the keys are what the log says of itself."""
    for key in keys:
        _check(key, note, report, is_own=is_own)


def _check(key: Key, note: Note, report: Report, *, is_own: bool) -> None:
    found, key_id = note.by(key), key.key_id.hex()
    if found is None:
        report.note(
            f"校验点上没有国密公钥{key_id}的签名",
            f"the checkpoint lacks a signature by the SM2 key {key_id}",
        )
        return
    try:
        is_good = has_signed(key, note.text, found.value)
    except Broken as problem:
        report.note(
            f"校验点上有国密签名（SM2），没有核对：{problem.chinese}",
            f"there is a signature by SM2, which was not checked: {problem.english}",
        )
        return
    if not is_good:
        report.find(
            "sm2",
            f"国密签名不对（SM2公钥{key_id}）",
            f"the signature by SM2 is false (key {key_id})",
        )
        return
    own = ("，公钥是日志自己给的", ", by the key that the log itself gives") if is_own else ("", "")
    report.fact(
        f"国密签名成立（SM2、SM3，公钥{key_id}）{own[0]}",
        f"the signature by SM2 with SM3 holds (key {key_id}){own[1]}",
    )
