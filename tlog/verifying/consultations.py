"""What organs asked each other about their drafts, told again from the log: by when, no words.

A page says who confirmed what it says; what they wrote to each other is opened to nobody, and
compared by what it commits to today.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tlog.verifying.told import Difference, Row, Told, second


@dataclass(slots=True)
class Consultation:
    """`organ` is the one that was asked, `due` the day by which it was to answer."""

    organ: str
    due: str
    asked: str | None
    answered: str | None = None
    decided: str | None = None


@dataclass
class Consultations:
    """By their object, as the entries told so far have them."""

    known: dict[str, Consultation] = field(default_factory=dict)

    def tell(self, one: Told) -> None:
        """One entry, in the order of the log."""
        if one.act == "consultation.asked":
            self.known[one.obj] = Consultation(one.organ, one.due, one.at)
        elif one.act == "consultation.moved" and one.obj in self.known:
            self.known[one.obj].due = one.due
        elif one.act == "consultation.answered" and one.obj in self.known:
            self.known[one.obj].answered = one.at
        elif one.act == "consultation.decided" and one.obj in self.known:
            self.known[one.obj].decided = one.at

    def compare(self, rows: Iterable[Row]) -> Iterator[Difference]:
        """Each that the site has otherwise than the log, or one of them alone."""
        gone = dict(self.known)
        for row in rows:
            obj = str(row["object"])
            known = gone.pop(obj, None)
            times = [second(row[name]) for name in ("asked_at", "answered_at", "decided_at")]
            shown = Consultation(str(row["organ"]), str(row["due"]), *times)
            if known is None:
                yield (
                    "consultation_not_logged",
                    obj,
                    f"征求意见{obj}没有记录",
                    f"the consultation {obj} was never logged",
                )
            elif shown != known:
                yield (
                    "consultation",
                    obj,
                    f"征求意见{obj}的机关、期限或者征求、答复、决定的时间与日志不符",
                    f"the consultation {obj} is of another organ, day or moment than the log has",
                )
        for obj in gone:
            yield (
                "consultation_gone",
                obj,
                f"征求意见{obj}从网站上消失了",
                f"the consultation {obj} vanished from the site",
            )
