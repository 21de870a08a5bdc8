"""What hung on boards and what must hang there, told again from the log."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from tlog.verifying.told import Difference, Row, Told, second

PUBLISHING = ("disclosure.published", "disclosure.published_inside", "disclosure.corrected")
SUCCEEDED = ("organ.merged", "organ.dissolved")
NEVER, NOT_ENDED = (None, None), ("", "")
# Why a sheet comes down that hung as long as it must.
TERM = "term"
# What a sheet may be by the log, by whether it hung, came down, and is of an edition in force.
WAITS, HANGS, MUST_GO = ("waiting",), ("posted", "to_remove"), ("to_remove",)
CAME_DOWN, CALLED_OFF = ("removed",), ("cancelled",)


@dataclass(frozen=True)
class Sheet:
    """Of which edition it is, by which day it must hang, for how long, and on what.

    `keeper` is the organ that keeps it, None where it waited for a board, or that was not said.
    """

    publication: str
    edition: object
    post_by: object
    notice: object
    channel: object
    keeper: object = None


@dataclass
class Postings:
    """When each was put up and taken down, by its object, and by which organ; and what
    publications were sent out on.

    `latest` is the edition in force of each, None where nobody said which; those in `withdrawn`
    have none. `ended` is when an edition was in force no more, and why, by a code. `organs` are
    those that published something, `successors` those that took the place of another. A log that
    tells of no publication leaves all of these empty.
    """

    known: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    sheets: dict[str, Sheet] = field(default_factory=dict)
    latest: dict[str, object] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    hung_by: dict[str, str] = field(default_factory=dict)
    ended: dict[tuple[str, object], tuple[str, str]] = field(default_factory=dict)
    organs: dict[str, str] = field(default_factory=dict)
    successors: dict[str, str] = field(default_factory=dict)

    def tell(self, one: Told, data: Mapping[str, object] | None = None) -> None:
        """One entry, in the order of the log, with what it says of its sheets."""
        if one.act == "delivery.posted":
            self.known[one.obj] = (one.at, None)
            self.hung_by[one.obj] = one.organ
        elif one.act == "delivery.removed" and one.obj in self.known:
            self.known[one.obj] = (self.known[one.obj][0], one.at)
        elif one.act == "disclosure.withdrawn":
            self.withdrawn.add(one.obj)
            self.ended[one.obj, self.latest.get(one.obj)] = (one.at, one.basis)
        elif one.act in PUBLISHING:
            self._sent_out(one, data or {})
        elif one.act in SUCCEEDED:
            successor = (data or {}).get("into") or (data or {}).get("successor")
            self.successors[one.organ] = str(successor or "")

    def _sent_out(self, one: Told, data: Mapping[str, object]) -> None:
        """The first entries did not say on which sheets."""
        publication = one.obj
        if publication in self.latest:
            self.ended[publication, self.latest[publication]] = (one.at, "replaced")
        self.organs[publication] = one.organ
        edition = self.latest[publication] = data.get("edition")
        sheets = data.get("sheets", [])
        for row in sheets if isinstance(sheets, list) else []:
            obj = str(row["sheet"]).replace("-", "")
            how = (row["post_by"], row["notice"], row.get("channel"), row.get("organ"))
            self.sheets[obj] = Sheet(publication, edition, *how)

    def compare(self, rows: Iterable[Row]) -> Iterator[Difference]:
        """Each that the site has otherwise than the log."""
        shown = {str(row["object"]): row for row in rows}
        for obj in sorted(self.known.keys() | self.sheets.keys() | shown.keys()):
            row = shown.get(obj, {})
            times = (second(row.get("posted_at")), second(row.get("removed_at")))
            if obj not in shown or times != self.known.get(obj, NEVER):
                yield (
                    "posting",
                    obj,
                    f"张贴{obj}的时间与日志不符，或者没有记录",
                    f"the posting {obj} has other times than the log has, or no entry",
                )
            elif not self._is_kept_by_its_organ(obj, row):
                yield (
                    "posting",
                    obj,
                    f"{obj}由哪个机关张贴与日志不符",
                    f"the organ that keeps {obj} is not that of the log",
                )
            elif not self._comes_down_as_told(obj, row):
                yield (
                    "posting",
                    obj,
                    f"{obj}为什么撤下与日志不符",
                    f"why {obj} comes down is not what the log says",
                )
            elif not self._is_as_sent_out(obj, row) or not self._stands(obj, row):
                yield (
                    "posting",
                    obj,
                    f"{obj}应在哪天前张贴、张贴多久，或者是不是还要张贴，与日志不符",
                    f"by when {obj} must hang, how long, or whether at all, is not as logged",
                )

    def _is_as_sent_out(self, obj: str, row: Row) -> bool:
        sheet = self.sheets.get(obj)
        return sheet is None or replace(sheet, keeper=None) == Sheet(
            str(row.get("disclosure")),
            row.get("edition"),
            row.get("post_by"),
            row.get("notice"),
            row.get("channel"),
        )

    def _is_kept_by_its_organ(self, obj: str, row: Row) -> bool:
        """Without a board it is kept by whoever answers for what it says."""
        if "organ" not in row:
            return True
        keeper = self.hung_by.get(obj)
        if keeper is None and (sheet := self.sheets.get(obj)):
            keeper = str(sheet.keeper or "") or None
        if keeper is not None:
            return row["organ"] == keeper
        publisher = self.organs.get(str(row["disclosure"]))
        return publisher is None or row["organ"] in self._from(publisher)

    def _from(self, organ: str) -> set[str]:
        """It and those that took its place, one after the other."""
        found = {organ}
        while (organ := self.successors.get(organ, organ)) not in found:
            found.add(organ)
        return found

    def _comes_down_as_told(self, obj: str, row: Row) -> bool:
        """As it may have come down before its edition ended, either may be meant at that second."""
        publication, edition = str(row.get("disclosure")), row.get("edition")
        if "because" not in row or self.latest.get(publication) is None:
            return True
        at, why = self.ended.get((publication, edition), NOT_ENDED)
        removed = second(row.get("removed_at")) or ""
        after, before = {why or TERM}, {"", TERM}
        allowed = {
            "waiting": {""},
            "posted": {""},
            "cancelled": {why},
            "to_remove": after,
            "removed": before if not at or removed < at else after,
        }.get(str(row["state"]), before)
        if at and removed == at:
            allowed = before | after
        return row["because"] in allowed

    def _stands(self, obj: str, row: Row) -> bool:
        publication = str(row.get("disclosure"))
        latest = self.latest.get(publication)
        is_over = publication in self.withdrawn
        if latest is None and not is_over:
            return True
        is_over = is_over or latest != row.get("edition")
        posted, removed = self.known.get(obj, NEVER)
        if removed:
            return row.get("state") in CAME_DOWN
        if posted:
            return row.get("state") in (MUST_GO if is_over else HANGS)
        return row.get("state") in (CALLED_OFF if is_over else WAITS)
