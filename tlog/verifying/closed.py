"""What a site opens to nobody: it says what stands there today commits to; who and what, it tells
nobody."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tlog.verifying.acts import ERASED, Acts
from tlog.verifying.disputes import Disputes
from tlog.verifying.given import BOUND, BY, CLOSED, PERSON, WITHDRAWN, Given
from tlog.verifying.opened import commitments_in
from tlog.verifying.reports import Report
from tlog.verifying.told import Told

# By which article words are held back that never should have been public: grounds of
# 政府信息公开条例 art. 14–16.
HELD_BACK = frozenset(f"ogi-regulation.{article}" for article in (14, 15, 16))
OF_THE_REGISTER = ("document.", "fact.", "data.")
WHAT = {PERSON: ("签署人", "who signed"), BY: ("经办人", "who acted")}
NAMED, PERSONAL_DATA = "person.named", "withdrawn-personal-data"


@dataclass
class Closed:
    """`excused` is what an erasure names. `subjects` are what disputes are about. `held` are the
    facts, documents and duties of which words are held back (不予公开), by an act of their own."""

    acts: Acts
    given: Given
    disputes: Disputes
    excused: set[tuple[int, str]] = field(default_factory=set)
    subjects: dict[str, str] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)

    def tell(self, one: Told, data: Mapping[str, object]) -> None:
        """One entry, in the order of the log."""
        if one.act == "dispute.received":
            self.subjects[one.obj] = str(data.get("subject", "")).replace("-", "")
        if one.act == ERASED and isinstance(named := data.get("entries"), list):
            erased_with = str(data.get("erased_with", "")).replace("-", "")
            if one.basis in HELD_BACK and "held_back" in data:
                self.held.add(one.obj)
            self._excuse(one.obj, named, erased_with)

    def _excuse(self, erased: str, named: Sequence[object], erased_with: str) -> None:
        """An erasure closes what it names of its own object, and nothing else: photographs of
        sheets of a publication that is gone, words with the title of one that names somebody, and
        what the fact and the document behind it were called. So does what is held back: its own
        words in the register, why its duties moved, and words with its title."""
        for index in named:
            other = self.acts.by_index.get(index) if isinstance(index, int) else None
            if other is None or not isinstance(index, int):
                continue
            if other.act.startswith("delivery.") and self._is_closed(erased):
                self.excused.add((index, "files"))
            elif self._closes_words(other, erased, erased_with):
                self.excused.add((index, "text"))

    def _closes_words(self, other: Told, erased: str, erased_with: str) -> bool:
        if erased in self.held and other.act.startswith("duties.moved"):
            return True
        subject = self.subjects.get(erased, "")
        is_held = (erased in self.held and other.act.startswith(OF_THE_REGISTER)) or (
            subject in self.held
        )
        return other.obj == erased and (
            is_held or self._is_closed(subject) or self._is_closed(erased_with)
        )

    def _is_closed(self, obj: str) -> bool:
        """Whether nobody is to read what a publication said, by an act that stands in the log."""
        known = self.acts.published.get(obj)
        return known is not None and (
            known.erased is not None or known.withdrawn_why == PERSONAL_DATA
        )

    def compare(self, report: Report) -> None:
        if self.held:
            report.note(
                f"{len(self.held)}件登记或者任务，以前的文字已依法隐去，隐去的行为都在日志里",
                f"words of {len(self.held)} entries of registers or duties are held back by law, "
                "by acts in the log",
            )
        for index, told in self.acts.by_index.items():
            own = commitments_in(told.written)
            for group in self._compared(index, told, own):
                if self.given.closed.get(index, {}).get(group) != own.get(group):
                    _changed(report, index, told, group)

    def _compared(self, index: int, told: Told, own: Mapping[str, str]) -> Iterator[str]:
        """The groups of an entry that are not opened, and yet must be what they were."""
        if BY in own:
            yield BY
        known = self.acts.published.get(told.obj)
        if told.act in CLOSED and known is not None and known.erased is None:
            yield from CLOSED[told.act]
        if told.act == NAMED and self.acts.latest.get(told.obj.encode()) == index:
            yield PERSON  # what somebody was called before is nowhere any more
        if told.act not in BOUND:
            return
        if told.act == ERASED and known is not None:
            return  # of a tombstone more is said where it is compared
        for group in BOUND[told.act]:
            is_hidden = group == "text" and self.disputes.is_hidden(told)
            is_excused = is_hidden or (index, group) in self.excused
            if group in own and group not in self.given.groups.get(index, ()) and not is_excused:
                yield group


def _changed(report: Report, index: int, told: Told, group: str) -> None:
    if told.act == NAMED and group == PERSON:
        kind, chinese, english = "name", "显示的姓名", "the name that is shown"
    elif group in WHAT:
        kind, (chinese, english) = "signer", WHAT[group]
    elif told.act == WITHDRAWN:
        kind, chinese, english = "tombstone", "撤回说明", f"what was taken back ({group})"
    else:
        kind, chinese = "bound", f"所记的内容（{group}）"
        english = f"what was recorded ({group})"
    report.find(
        kind,
        f"{chinese}与{index}号条目不符：被改过，或者没有了",
        f"{english} is not that of entry {index}: changed, or gone",
        index=index,
        object_id=told.obj,
    )
