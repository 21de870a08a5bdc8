"""What each organ owes, told again from the log: nothing may vanish or fall due on another day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tlog.errors import Broken


@dataclass
class Duty:
    item: str
    opened_by: str
    due: str
    is_open: bool = True


@dataclass
class Duties:
    """By their object, as the entries told so far have them."""

    known: dict[str, Duty] = field(default_factory=dict)

    def tell(self, act: str, obj: str, data: Mapping[str, object]) -> None:
        """One entry, in the order of the log. Raises Broken for a list that cannot be read."""
        told = {
            "duties.opened": self._opened,
            "duties.opened_inside": self._opened,
            "duties.moved": self._moved,
            "duties.moved_inside": self._moved,
            "duty.fulfilled": lambda _data: self._set(obj, is_open=False),
            "duty.reopened": lambda _data: self._set(obj, is_open=True),
            "fact.withdrawn": self._void,
        }.get(act)
        try:
            if told is not None:
                told(data)
        except (ValueError, TypeError):
            raise Broken(f"{act}的内容读不懂", f"what {act} holds cannot be read") from None

    def _opened(self, data: Mapping[str, object]) -> None:
        for item, opened_by, due, duty in _list(data, "duties"):
            self.known[_hex(duty)] = Duty(item, opened_by, due)

    def _moved(self, data: Mapping[str, object]) -> None:
        for duty, _was, due in _list(data, "duties"):
            self._set(_hex(duty), due=due)

    def _void(self, data: Mapping[str, object]) -> None:
        for duty in _list(data, "void"):
            self._set(_hex(duty), is_open=False)

    def compare(
        self, rows: Mapping[str, Mapping[str, object]]
    ) -> Iterator[tuple[str, str, str, str]]:
        """Kind, object and words for each duty that the site has otherwise than the log."""
        for obj, duty in self.known.items():
            row = rows.get(obj)
            if row is None:
                yield (
                    "duty_gone",
                    obj,
                    f"公开任务{obj}（{duty.item}，{duty.due}到期）从网站上消失了",
                    f"the duty {obj} ({duty.item}, due {duty.due}) vanished from the site",
                )
                continue
            if row["due"] != duty.due:
                yield (
                    "duty_moved",
                    obj,
                    f"公开任务{obj}的到期日被改：日志{duty.due}，网站{row['due']}",
                    f"the duty {obj} is due {duty.due} by the log, {row['due']} on the site",
                )
            if row["is_open"] != duty.is_open:
                yield (
                    "duty_state",
                    obj,
                    f"公开任务{obj}的状态与日志不符",
                    f"the state of the duty {obj} is not that of the log",
                )
        for obj in rows.keys() - self.known.keys():
            yield (
                "duty_not_logged",
                obj,
                f"公开任务{obj}没有产生的记录",
                f"the duty {obj} was never logged as opened",
            )

    def _set(self, obj: str, *, due: str | None = None, is_open: bool | None = None) -> None:
        duty = self.known.get(obj)
        if duty is not None:
            duty.due = duty.due if due is None else due
            duty.is_open = duty.is_open if is_open is None else is_open


def _list(data: Mapping[str, object], name: str) -> list[Any]:
    found = data.get(name)
    return found if isinstance(found, list) else []


def _hex(written: object) -> str:
    return str(written).replace("-", "")
