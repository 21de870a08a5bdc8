"""What each organ owes, told again from the log: nothing may vanish or fall due on another day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tlog.errors import Broken
from tlog.verifying.told import Difference, Row, Told, day, second

OPEN, VOID = "open", "void"
# Of a duty that has ended, where the site does not say how.
NOT_GIVEN = ""


@dataclass(slots=True)
class Duty:
    """`ended` is when, to the second; `late_by` the working days that it came late.

    `moves` are the days it was due and is, and when that was changed. `said` is a digest of what
    else its page says: lists did not hold it at first. `joint` are the codes of those who owe it
    together with its organ; None where that was not given.
    """

    organ: str
    item: str
    opened_by: str
    due: str
    state: str = OPEN
    ended: str | None = None
    late_by: object = None
    opened: str = ""
    origin: str | None = None
    moves: tuple[tuple[str, str, str], ...] = ()
    said: object = None
    joint: tuple[str, ...] | None = ()


@dataclass
class Duties:
    """By their object, as the entries told so far have them."""

    known: dict[str, Duty] = field(default_factory=dict)
    _of_fact: dict[str, list[Duty]] = field(default_factory=dict)

    def tell(self, one: Told, data: Mapping[str, object]) -> None:
        """One entry, in the order of the log. Raises Broken for a list that cannot be read."""
        tell = {
            "duties.opened": self._opened,
            "duties.opened_inside": self._opened,
            "duties.moved": self._moved,
            "duties.moved_inside": self._moved,
            "duties.taken_over": self._taken_over,
            "duties.taken_over_inside": self._taken_over,
            "duty.shared": self._shared,
            "duty.fulfilled": self._ended,
            "duty.reopened": self._reopened,
            "fact.corrected": self._corrected,
            "fact.withdrawn": self._void,
            "data.erased": self._erased,
        }.get(one.act)
        try:
            if tell is not None:
                tell(one, data)
        except (ValueError, TypeError):
            raise Broken(f"{one.act}的内容读不懂", f"what {one.act} holds cannot be read") from None

    def _opened(self, one: Told, data: Mapping[str, object]) -> None:
        on = day(one.at)
        for (item, opened_by, due, duty), said in _said(data):
            made = Duty(one.organ, item, _hex(opened_by), due, opened=on, said=said)
            self.known[_hex(duty)] = made
            self._of_fact.setdefault(made.opened_by, []).append(made)

    def _moved(self, one: Told, data: Mapping[str, object]) -> None:
        """A day that stands there twice has not moved, but was counted otherwise."""
        for (duty, was, due), said in _said(data):
            if known := self.known.get(_hex(duty)):
                known.due, known.said = due, said
                if was != due:
                    known.moves = (*known.moves, (was, due, one.at))

    def _taken_over(self, one: Told, data: Mapping[str, object]) -> None:
        for duty, was in _list(data, "duties"):
            if known := self.known.get(_hex(duty)):
                known.organ, known.origin = one.organ, known.origin or was

    def _shared(self, one: Told, data: Mapping[str, object]) -> None:
        if known := self.known.get(one.obj):
            given = "with" in data
            known.joint = tuple(map(str, _list(data, "with"))) if given else None

    def _ended(self, one: Told, data: Mapping[str, object]) -> None:
        if known := self.known.get(one.obj):
            known.state, known.ended = str(data.get("state", NOT_GIVEN)), one.at
            known.late_by = data.get("late_by")

    def _reopened(self, one: Told, _data: Mapping[str, object]) -> None:
        if known := self.known.get(one.obj):
            known.state, known.ended, known.late_by = OPEN, None, None

    def _corrected(self, one: Told, data: Mapping[str, object]) -> None:
        """What the fact opened is from now on of the one that stands in its place, but for what
        no longer holds, as it falls under another item."""
        now = _hex(data.get("now", one.obj))
        self._void(one, data)
        void = {id(self.known.get(_hex(duty))) for duty in _list(data, "void")}
        of_it = self._of_fact.pop(one.obj, [])
        going = [known for known in of_it if id(known) not in void]
        for known in going:
            known.opened_by = now
        if going:
            self._of_fact[now] = going

    def _void(self, one: Told, data: Mapping[str, object]) -> None:
        for duty in _list(data, "void"):
            if known := self.known.get(_hex(duty)):
                known.state, known.ended, known.late_by = VOID, one.at, None

    def _erased(self, one: Told, data: Mapping[str, object]) -> None:
        """It is called otherwise since, as what it was called after was erased by law."""
        if (known := self.known.get(one.obj)) and "said" in data:
            known.said = data["said"]

    def keep(self, obj: str) -> None:
        """From now on it speaks of that one alone, as where the lists hold many."""
        self.known = {obj: self.known[obj]} if obj in self.known else {}

    def compare(self, rows: Iterable[Row]) -> Iterator[Difference]:
        """Each duty that the site has otherwise than the log. Once alone: what is compared is
        forgotten, as a county may owe millions."""
        for row in rows:
            obj = str(row["object"])
            duty = self.known.pop(obj, None)
            if duty is None:
                yield (
                    "duty_not_logged",
                    obj,
                    f"公开任务{obj}没有产生的记录",
                    f"the duty {obj} was never logged as opened",
                )
            else:
                yield from _compare(obj, duty, row)
        for obj, duty in self.known.items():
            yield (
                "duty_gone",
                obj,
                f"公开任务{obj}（{duty.item}，{duty.due}到期）从网站上消失了",
                f"the duty {obj} ({duty.item}, due {duty.due}) vanished from the site",
            )


def _compare(obj: str, duty: Duty, row: Row) -> Iterator[Difference]:
    if row["due"] != duty.due:
        yield (
            "duty_moved",
            obj,
            f"公开任务{obj}的到期日被改：日志{duty.due}，网站{row['due']}",
            f"the duty {obj} is due {duty.due} by the log, {row['due']} on the site",
        )
    moves = [(was, due, second(at)) for was, due, at in _list(row, "moves")]
    if moves != list(duty.moves):
        yield (
            "duty_moved",
            obj,
            f"公开任务{obj}改期的经过与日志不符",
            f"the duty {obj} was moved otherwise than the site says",
        )
    theirs = (row["organ"], row["item"], _hex(row["opened_by"]))
    came = (row["opened_on"], row["taken_over_from"])
    if (*theirs, *came) != (duty.organ, duty.item, duty.opened_by, duty.opened, duty.origin):
        yield (
            "duty_changed",
            obj,
            f"公开任务{obj}的机关、事项，产生它的期间、事实，何时产生或者原由谁公开与日志不符",
            f"the duty {obj} is of another organ, item, period, fact or day than the log has",
        )
    if duty.joint is not None and tuple(_list(row, "joint")) != duty.joint:
        yield (
            "duty_changed",
            obj,
            f"公开任务{obj}由哪些机关共同负责与日志不符",
            f"the duty {obj} is owed together with other organs than the log has",
        )
    if duty.said is not None and row["said"] != duty.said:
        yield (
            "duty_said",
            obj,
            f"公开任务{obj}的标题或者到期日的算法与日志不符",
            f"the duty {obj} has another title, or its day was counted otherwise",
        )
    if duty.state == NOT_GIVEN:
        yield (
            "duty_not_opened",
            obj,
            f"没有给出公开任务{obj}是怎样办结的",
            f"how the duty {obj} ended is not given",
        )
    elif (row["state"], row["late_by"], second(row["ended_at"])) != (
        duty.state,
        duty.late_by,
        duty.ended,
    ):
        yield (
            "duty_state",
            obj,
            f"公开任务{obj}的状态、办结时间或者迟了几天与日志不符",
            f"the duty {obj} has another state, end or lateness than the log has",
        )


def _said(data: Mapping[str, object]) -> Iterator[tuple[Any, object]]:
    """Each line of a list, and what is said beside it. Raises ValueError where they differ."""
    lines = _list(data, "duties")
    said = _list(data, "said") if "said" in data else [None] * len(lines)
    return zip(lines, said, strict=True)


def _list(data: Mapping[str, object], name: str) -> list[Any]:
    found = data.get(name)
    return found if isinstance(found, list) else []


def _hex(written: object) -> str:
    """An object without its dashes; a period stays what it is, as nothing else is so written."""
    text = str(written)
    return text if "/" in text else text.replace("-", "")
