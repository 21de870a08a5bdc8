"""A site against its log: what is shown was logged, what was logged is shown or taken back."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tlog.checkpoints import Checkpoint
from tlog.errors import Broken
from tlog.verifying.acts import BEGUN_ANEW, ERASED, KEY_ANNOUNCED, Acts, Published
from tlog.verifying.barring import BARRING
from tlog.verifying.duties import Duties
from tlog.verifying.feed import Feed
from tlog.verifying.logs import Log, read_all
from tlog.verifying.opened import commitments_in, content, fits
from tlog.verifying.reports import Report
from tlog.verifying.sources import Source

PUBLISHING = ("disclosure.published", "disclosure.corrected")
WHOLE = ("text", "data", "files")
NEEDED = {**dict.fromkeys(PUBLISHING, WHOLE), ERASED: ("text",)}
SIGNING = (
    *("disclosure.secrecy_passed", "disclosure.step_passed"),
    *("disclosure.approved", "disclosure.approved_afterwards"),
)
PERSON, BY = "person", "by"
WHAT = {PERSON: ("签署人", "who signed"), BY: ("经办人", "who acted")}
WITHDRAWN = "disclosure.withdrawn"
# Never opened, but compared by what it commits to today.
CLOSED = {**dict.fromkeys(SIGNING, (PERSON,)), WITHDRAWN: WHOLE}
LISTS = ("duties.opened", "duties.moved", "fact.withdrawn")
MOST_PAGES = 1_000_000


# What an honest act looks like that is done after the log was read and before the site was.
PASSING = frozenset(
    {
        *("not_logged", "gone", "silent_withdrawal", "withdrawn_at", "published_at", "organ"),
        *("editions", "not_opened", "tombstone", "signer", "barred"),
        *("duty_gone", "duty_moved", "duty_state", "duty_not_logged"),
    }
)


def may_pass(report: Report) -> bool:
    """Whether all that was found might be gone once the log has caught up with the site."""
    return bool(report.findings) and all(found.kind in PASSING for found in report.findings)


def check_site(
    site: Source, files: Source, log: Log, kept: Sequence[Checkpoint], report: Report
) -> Acts:
    """The log by its files, and then all that the site shows. Raises Broken."""
    acts, feed = Acts(report, keeps=True), Feed(site)
    barred = read_all(files, log, kept, acts.see, report)
    acts.summary()
    barred |= feed.compare(acts.hashes, report)
    Site(site, acts, report).check()
    acts.barring.demand(barred, report, is_opened=True)
    acts.barring.excuse(barred, report)
    return acts


@dataclass
class Site:
    """`source` is the address of the site, without `/log/`."""

    source: Source
    acts: Acts
    report: Report
    duties: Duties = field(default_factory=Duties)
    opened: set[int] = field(default_factory=set)
    listed: dict[int, dict[str, object]] = field(default_factory=dict)
    closed: dict[int, dict[str, object]] = field(default_factory=dict)

    def check(self) -> None:
        """Raises Broken where the site does not answer, or not as it should."""
        try:
            self._openings()
            self._own()
            self._closed()
            self._disclosures()
            self._duties()
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
            raise Broken("网站的回答读不懂", "what the site answers cannot be read") from problem
        self.report.fact(
            f"核对了{len(self.opened)}条记录的内容", f"the content of {len(self.opened)} entries"
        )

    def _openings(self) -> None:
        for row in self._pages("api/v1/openings", "since", "openings"):
            index, groups = int(row["index"]), dict(row["c"])
            known = self.acts.by_index.get(index)
            if known is None:
                continue
            act, obj, written = known
            closed = {g: groups.pop(g) for g in CLOSED.get(act, (BY,)) if g in groups}
            self.closed[index] = {group: said["commitment"] for group, said in closed.items()}
            commitments = commitments_in(written)
            for group, said in groups.items():
                if not fits(commitments, group, said):
                    self._find(
                        "content",
                        f"网站上的内容（{group}）与{index}号条目不符：被改过",
                        f"the content shown ({group}) is not that of entry {index}: changed",
                        index=index,
                        object_id=obj,
                    )
            if groups and all(group in groups for group in NEEDED.get(act, ())):
                self.opened.add(index)
            if "data" in groups:
                self._read(index, act, groups)

    def _read(self, index: int, act: str, groups: dict[str, object]) -> None:
        if act in LISTS:
            self.listed[index] = content(groups, "data")
        elif act == BARRING:
            self.acts.barring.opened(index, content(groups, "data"))
        elif act in (BEGUN_ANEW, KEY_ANNOUNCED):
            self.acts.announced[index] = content(groups, "data")

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
        for index, (act, obj, written) in self.acts.by_index.items():
            known, own = self.acts.published.get(obj), commitments_in(written)
            groups = CLOSED.get(act, ())
            if BY in own:
                groups = (BY,)
            elif known is None or known.erased is not None:
                continue
            for group in groups:
                if self.closed.get(index, {}).get(group) != own.get(group):
                    self._changed(index, obj, group)

    def _changed(self, index: int, obj: str, group: str) -> None:
        is_person = group in (PERSON, BY)
        chinese, english = WHAT.get(group, ("撤回说明", "what was taken back"))
        self._find(
            "signer" if is_person else "tombstone",
            f"{chinese}与{index}号条目不符：被改过，或者没有了",
            f"{english} ({group}) is not that of entry {index}: changed, or gone",
            index=index,
            object_id=obj,
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
        elif is_withdrawn and _second(row["withdrawn_at"]) != known.withdrawn_at:
            self._find(
                "withdrawn_at",
                f"{obj}在网站上的撤回时间与日志（{known.withdrawn_at}）不符",
                f"{obj} was withdrawn at {known.withdrawn_at}, the site says otherwise",
                object_id=obj,
            )
        if known.erased is not None and known.erased not in self.opened:
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
        at = _second(row["published_at"])
        if at != known.at:
            self._find(
                "published_at",
                f"{obj}在网站上的公开时间是{at}，日志里是{known.at}",
                f"{obj} is dated {at} on the site and {known.at} in the log",
                object_id=obj,
            )

    def _opened(self, obj: str, known: Published, row: dict[str, Any]) -> None:
        for index in known.indexes:
            if index not in self.opened:
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

    def _duties(self) -> None:
        """A list that is not given could hide what is owed: it is asked for by the log."""
        for index, (act, obj, _written) in self.acts.by_index.items():
            if act in LISTS and index not in self.listed:
                self._find(
                    "not_opened",
                    f"没有给出{index}号条目的任务清单",
                    f"the list of duties of entry {index} is not given",
                    index=index,
                )
            else:
                self.duties.tell(act, obj, self.listed.get(index, {}))
        rows = {str(r["object"]): r for r in self._pages("api/v1/duties", "after", "duties")}
        for kind, obj, chinese, english in self.duties.compare(rows):
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


def _second(moment: object) -> str:
    return f"{str(moment or '')[:19]}Z"
