"""Duties on their way between organs, told again from the log: who asked whom, and what came of
it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tlog.verifying.duties import Duties
from tlog.verifying.told import NOT_GIVEN, Difference, Row, Told, second

PROPOSED, DONE = "proposed", "done"
ANSWERS = {
    "transfer.accepted": DONE,
    "transfer.declined": "declined",
    "transfer.withdrawn": "withdrawn",
}
AGREED, DECIDED = "transfer.proposed", "transfer.decided"
# What the first entry about it says, and what came of it.
ASKED = ("duty", "from", "way", "with_later", "because")
SAID = ("state", "answer", "proposed_at", "answered_at")


@dataclass(slots=True)
class Transfer:
    """`to` is who was to take it. `ended` is when it stopped holding for what comes later."""

    to: str
    said: dict[str, object]
    ended: object = None


@dataclass
class Transfers:
    """By their object, as the entries told so far have them. `duties` are told before.

    `holding` is, by the item and who owed it at first, the latest that holds for what comes later.
    """

    duties: Duties
    known: dict[str, Transfer] = field(default_factory=dict)
    holding: dict[tuple[str, str], Transfer] = field(default_factory=dict)

    def tell(self, one: Told, words: Mapping[str, object], data: Mapping[str, object]) -> None:
        """One entry, in the order of the log."""
        if one.act in (AGREED, DECIDED):
            self._began(one, words, data)
        known = self.known.get(one.obj)
        if known is None:
            return
        if one.act in ANSWERS:
            answer = words.get("because", NOT_GIVEN)
            known.said.update(state=ANSWERS[one.act], answer=answer, answered_at=one.at)
        if one.act in ("transfer.accepted", DECIDED):
            self._holds(known, one, data)

    def _began(self, one: Told, words: Mapping[str, object], data: Mapping[str, object]) -> None:
        said = {name: data.get(name, NOT_GIVEN) for name in ASKED}
        said |= {"because": words.get("because", NOT_GIVEN), "duty": _duty(data)}
        said |= {"state": PROPOSED, "answer": "", "proposed_at": one.at, "answered_at": None}
        if one.act == DECIDED:
            said |= {"state": DONE, "answered_at": one.at}
        self.known[one.obj] = Transfer(one.organ, said)

    def _holds(self, known: Transfer, one: Told, data: Mapping[str, object]) -> None:
        """What was settled of the same before is over; back where it arises, this is too."""
        duty = self.duties.known.get(str(_duty(data)))
        if duty is None or not data:
            known.ended = NOT_GIVEN
        elif data.get("with_later"):
            origin = duty.origin or str(data.get("from"))
            before = self.holding.pop((duty.item, origin), None)
            if before is not None:
                before.ended = one.at
            if one.organ == origin:
                known.ended = one.at
            else:
                self.holding[duty.item, origin] = known

    def compare(self, rows: Iterable[Row]) -> Iterator[Difference]:
        """Each that the site has otherwise than the log, or one of them alone."""
        gone = dict(self.known)
        for row in rows:
            obj = str(row["object"])
            known = gone.pop(obj, None)
            if known is None:
                yield (
                    "transfer_not_logged",
                    obj,
                    f"公开任务移交{obj}没有提出或者决定的记录",
                    f"the transfer {obj} was never logged as proposed or decided",
                )
            elif not _fits(known, row):
                yield (
                    "transfer",
                    obj,
                    f"公开任务移交{obj}的机关、理由、结果或者时间与日志不符",
                    f"the transfer {obj} has other organs, words, another result or other times",
                )
        for obj in gone:
            yield (
                "transfer_gone",
                obj,
                f"公开任务移交{obj}从网站上消失了",
                f"the transfer {obj} vanished from the site",
            )


def _fits(known: Transfer, row: Row) -> bool:
    shown = {name: row[name] for name in (*ASKED, *SAID)}
    for name in ("proposed_at", "answered_at"):
        shown[name] = second(shown[name])
    return (
        row["to"] == known.to
        and known.ended in (second(row["ended_at"]), NOT_GIVEN)
        and all(one in (shown[name], NOT_GIVEN) for name, one in known.said.items())
    )


def _duty(data: Mapping[str, object]) -> object:
    return str(data["duty"]).replace("-", "") if "duty" in data else NOT_GIVEN
