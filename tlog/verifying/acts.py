"""What the entries say: which object, in which order, in time or late, published or taken back."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from tlog.leaves import LONGEST, SHAPE
from tlog.merkle import leaf_hash
from tlog.verifying.barring import BARRING, Barring
from tlog.verifying.reports import Report
from tlog.verifying.told import Told

# An act is dated by the clock of the process that did it, and a citizen's by the hour.
BACKWARDS = datetime.timedelta(hours=2)
PUBLISHED, CORRECTED = "disclosure.published", "disclosure.corrected"
WITHDRAWN, ERASED = "disclosure.withdrawn", "data.erased"
KEPT = "duty.fulfilled"
BEGUN_ANEW, KEY_ANNOUNCED = "log.begun_anew", "log.key_announced"
# What is said of the log itself.
OWN = (BARRING, BEGUN_ANEW, KEY_ANNOUNCED)
DAY_AHEAD = datetime.timedelta(hours=8)  # the day is that of Shanghai
NO_DAY_AHEAD = b"9999-12-31T16"


@dataclass(slots=True)
class Published:
    """One object that was made public, as the log has it."""

    organ: str
    indexes: list[int]
    at: str
    withdrawn: int | None = None
    withdrawn_why: str = ""
    withdrawn_at: str = ""
    erased: int | None = None
    erased_at: str | None = None


@dataclass
class Acts:
    """Sees every entry in its order, and remembers what a reader wants to know."""

    report: Report
    latest: dict[bytes, int] = field(default_factory=dict)
    published: dict[str, Published] = field(default_factory=dict)
    late: list[tuple[int, str, str, str]] = field(default_factory=list)
    # Kept where a site is compared.
    keeps: bool = False
    by_index: dict[int, Told] = field(default_factory=dict)
    hashes: list[bytes] = field(default_factory=list)
    missing: set[int] = field(default_factory=set)
    barring: Barring = field(default_factory=Barring)
    # What is said of the log itself: act and commitments; and of those opened, the data.
    own: dict[int, tuple[str, bytes]] = field(default_factory=dict)
    announced: dict[int, Mapping[str, object]] = field(default_factory=dict)
    count: int = 0
    highest: str = ""

    def see(self, index: int, entry: bytes | None) -> None:
        self.count += 1
        if self.keeps:
            self.hashes.append(b"" if entry is None else leaf_hash(entry))
        if entry is None:
            self.missing.add(index)
            return
        found = SHAPE.fullmatch(entry) if len(entry) <= LONGEST else None
        if found is None or not _has_days(found):
            self._find("leaf", index, "不是公开行为的记录", "not the record of a public act")
            return
        act, at = found["act"].decode(), found["at"].decode()
        self._in_order(index, found["obj"], found["prev"])
        if at >= self.highest:
            self.highest = at
        else:
            self._back_in_time(index, at)
        if act == KEPT and found["due"]:
            self._late(index, at, found["due"].decode(), found["obj"].decode())
        self._remember(index, act, at, found)

    def _in_order(self, index: int, obj: bytes, prev: bytes | None) -> None:
        before = self.latest.get(obj)
        follows = None if prev is None else int(prev)
        if follows != before and follows not in self.missing:
            self._find(
                "chain",
                index,
                f"没有接着同一事项的上一条（应为{before}）",
                f"does not follow the latest entry about its object ({before})",
            )
        self.latest[obj] = index

    def _back_in_time(self, index: int, at: str) -> None:
        if _moment(self.highest) - _moment(at) > BACKWARDS:
            self._find(
                "back_dated",
                index,
                f"记为{at}，但排在{self.highest}之后：倒签",
                f"dated {at}, but stands after {self.highest}: back-dated",
            )
            self.highest = at  # one jump back is told once

    def _late(self, index: int, at: str, due: str, obj: str) -> None:
        on = (_moment(at) + DAY_AHEAD).date().isoformat()
        if on > due:
            self.late.append((index, obj, due, on))

    def _remember(self, index: int, act: str, at: str, found: re.Match[bytes]) -> None:
        obj = found["obj"].decode()
        self._of_the_log_itself(index, act, found)
        if self.keeps:
            organ, due = found["org"].decode(), (found["due"] or b"").decode()
            basis = (found["basis"] or b"").decode()
            self.by_index[index] = Told(act, obj, organ, at, due, found["c"], basis)
        if act == PUBLISHED and obj not in self.published:
            self.published[obj] = Published(found["org"].decode(), [index], at)
        elif obj not in self.published:
            return
        elif act in (PUBLISHED, CORRECTED):
            self.published[obj].indexes.append(index)
        elif act == WITHDRAWN:
            self.published[obj].withdrawn = index
            self.published[obj].withdrawn_at = at
            self.published[obj].withdrawn_why = (found["basis"] or b"").decode()
        elif act == ERASED:
            self.published[obj].erased = index
            self.published[obj].erased_at = at

    def of(self, act: str) -> list[int]:
        """The entries of an act that says something of the log itself."""
        return [index for index, (own, _written) in self.own.items() if own == act]

    def _of_the_log_itself(self, index: int, act: str, found: re.Match[bytes]) -> None:
        if act in OWN:
            self.own[index] = (act, found["c"])
        if act == BARRING:
            self.barring.see(index, (found["basis"] or b"").decode())
        elif act == BEGUN_ANEW:
            self.report.note(
                f"{index}号条目说：以前的日志丢失了，由这个日志接着记；它止于哪里，见网站的核对页",
                f"entry {index} says that this log goes on from one that was lost: see the site",
            )

    def summary(self) -> None:
        """What a reader is told of a log in which everything holds."""
        gone = [one for one in self.published.values() if one.withdrawn is not None]
        self.report.data |= {
            "published": len(self.published),
            "withdrawn": [
                {"index": one.withdrawn, "object": obj, "ground": one.withdrawn_why}
                for obj, one in self.published.items()
                if one.withdrawn is not None
            ],
            "late": [
                {"index": index, "object": obj, "due": due, "on": on}
                for index, obj, due, on in self.late
            ],
        }
        self.report.fact(
            f"公开过{len(self.published)}件，撤回{len(gone)}件，迟延完成的任务{len(self.late)}件",
            f"{len(self.published)} published, {len(gone)} withdrawn, {len(self.late)} duties late",
        )

    def _find(self, kind: str, index: int, chinese: str, english: str) -> None:
        self.report.find(kind, f"{index}号条目{chinese}", f"entry {index}: {english}", index=index)


def _has_days(found: re.Match[bytes]) -> bool:
    """Whether moment and due date are ones of the calendar."""
    at, due = found.group("at", "due")
    return at < NO_DAY_AHEAD and _is_day(at[:10]) and (due is None or _is_day(due))


@lru_cache(maxsize=4096)
def _is_day(written: bytes) -> bool:
    try:
        datetime.date.fromisoformat(written.decode())
    except ValueError:
        return False
    return True


def _moment(written: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(written)
