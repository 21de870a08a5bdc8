"""What a log was before, once all its entries were read: by what others kept, and what it says."""

from collections.abc import Sequence

from tlog.checkpoints import Checkpoint
from tlog.policies import Policy
from tlog.verifying.acts import Acts
from tlog.verifying.announced import check_keys
from tlog.verifying.formers import Former, Standing, read_formers, standing_in
from tlog.verifying.logs import Log
from tlog.verifying.older import Older, check_signatures
from tlog.verifying.reports import Report
from tlog.verifying.sources import Source

_WRONG = {
    Standing.OTHER: (
        "old_origin",
        "旧校验点属于另一个日志：{origin}",
        "the older checkpoint is of another log: {origin}",
    ),
    Standing.TRUNCATED: (
        "truncated",
        "以前的日志{origin}变短了：旧校验点有{size}条",
        "the log before, {origin}, became shorter: there were {size} entries",
    ),
    Standing.REWRITTEN: (
        "rewritten",
        "前{size}条与以前的日志{origin}的旧校验点不符：历史被改写",
        "the first {size} entries are not those of the older checkpoint of {origin}: rewritten",
    ),
}


def check_history(
    source: Source,
    log: Log,
    acts: Acts,
    kept: Sequence[Older],
    policies: Sequence[Policy],
    report: Report,
) -> None:
    """`policies` are further ones, of former keys or of a former log."""
    known = [log.policy, *policies]
    signed = check_signatures(kept, known, report)
    check_keys(source, log, acts, signed, report)
    formers = read_formers(source, log, acts, known, report)
    for one in kept:
        if one.head.origin != log.head.origin:
            _compare(one.head, standing_in(formers, one.head, log.roots), report)
    _compare_stamps(log, formers, report)


def _compare(one: Checkpoint, standing: Standing, report: Report) -> None:
    size, origin = one.size, one.origin
    if standing is Standing.SAME:
        report.fact(
            f"与以前的日志{origin}在{size}条时的旧校验点一致",
            f"consistent with the older checkpoint of {size} entries of the log before, {origin}",
        )
    elif standing is Standing.UNKNOWN:
        report.give_up(
            f"{origin}的旧校验点（{size}条）核对不了：它可能属于以前的日志，那里的文件或内容没有给出",
            f"the older checkpoint of {origin} ({size} entries) cannot be checked: it may be of a "
            "log before, of which the files or what is told are not there",
        )
    else:
        kind, chinese, english = _WRONG[standing]
        report.find(
            kind, chinese.format(origin=origin, size=size), english.format(origin=origin, size=size)
        )


def _compare_stamps(log: Log, formers: Sequence[Former], report: Report) -> None:
    """What was stamped while the log had another name."""
    good = 0
    for one in log.stamped:
        if one.head.origin == log.head.origin:
            continue
        standing = standing_in(formers, one.head, log.roots)
        if standing is Standing.SAME:
            good += 1
        elif standing is Standing.UNKNOWN:
            report.note(
                f"{one.day}的时间戳属于以前的日志，没有对照",
                f"the stamp of {one.day} is of a log before, and was not compared",
            )
        else:
            report.find(
                "stamp_fork",
                f"{one.day}盖过时间戳的校验点（{one.head.size}条）与日志不符：历史被改写",
                f"what was stamped on {one.day} ({one.head.size} entries) is not of this log: "
                f"rewritten",
            )
    if good:
        report.fact(
            f"{good}天的时间戳与以前的日志一致", f"stamps of {good} days fit the log before"
        )
