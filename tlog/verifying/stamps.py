"""The stamps beside a log: each stamped checkpoint must be one of this very log."""

import datetime
import hashlib
from dataclasses import dataclass

from tlog.checkpoints import Checkpoint, read_checkpoint
from tlog.errors import Broken
from tlog.notes import read_note
from tlog.openssl import NoOpenssl
from tlog.stamps import DAY, DAYS, answer_of, check_stamp, checkpoint_of, gaps
from tlog.verifying.reports import Report
from tlog.verifying.sources import Missing, Source

MOST_GAPS = 5


@dataclass(frozen=True)
class Stamped:
    """What the log was on a day, as the files say that were stamped then."""

    day: str
    head: Checkpoint


def read_stamps(source: Source, report: Report, trusted: bytes | None = None) -> list[Stamped]:
    """Read before the newest checkpoint: what is stamped meanwhile is not looked at.

    With `trusted` certificates the service's signatures are checked too, where openssl is there.
    """
    try:
        days = source.read(DAYS).decode("utf-8", "replace").split()
    except Missing:
        return []
    except Broken as problem:
        report.note(problem.chinese, problem.english)
        return []
    reading = _Reading(source, report, trusted)
    return [found for day in days if (found := reading.read(day))]


def compare_stamps(
    stamped: list[Stamped], head: Checkpoint, roots: dict[int, bytes], report: Report
) -> None:
    """`roots` are those of this log's first so many entries. Says how many stamps hold.

    What was stamped under another name is left to `check_history`.
    """
    own = [one for one in stamped if one.head.origin == head.origin]
    if not own:
        return
    good = []
    for one in own:
        if roots.get(one.head.size) != one.head.root:
            report.find(
                "stamp_fork",
                f"{one.day}盖过时间戳的校验点（{one.head.size}条）与日志不符：历史被改写",
                f"what was stamped on {one.day} ({one.head.size} entries) is not of this log: "
                f"rewritten",
            )
        else:
            good.append(one.day)
    report.data["stamps"] = {"days": len(good), "latest": good[-1] if good else None}
    if good:
        report.fact(
            f"{len(good)}天的时间戳与日志一致，最近一次是{good[-1]}",
            f"stamps of {len(good)} days fit the log, the latest of {good[-1]}",
        )
        _tell_gaps([datetime.date.fromisoformat(day) for day in good], report)


@dataclass
class _Reading:
    source: Source
    report: Report
    trusted: bytes | None

    def read(self, day: str) -> Stamped | None:
        """None for what is no stamp of that day, which is told."""
        try:
            _refuse_no_day(day)
            content = self.source.read(checkpoint_of(day))
            answer = self.source.read(answer_of(day))
            head = read_checkpoint(read_note(content))
            self._check(day, content, answer)
        except Broken as problem:
            self.report.find(
                "stamp", f"{day[:10]}的时间戳：{problem.chinese}", f"{day[:10]}: {problem.english}"
            )
            return None
        return Stamped(day, head)

    def _check(self, day: str, content: bytes, answer: bytes) -> None:
        # Whatever else the answer says, the SHA-256 that was stamped stands in it as it is.
        if hashlib.sha256(content).digest() not in answer:
            raise Broken("盖的不是这个校验点", "it is a stamp over something else")
        if self.trusted is None:
            return
        try:
            at = check_stamp(answer, content, self.trusted)
        except NoOpenssl as problem:
            self.trusted = None
            self.report.note(
                f"时间戳的签名没有核对：{problem.chinese}",
                f"the signatures of the stamps were not checked: {problem.english}",
            )
            return
        _refuse_other_day(day, at)


def _refuse_no_day(day: str) -> None:
    try:
        is_day = bool(DAY.fullmatch(day) and datetime.date.fromisoformat(day))
    except ValueError:
        is_day = False
    if not is_day:
        raise Broken("不是日期", "not a day")


def _refuse_other_day(day: str, at: datetime.datetime) -> None:
    """The day is that of the place, which no clock on earth has more than a day off from UTC."""
    if abs(datetime.date.fromisoformat(day) - at.date()) > datetime.timedelta(days=1):
        raise Broken(f"时间戳的时间是{at:%Y-%m-%d}", f"the stamp says {at:%Y-%m-%d}")


def _tell_gaps(days: list[datetime.date], report: Report) -> None:
    missing = [f"{day:%Y-%m-%d}" for day in gaps(sorted(days))]
    if missing:
        shown, more = missing[:MOST_GAPS], len(missing) > MOST_GAPS
        report.note(
            f"{len(missing)}天没有时间戳：{'、'.join(shown)}{'……' if more else ''}",
            f"{len(missing)} days have no stamp: {', '.join(shown)}{' …' if more else ''}",
        )
