"""What a site shows as published, against the entries that put it there and took it back."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tlog.verifying.acts import ERASED, Acts, Published
from tlog.verifying.given import PUBLISHING, VALIDITY, Given
from tlog.verifying.reports import Report
from tlog.verifying.sources import Missing, Source, Unavailable
from tlog.verifying.told import Told, second

# What says that a duty no longer holds: its fact never happened, or falls under another item.
VOIDING = ("fact.withdrawn", "fact.corrected")


@dataclass
class Publications:
    """`source` is the address of the site, None where no files are fetched from it.

    By its object: `binding` is the last entry of whether it binds, `settled` what ended a duty
    that is not open again, `lateness` how late that came. `void` are duties that no longer hold.
    """

    acts: Acts
    given: Given
    report: Report
    source: Source | None = None
    binding: dict[str, int] = field(default_factory=dict)
    lateness: dict[str, object] = field(default_factory=dict)
    settled: dict[str, str] = field(default_factory=dict)
    void: set[str] = field(default_factory=set)

    def tell(self, index: int, one: Told, data: Mapping[str, object]) -> None:
        """One entry, in the order of the log."""
        if one.act == VALIDITY:
            self.binding[one.obj] = index
        elif one.act == "duty.fulfilled":
            answer = str(data.get("settled_by", "")).replace("-", "")
            self.lateness[answer] = data.get("late_by")
            self.settled[one.obj] = answer
        elif one.act == "duty.reopened":
            self.settled.pop(one.obj, None)
        elif one.act in VOIDING and isinstance(gone := data.get("void"), list):
            for duty in gone:
                self.void.add(obj := str(duty).replace("-", ""))
                self.settled.pop(obj, None)

    def compare(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Each that the site shows, and each that was published and is not there."""
        answers = {answer: duty for duty, answer in self.settled.items() if answer}
        shown: set[str] = set()
        for row in rows:
            obj = str(row["object"])
            shown.add(obj)
            known = self.acts.published.get(obj)
            if known is None:
                self._find(
                    "not_logged",
                    obj,
                    f"网站有{obj}，日志里没有公开它的记录",
                    f"the site shows {obj}, which was never logged as published",
                )
            else:
                self._compare(obj, known, row)
                self._answer(obj, known, row["duty"], answers.get(obj, row["duty"]))
        for obj in self.acts.published.keys() - shown:
            self._find(
                "gone",
                obj,
                f"日志里公开过{obj}，网站上没有了，也没有撤回说明",
                f"{obj} was logged as published; the site has neither it nor a tombstone",
            )

    def _compare(self, obj: str, known: Published, row: Mapping[str, Any]) -> None:
        is_withdrawn = row["withdrawn_at"] is not None
        if is_withdrawn != (known.withdrawn is not None):
            self._find(
                "silent_withdrawal",
                obj,
                f"{obj}在网站上{'已撤回' if is_withdrawn else '仍在'}，日志里不是这样",
                f"{obj} is {'withdrawn' if is_withdrawn else 'shown'} on the site alone",
            )
        elif not is_withdrawn and known.erased is None:
            self._opened(obj, known, row)
        elif is_withdrawn and second(row["withdrawn_at"]) != known.withdrawn_at:
            self._find(
                "withdrawn_at",
                obj,
                f"{obj}在网站上的撤回时间与日志（{known.withdrawn_at}）不符",
                f"{obj} was withdrawn at {known.withdrawn_at}, the site says otherwise",
            )
        self._erased(obj, known, second(row["erased_at"]))
        self._late(obj, row)
        if row["organ"] != known.organ and known.erased is None:
            self._find(
                "organ",
                obj,
                f"{obj}的机关与日志不同",
                f"the organ of {obj} is not that of the log",
            )
        at = second(row["published_at"])
        if at != known.at:
            self._find(
                "published_at",
                obj,
                f"{obj}在网站上的公开时间是{at}，日志里是{known.at}",
                f"{obj} is dated {at} on the site and {known.at} in the log",
            )

    def _late(self, obj: str, row: Mapping[str, Any]) -> None:
        """As late as it ended its duty, be it withdrawn since; for no duty nothing comes late, nor
        for one that no longer holds, as its fact never happened."""
        if row["duty"] in self.void:
            self.lateness[obj] = None
        shown = row["late_by"]
        told = self.lateness.get(obj, None if row["duty"] is None else shown)
        if shown != told:
            self._find(
                "late_by",
                obj,
                f"{obj}在网站上迟了{shown}个工作日，日志里是{told}",
                f"{obj} came {shown} working days late, {told} by the log",
            )

    def _erased(self, obj: str, known: Published, at: str | None) -> None:
        if at != known.erased_at:
            self._find(
                "erased",
                obj,
                f"{obj}是否依法删除、何时删除与日志不符",
                f"whether or when {obj} was erased is not what the log says",
            )
        if known.erased is not None and not self.given.is_whole(known.erased, ERASED):
            self._find(
                "not_opened",
                obj,
                f"{obj}没有给出为什么依法删除",
                f"{obj}: why it was erased is not given",
                index=known.erased,
            )

    def _answer(self, obj: str, known: Published, duty: object, told: object) -> None:
        has_duty = self.acts.by_index[known.indexes[0]].due != ""
        if duty != told or has_duty == (duty is None):
            self._find(
                "answer",
                obj,
                f"{obj}完成的公开任务与日志不符",
                f"{obj} is not the answer to the duty to which the log has it",
            )

    def _opened(self, obj: str, known: Published, row: Mapping[str, Any]) -> None:
        for index in known.indexes:
            if not self.given.is_whole(index, PUBLISHING[0]):
                self._find(
                    "not_opened",
                    obj,
                    f"{obj}没有给出{index}号条目的内容",
                    f"{obj}: the content of entry {index} is not given",
                    index=index,
                )
        self._editions(obj, known, row)
        self._validity(obj, row["validity"])
        titles = self.given.titles
        if obj in titles and row["title"] != titles[obj]:
            self._find(
                "title",
                obj,
                f"{obj}在网站目录里的标题与内容不同",
                f"{obj} is listed under another title than its content has",
            )
        if self.source is not None:
            paths = {str(one["sha256"]): str(one["path"]) for one in row["files"]}
            self._files(obj, self.source, paths)

    def _editions(self, obj: str, known: Published, row: Mapping[str, Any]) -> None:
        if row["editions"] != len(known.indexes):
            self._find(
                "editions",
                obj,
                f"{obj}在网站上有{row['editions']}版，日志里有{len(known.indexes)}版",
                f"{obj} has {row['editions']} editions, {len(known.indexes)} were logged",
            )
        if row["edition"] != self.given.data.get(known.indexes[-1], {}).get("edition"):
            self._find(
                "edition",
                obj,
                f"{obj}的现行版本不是日志里最后公开的那一版",
                f"the edition in force of {obj} is not the last that was logged",
            )

    def _validity(self, obj: str, shown: object) -> None:
        """Whether a document binds is what the last entry about that says, in either form."""
        index = self.binding.get(obj)
        said = str(self.given.data.get(index, {}).get("note", "")) if index is not None else ""
        bind, _, why = str(shown).partition(": ")
        validity, _, until = bind.partition(" ")
        own = {str(shown), f"{validity}: {why}", f"{validity}: {until}"}
        at_first = self.given.at_first.get(obj, str(shown))
        if shown != at_first if index is None else said not in own:
            self._find(
                "validity",
                obj,
                f"{obj}的效力标注与日志不符",
                f"whether {obj} binds is not what the log says",
                index=index,
            )

    def _files(self, obj: str, source: Source, paths: Mapping[str, str]) -> None:
        """Each file that an edition names is fetched: it must be what was committed to."""
        for wanted in sorted(self.given.files.get(obj, ())):
            try:
                found = hashlib.sha256(source.read(paths[wanted])).hexdigest()
            except (KeyError, Missing, Unavailable):
                found = ""
            if found != wanted:
                self._find(
                    "file",
                    obj,
                    f"{obj}的附件取不到，或者与公开时不同（SHA-256应为{wanted}）",
                    f"an attachment of {obj} is gone or another (its SHA-256 was {wanted})",
                )

    def _find(
        self, kind: str, obj: str, chinese: str, english: str, *, index: int | None = None
    ) -> None:
        self.report.find(kind, chinese, english, index=index, object_id=obj)
