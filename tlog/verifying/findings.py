"""What organs were asked about the substance of what they publish, told again from the log."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tlog.verifying.told import NOT_GIVEN, Difference, Row, Told, day, second

OPEN, ANSWERED, ACCEPTED, KEPT, CLOSED = "open", "answered", "accepted", "kept", "closed"
PUBLISHING = ("disclosure.published", "disclosure.corrected")
RAISED = (
    *("kind", "disclosure", "edition", "other", "other_edition"),
    *("period_start", "period_end", "evidence"),
)
SAID = (
    *("found_at", "state", "answer", "answered_at", "answered_for"),
    *("settlement", "settled_at", "settled_for"),
    *("closed_at", "closed_because", "mended_by"),
)
NOTHING = dict.fromkeys(SAID)


@dataclass(slots=True)
class Finding:
    """`raised` is what was asked, None where that is not given; `said` is all that came of it."""

    organ: str
    raised: Mapping[str, object] | None
    said: dict[str, object]


@dataclass
class Findings:
    """By their object, as the entries told so far have them. `days` are those on which editions
    came out, by the object of the publication and the number of the edition."""

    known: dict[str, Finding] = field(default_factory=dict)
    days: dict[tuple[str, object], str] = field(default_factory=dict)

    def tell(self, one: Told, words: Mapping[str, object], data: Mapping[str, object]) -> None:
        """One entry, in the order of the log."""
        if one.act in PUBLISHING:
            self.days.setdefault((one.obj, data.get("edition")), day(one.at))
        elif one.act == "finding.raised":
            said = {**NOTHING, "found_at": one.at, "state": OPEN}
            self.known[one.obj] = Finding(one.organ, data or None, said)
        elif one.obj in self.known:
            self.known[one.obj].said.update(_came_of_it(one, words, data))

    def compare(self, rows: Iterable[Row]) -> Iterator[Difference]:
        """Each that the site has otherwise than the log, or one of them alone."""
        gone = dict(self.known)
        for row in rows:
            obj = str(row["object"])
            known = gone.pop(obj, None)
            if known is None:
                yield (
                    "finding_not_logged",
                    obj,
                    f"问题{obj}没有提出的记录",
                    f"the finding {obj} was never logged as raised",
                )
            elif not self._fits(known, row):
                yield (
                    "finding",
                    obj,
                    f"问题{obj}的内容、状态、说明、核定或者时间与日志不符",
                    f"the finding {obj} has other words, another state or other times than the log",
                )
        for obj in gone:
            yield (
                "finding_gone",
                obj,
                f"问题{obj}从网站上消失了",
                f"the finding {obj} vanished from the site",
            )

    def _fits(self, known: Finding, row: Row) -> bool:
        shown = {name: row[name] for name in SAID}
        for name in ("found_at", "answered_at", "settled_at", "closed_at"):
            shown[name] = second(shown[name])
        raised = {name: row[name] for name in RAISED}
        return (
            row["organ"] == known.organ
            and all(one in (shown[name], NOT_GIVEN) for name, one in known.said.items())
            and known.raised in (raised, None)
            and self._is_about_its_day(row)
        )

    def _is_about_its_day(self, row: Row) -> bool:
        """That on which its edition came out, or the last of its period."""
        about = row["about_on"]
        if row["edition"] is None:
            return about == row["period_end"]
        return about == self.days.get((str(row["disclosure"]), row["edition"]), about)


def _came_of_it(
    one: Told, words: Mapping[str, object], data: Mapping[str, object]
) -> dict[str, object]:
    if one.act == "finding.answered":
        return {
            "state": ANSWERED,
            "answered_at": one.at,
            "answer": words.get("answer", NOT_GIVEN),
            "answered_for": data.get("for", NOT_GIVEN),
        }
    if one.act == "finding.settled":
        return {
            "state": (ACCEPTED if data["accepted"] else KEPT) if data else NOT_GIVEN,
            "settled_at": one.at,
            "settlement": words.get("reason", NOT_GIVEN),
            "settled_for": data.get("for", NOT_GIVEN),
        }
    if one.act == "finding.closed":
        return {
            "state": CLOSED,
            "closed_at": one.at,
            "closed_because": data.get("because", NOT_GIVEN),
            "mended_by": data.get("edition", NOT_GIVEN),
        }
    return {}
