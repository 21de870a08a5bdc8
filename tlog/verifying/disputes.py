"""What people said of the pages, told again from the log: none vanishes, none is answered twice."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tlog.verifying.told import Difference, Row, Told, second

RECEIVED, ANSWERED = "received", "answered"
# What somebody wrote; again where the title of the page that it is about was erased.
SAID = ("dispute.received", "data.erased")


@dataclass(slots=True)
class Dispute:
    """`received` is the hour in which it came."""

    organ: str
    due: str
    received: str = ""
    state: str = RECEIVED
    answered: str | None = None
    result: object = ""
    is_hidden: bool = False


@dataclass
class Disputes:
    """By their object, as the entries told so far have them."""

    known: dict[str, Dispute] = field(default_factory=dict)

    def tell(self, one: Told, data: Mapping[str, object]) -> None:
        """One entry, in the order of the log."""
        if one.act == "dispute.received":
            self.known[one.obj] = Dispute(one.organ, one.due, one.at)
            return
        known = self.known.get(one.obj)
        if known is None:
            return
        if one.act == "dispute.answered":
            known.state, known.answered = ANSWERED, one.at
            known.result = data.get("result")
        elif one.act == "dispute.moved":
            known.due = one.due
        elif one.act == "dispute.text_hidden":
            known.is_hidden = True

    def is_hidden(self, one: Told) -> bool:
        """Whether what somebody wrote is shown no more, by what was told so far."""
        known = self.known.get(one.obj)
        return known is not None and known.is_hidden and one.act in SAID

    def compare(self, rows: Iterable[Row]) -> Iterator[Difference]:
        """Each that the site has otherwise than the log."""
        gone = dict(self.known)
        for row in rows:
            obj = str(row["object"])
            known = gone.pop(obj, None)
            if known is None:
                yield (
                    "dispute_not_logged",
                    obj,
                    f"纠错或公开建议{obj}没有收到的记录",
                    f"the dispute {obj} was never logged as received",
                )
            else:
                yield from _compare(obj, known, row)
        for obj in gone:
            yield (
                "dispute_gone",
                obj,
                f"纠错或公开建议{obj}从网站上消失了",
                f"the dispute {obj} vanished from the site",
            )


def _compare(obj: str, known: Dispute, row: Row) -> Iterator[Difference]:
    if row["due"] != known.due:
        yield (
            "dispute_moved",
            obj,
            f"纠错或公开建议{obj}的答复期限被改：日志{known.due}，网站{row['due']}",
            f"the dispute {obj} is due {known.due} by the log, {row['due']} on the site",
        )
    if second(row["received_at"]) != known.received:
        yield (
            "dispute_received",
            obj,
            f"纠错或公开建议{obj}收到的时间与日志（{known.received}起的一小时）不符",
            f"the dispute {obj} came in the hour of {known.received}, the site says otherwise",
        )
    theirs = (row["organ"], row["state"], second(row["answered_at"]), row["result"])
    own = (known.organ, known.state, known.answered, known.result)
    if theirs != own or row["is_hidden"] != known.is_hidden:
        yield (
            "dispute_state",
            obj,
            f"纠错或公开建议{obj}的状态、结果或者是否显示与日志不符",
            f"the dispute {obj} has another state or result, or is hidden otherwise",
        )
