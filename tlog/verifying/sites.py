"""A site against its log: what is shown was logged, what was logged is shown or taken back."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tlog.checkpoints import Checkpoint
from tlog.errors import Broken
from tlog.verifying.acts import BEGUN_ANEW, ERASED, KEY_ANNOUNCED, Acts, Published
from tlog.verifying.barring import BARRING
from tlog.verifying.disputes import Disputes
from tlog.verifying.duties import Duties
from tlog.verifying.facts import Facts
from tlog.verifying.feed import Feed
from tlog.verifying.logs import Log, read_all
from tlog.verifying.opened import commitments_in, content, fits, listed
from tlog.verifying.organs import Organs
from tlog.verifying.postings import Postings
from tlog.verifying.reports import Report
from tlog.verifying.sources import Missing, Source, Unavailable
from tlog.verifying.standards import Standards
from tlog.verifying.told import Difference, Told, second

PUBLISHING = ("disclosure.published", "disclosure.corrected")
WHOLE = ("text", "data", "files")
NEEDED = {**dict.fromkeys(PUBLISHING, WHOLE), ERASED: ("text",)}
SIGNING = (
    *("disclosure.secrecy_passed", "disclosure.step_passed"),
    *("disclosure.approved", "disclosure.approved_afterwards"),
)
PERSON, BY = "person", "by"
WHAT = {PERSON: ("签署人", "who signed"), BY: ("经办人", "who acted")}
WITHDRAWN, PERSONAL_DATA = "disclosure.withdrawn", "withdrawn-personal-data"
# Never opened, but compared by what it commits to today.
CLOSED = {**dict.fromkeys(SIGNING, (PERSON,)), WITHDRAWN: WHOLE}
# Opened where everybody may read it, and else compared by what it commits to today.
BOUND = {
    **dict.fromkeys(("fact.recorded", "fact.corrected", "fact.withdrawn"), ("text", "data")),
    **dict.fromkeys(("delivery.posted", "delivery.removed"), ("data", "files")),
    **dict.fromkeys(("dispute.received", "dispute.answered"), ("text", "data")),
    **dict.fromkeys(("dispute.text_hidden", ERASED), ("text",)),
    **dict.fromkeys(("organ.created", "organ.changed", "organ.renamed"), ("text", "data")),
    **dict.fromkeys(("organ.merged", "organ.dissolved"), ("text", "data")),
    "catalogue.standard_adopted": ("data",),
}
REGISTER = ("organ.created", "organ.changed", "organ.renamed", "organ.merged", "organ.dissolved")
LISTS = ("duties.opened", "duties.moved", "duties.taken_over", "fact.withdrawn")
VALIDITY = "disclosure.validity_changed"
# What a document is before anybody says whether it binds.
AT_FIRST = ("none -: ", "in_force -: ")
# Of which the data are read, and not only compared.
READ = {
    *(*LISTS, *REGISTER, *PUBLISHING, ERASED, VALIDITY, "catalogue.standard_adopted"),
    *("duty.fulfilled", "fact.corrected", "dispute.received", "dispute.answered"),
}
MOST_PAGES = 1_000_000


# What an honest act looks like that is done after the log was read and before the site was.
PASSING = frozenset(
    {
        *("not_logged", "gone", "silent_withdrawal", "withdrawn_at", "published_at", "organ"),
        *("editions", "not_opened", "tombstone", "signer", "barred"),
        *("duty_gone", "duty_moved", "duty_state", "duty_not_logged"),
        *("duty_changed", "duty_not_opened", "bound", "posting", "title", "file", "validity"),
        *("organ_changed", "organ_gone", "edition", "fact", "late_by", "standard"),
        *("dispute_gone", "dispute_moved", "dispute_state", "dispute_not_logged"),
    }
)


def may_pass(report: Report) -> bool:
    """Whether all that was found might be gone once the log has caught up with the site."""
    return bool(report.findings) and all(found.kind in PASSING for found in report.findings)


def check_site(
    site: Source,
    files: Source,
    log: Log,
    kept: Sequence[Checkpoint],
    report: Report,
    *,
    with_files: bool = True,
) -> Acts:
    """The log by its files, and then all that the site shows. Raises Broken."""
    acts, feed = Acts(report, keeps=True), Feed(site)
    barred = read_all(files, log, kept, acts.see, report)
    acts.summary()
    barred |= feed.compare(acts.hashes, report)
    Site(site, acts, report, with_files=with_files).check()
    acts.barring.demand(barred, report, is_opened=True)
    acts.barring.excuse(barred, report)
    return acts


@dataclass
class Site:
    """`source` is the address of the site, without `/log/`.

    By the index of an entry: `given` are the groups that the site opened, `data` and `words` what
    was read of them, `closed` what it says that the others commit to today. `titles` and `files`
    are what the opened editions of an object say of themselves, `binding` is the last entry of
    whether it binds. What an erasure names is `excused`.
    """

    source: Source
    acts: Acts
    report: Report
    with_files: bool = True
    duties: Duties = field(default_factory=Duties)
    disputes: Disputes = field(default_factory=Disputes)
    postings: Postings = field(default_factory=Postings)
    given: dict[int, set[str]] = field(default_factory=dict)
    organs: Organs = field(default_factory=Organs)
    data: dict[int, dict[str, object]] = field(default_factory=dict)
    words: dict[int, dict[str, object]] = field(default_factory=dict)
    closed: dict[int, dict[str, object]] = field(default_factory=dict)
    titles: dict[str, object] = field(default_factory=dict)
    files: dict[str, set[str]] = field(default_factory=dict)
    binding: dict[str, int] = field(default_factory=dict)
    excused: set[tuple[int, str]] = field(default_factory=set)
    facts: Facts = field(default_factory=Facts)
    standards: Standards = field(default_factory=Standards)
    lateness: dict[str, object] = field(default_factory=dict)
    subjects: dict[str, str] = field(default_factory=dict)

    def check(self) -> None:
        """Raises Broken where the site does not answer, or not as it should."""
        try:
            self._openings()
            self._own()
            self._tell()
            self._closed()
            self._disclosures()
            self._standing()
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
            raise Broken("网站的回答读不懂", "what the site answers cannot be read") from problem
        opened = sum(1 for groups in self.given.values() if groups)
        self.report.fact(f"核对了{opened}条记录的内容", f"the content of {opened} entries")
        if not self.with_files and (names := set().union(*self.files.values())):
            self.report.note(
                f"{len(names)}个附件没有取下核对", f"{len(names)} attachments were not fetched"
            )

    def _openings(self) -> None:
        for row in self._pages("api/v1/openings", "since", "openings"):
            index, groups = int(row["index"]), dict(row["c"])
            told = self.acts.by_index.get(index)
            if told is None:
                continue
            closed = {
                group: said["commitment"]
                for group, said in groups.items()
                if isinstance(said, dict) and "commitment" in said
            }
            self.closed[index] = closed
            groups = {group: said for group, said in groups.items() if group not in closed}
            self.given[index] = set(groups)
            commitments = commitments_in(told.written)
            for group, said in groups.items():
                if not fits(commitments, group, said):
                    self._find(
                        "content",
                        f"网站上的内容（{group}）与{index}号条目不符：被改过",
                        f"the content shown ({group}) is not that of entry {index}: changed",
                        index=index,
                        object_id=told.obj,
                    )
            self._read(index, told, groups)

    def _read(self, index: int, told: Told, groups: Mapping[str, object]) -> None:
        if told.act in READ and "data" in groups:
            self.data[index] = content(groups, "data")
        if told.act in REGISTER and "text" in groups:
            self.words[index] = content(groups, "text")
        if told.act == BARRING and "data" in groups:
            self.acts.barring.opened(index, content(groups, "data"))
        elif told.act in (BEGUN_ANEW, KEY_ANNOUNCED):
            self.acts.announced[index] = content(groups, "data")
        elif told.act in PUBLISHING and self._is_whole(index, told.act):
            self.titles[told.obj] = content(groups, "text").get("title")
            hashes = (one["sha256"] for one in listed(groups, "files"))
            self.files.setdefault(told.obj, set()).update(hashes)

    def _is_whole(self, index: int, act: str) -> bool:
        return self.given.get(index, set()).issuperset(NEEDED[act])

    def _tell(self) -> None:
        """A list that is not given could hide what is owed: it is asked for by the log."""
        for index, told in self.acts.by_index.items():
            data = self.data.get(index, {})
            if told.act in LISTS and index not in self.data:
                self._find(
                    "not_opened",
                    f"没有给出{index}号条目的任务清单",
                    f"the list of duties of entry {index} is not given",
                    index=index,
                )
            else:
                self.duties.tell(told, data)
            if told.act == VALIDITY:
                self.binding[told.obj] = index
            self.disputes.tell(told, data)
            self.postings.tell(told)
            self.organs.tell(told, self.words.get(index, {}), data)
            self.facts.tell(told, data)
            self.standards.tell(told, data)
            if told.act == "duty.fulfilled":
                answer = str(data.get("settled_by", "")).replace("-", "")
                self.lateness[answer] = data.get("late_by")
            if told.act == "dispute.received":
                self.subjects[told.obj] = str(data.get("subject", "")).replace("-", "")
            if told.act == ERASED and isinstance(named := data.get("entries"), list):
                self._excuse(told.obj, named)

    def _excuse(self, erased: str, named: Sequence[object]) -> None:
        """An erasure closes what it names of its own object, and nothing else: photographs of
        sheets of a publication that is gone, words with the title of one that names somebody."""
        for index in named:
            other = self.acts.by_index.get(index) if isinstance(index, int) else None
            if other is None or not isinstance(index, int):
                continue
            if other.act.startswith("delivery.") and self._is_closed(erased):
                self.excused.add((index, "files"))
            elif other.obj == erased and self._is_closed(self.subjects.get(erased, "")):
                self.excused.add((index, "text"))

    def _is_closed(self, obj: str) -> bool:
        """Whether nobody is to read what a publication said, by an act that stands in the log."""
        known = self.acts.published.get(obj)
        return known is not None and (
            known.erased is not None or known.withdrawn_why == PERSONAL_DATA
        )

    def _own(self) -> None:
        """What the log says of itself is for everybody to read."""
        for act in (BEGUN_ANEW, KEY_ANNOUNCED):
            for index in self.acts.of(act):
                if index not in self.acts.announced:
                    self._find(
                        "not_opened",
                        f"没有给出{index}号条目的内容",
                        f"the content of entry {index} is not given",
                        index=index,
                    )

    def _closed(self) -> None:
        """The site says what stands there today commits to; who and what, it tells nobody."""
        for index, told in self.acts.by_index.items():
            own = commitments_in(told.written)
            for group in self._compared(index, told, own):
                if self.closed.get(index, {}).get(group) != own.get(group):
                    self._changed(index, told, group)

    def _compared(self, index: int, told: Told, own: Mapping[str, str]) -> Iterator[str]:
        """The groups of an entry that are not opened, and yet must be what they were."""
        if BY in own:
            yield BY
        known = self.acts.published.get(told.obj)
        if told.act in CLOSED and known is not None and known.erased is None:
            yield from CLOSED[told.act]
        if told.act not in BOUND:
            return
        if told.act == ERASED and known is not None:
            return  # of a tombstone more is said where it is compared
        for group in BOUND[told.act]:
            is_hidden = group == "text" and self.disputes.is_hidden(told)
            is_excused = is_hidden or (index, group) in self.excused
            if group in own and group not in self.given.get(index, ()) and not is_excused:
                yield group

    def _changed(self, index: int, told: Told, group: str) -> None:
        if group in WHAT:
            kind, (chinese, english) = "signer", WHAT[group]
        elif told.act == WITHDRAWN:
            kind, chinese, english = "tombstone", "撤回说明", f"what was taken back ({group})"
        else:
            kind, chinese, english = (
                "bound",
                f"所记的内容（{group}）",
                f"what was recorded ({group})",
            )
        self._find(
            kind,
            f"{chinese}与{index}号条目不符：被改过，或者没有了",
            f"{english} is not that of entry {index}: changed, or gone",
            index=index,
            object_id=told.obj,
        )

    def _disclosures(self) -> None:
        shown: set[str] = set()
        for row in self._pages("api/v1/disclosures", "after", "disclosures"):
            obj = str(row["object"])
            shown.add(obj)
            known = self.acts.published.get(obj)
            if known is None:
                self._find(
                    "not_logged",
                    f"网站有{obj}，日志里没有公开它的记录",
                    f"the site shows {obj}, which was never logged as published",
                    object_id=obj,
                )
            else:
                self._compare(obj, known, row)
        for obj in self.acts.published.keys() - shown:
            self._find(
                "gone",
                f"日志里公开过{obj}，网站上没有了，也没有撤回说明",
                f"{obj} was logged as published; the site has neither it nor a tombstone",
                object_id=obj,
            )

    def _compare(self, obj: str, known: Published, row: dict[str, Any]) -> None:
        is_withdrawn = row["withdrawn_at"] is not None
        if is_withdrawn != (known.withdrawn is not None):
            self._find(
                "silent_withdrawal",
                f"{obj}在网站上{'已撤回' if is_withdrawn else '仍在'}，日志里不是这样",
                f"{obj} is {'withdrawn' if is_withdrawn else 'shown'} on the site alone",
                object_id=obj,
            )
        elif not is_withdrawn and known.erased is None:
            self._opened(obj, known, row)
        elif is_withdrawn and second(row["withdrawn_at"]) != known.withdrawn_at:
            self._find(
                "withdrawn_at",
                f"{obj}在网站上的撤回时间与日志（{known.withdrawn_at}）不符",
                f"{obj} was withdrawn at {known.withdrawn_at}, the site says otherwise",
                object_id=obj,
            )
        if known.erased is not None and not self._is_whole(known.erased, ERASED):
            self._find(
                "not_opened",
                f"{obj}没有给出为什么依法删除",
                f"{obj}: why it was erased is not given",
                index=known.erased,
                object_id=obj,
            )
        if row["organ"] != known.organ and known.erased is None:
            self._find(
                "organ",
                f"{obj}的机关与日志不同",
                f"the organ of {obj} is not that of the log",
                object_id=obj,
            )
        at = second(row["published_at"])
        if at != known.at:
            self._find(
                "published_at",
                f"{obj}在网站上的公开时间是{at}，日志里是{known.at}",
                f"{obj} is dated {at} on the site and {known.at} in the log",
                object_id=obj,
            )

    def _opened(self, obj: str, known: Published, row: dict[str, Any]) -> None:
        for index in known.indexes:
            if not self._is_whole(index, PUBLISHING[0]):
                self._find(
                    "not_opened",
                    f"{obj}没有给出{index}号条目的内容",
                    f"{obj}: the content of entry {index} is not given",
                    index=index,
                    object_id=obj,
                )
        if row["editions"] != len(known.indexes):
            self._find(
                "editions",
                f"{obj}在网站上有{row['editions']}版，日志里有{len(known.indexes)}版",
                f"{obj} has {row['editions']} editions, {len(known.indexes)} were logged",
                object_id=obj,
            )

        if row["edition"] != self.data.get(known.indexes[-1], {}).get("edition"):
            self._find(
                "edition",
                f"{obj}的现行版本不是日志里最后公开的那一版",
                f"the edition in force of {obj} is not the last that was logged",
                object_id=obj,
            )
        if row["late_by"] != self.lateness.get(obj, row["late_by"]):
            self._find(
                "late_by",
                f"{obj}在网站上迟了{row['late_by']}个工作日，日志里是{self.lateness[obj]}",
                f"{obj} came {row['late_by']} working days late, {self.lateness[obj]} by the log",
                object_id=obj,
            )
        self._validity(obj, row["validity"])
        if obj in self.titles and row["title"] != self.titles[obj]:
            self._find(
                "title",
                f"{obj}在网站目录里的标题与内容不同",
                f"{obj} is listed under another title than its content has",
                object_id=obj,
            )
        if self.with_files:
            self._files(obj, {str(one["sha256"]): str(one["path"]) for one in row["files"]})

    def _validity(self, obj: str, shown: object) -> None:
        """Whether a document binds is what the last entry about that says, in either form."""
        index = self.binding.get(obj)
        said = str(self.data.get(index, {}).get("note", "")) if index is not None else ""
        bind, _, why = str(shown).partition(": ")
        validity, _, until = bind.partition(" ")
        own = {str(shown), f"{validity}: {why}", f"{validity}: {until}"}
        if shown not in AT_FIRST if index is None else said not in own:
            self._find(
                "validity",
                f"{obj}的效力标注与日志不符",
                f"whether {obj} binds is not what the log says",
                index=index,
                object_id=obj,
            )

    def _files(self, obj: str, paths: Mapping[str, str]) -> None:
        """Each file that an edition names is fetched: it must be what was committed to."""
        for wanted in sorted(self.files.get(obj, ())):
            try:
                found = hashlib.sha256(self.source.read(paths[wanted])).hexdigest()
            except (KeyError, Missing, Unavailable):
                found = ""
            if found != wanted:
                self._find(
                    "file",
                    f"{obj}的附件取不到，或者与公开时不同（SHA-256应为{wanted}）",
                    f"an attachment of {obj} is gone or another (its SHA-256 was {wanted})",
                    object_id=obj,
                )

    def _standing(self) -> None:
        """What is owed, said and hung now, against what the log tells of it."""
        told = (
            ("duties", self.duties),
            ("disputes", self.disputes),
            ("postings", self.postings),
            ("organs", self.organs),
            ("facts", self.facts),
            ("standards", self.standards),
        )
        for name, known in told:
            self._all(known.compare(self._pages(f"api/v1/{name}", "after", name)))

    def _all(self, found: Iterable[Difference]) -> None:
        for kind, obj, chinese, english in found:
            self._find(kind, chinese, english, object_id=obj)

    def _pages(self, path: str, cursor: str, name: str) -> Iterator[dict[str, Any]]:
        following: object = 0
        for _page in range(MOST_PAGES):
            answer = json.loads(self.source.read(f"{path}?{cursor}={following}"))
            if not isinstance(answer, dict) or not isinstance(answer.get(name), list):
                raise Broken(f"{path} 的回答读不懂", f"the answer of {path} cannot be read")
            yield from answer[name]
            if answer["next"] is None or answer["next"] == following:
                return
            following = answer["next"]

    def _find(
        self,
        kind: str,
        chinese: str,
        english: str,
        *,
        index: int | None = None,
        object_id: str | None = None,
    ) -> None:
        self.report.find(kind, chinese, english, index=index, object_id=object_id)
