"""What the public acts say of every duty: its opening, its moves, its end. Rows must agree."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from tlog.leaves import SHAPE, canonical
from tlog.merkle import leaf_hash
from tlog.verifying.duties import Duties
from tlog.verifying.opened import commitments_in, content, fits
from tlog.verifying.reports import Report
from tlog.verifying.told import Row, Told

LISTS = ("duties.opened", "duties.moved", "duties.taken_over", "fact.withdrawn")
READ = (*LISTS, "duty.fulfilled", "duty.shared", "fact.corrected")


def told_duties(acts: Iterable[Row], openings: Iterable[Row], report: Report) -> Duties:
    """Every duty as the acts have it, after all of them. Raises Broken."""
    opened = {int(str(row["index"])): row["c"] for row in openings}
    duties = Duties()
    count = 0
    for row in acts:
        count += 1
        told = _told(row, report)
        if told is not None:
            _tell(duties, int(str(row["index"])), told, opened, report)
    report.fact(f"读了{count}条公开行为", f"{count} public acts were read")
    return duties


def _told(row: Row, report: Report) -> Told | None:
    """None for an entry that must not be served any more, and for one that is not what it says."""
    leaf: Any = row["leaf"]
    if leaf is None:
        return None
    written = canonical(leaf)
    found = SHAPE.fullmatch(written)
    if found is None or leaf_hash(written).hex() != row["hash"]:
        report.find(
            "act",
            f"{row['index']}号公开行为与它的摘要不符",
            f"the act {row['index']} is not what its digest says",
            index=int(str(row["index"])),
        )
        return None
    return Told(leaf["act"], leaf["obj"], leaf["org"], leaf["at"], leaf["due"] or "", found["c"])


def _tell(
    duties: Duties, index: int, told: Told, opened: Mapping[int, object], report: Report
) -> None:
    said = opened.get(index)
    groups: Mapping[str, object] = said if isinstance(said, dict) else {}
    data: dict[str, object] = {}
    if told.act in READ and "data" in groups and _is_open(groups["data"]):
        if not fits(commitments_in(told.written), "data", groups["data"]):
            report.find(
                "content",
                f"{index}号公开行为的内容被改过",
                f"the content of the act {index} was changed",
                index=index,
            )
        data = content(groups, "data")
    elif told.act in LISTS:
        report.find(
            "not_opened",
            f"没有给出{index}号公开行为的任务清单",
            f"the list of duties of the act {index} is not given",
            index=index,
        )
        return
    duties.tell(told, data)


def _is_open(said: object) -> bool:
    return isinstance(said, dict) and "content" in said


def compare(
    duties: Duties, rows: Iterable[Row], see: Callable[[Row], None], report: Report
) -> None:
    """What rows say otherwise than the acts is found; each is seen once on the way."""

    def passing() -> Iterator[Row]:
        for row in rows:
            see(row)
            yield row

    for kind, obj, chinese, english in duties.compare(passing()):
        report.find(kind, chinese, english, object_id=obj)
