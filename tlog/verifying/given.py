"""What a site opens of the entries of its log, read and compared with what each commits to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tlog.verifying.acts import BEGUN_ANEW, ERASED, KEY_ANNOUNCED, Acts
from tlog.verifying.barring import BARRING
from tlog.verifying.opened import commitments_in, content, fits, listed
from tlog.verifying.reports import Report
from tlog.verifying.told import Told

PUBLISHING = ("disclosure.published", "disclosure.corrected")
WHOLE = ("text", "data", "files")
NEEDED = {**dict.fromkeys(PUBLISHING, WHOLE), ERASED: ("text",)}
SIGNING = (
    *("disclosure.secrecy_passed", "disclosure.step_passed"),
    *("disclosure.approved", "disclosure.approved_afterwards"),
)
PERSON, BY = "person", "by"
WITHDRAWN, VALIDITY = "disclosure.withdrawn", "disclosure.validity_changed"
# Never opened, but compared by what it commits to today.
CLOSED = {**dict.fromkeys((*SIGNING, *PUBLISHING), (PERSON,)), WITHDRAWN: WHOLE}
# Opened where everybody may read it, and else compared by what it commits to today.
BOUND = {
    **dict.fromkeys(("fact.recorded", "fact.corrected", "fact.withdrawn"), ("text", "data")),
    **dict.fromkeys(("document.registered", "document.corrected"), ("text", "data")),
    "document.withdrawn": ("text", "data"),
    **dict.fromkeys(("document.gap_explained", "document.gap_withdrawn"), ("text", "data")),
    **dict.fromkeys(("delivery.posted", "delivery.removed"), ("data", "files")),
    **dict.fromkeys(("dispute.received", "dispute.answered"), ("text", "data")),
    **dict.fromkeys(("dispute.text_hidden", ERASED), ("text",)),
    **dict.fromkeys(("organ.created", "organ.changed", "organ.renamed"), ("text", "data")),
    **dict.fromkeys(("organ.merged", "organ.dissolved"), ("text", "data")),
    **dict.fromkeys(("organ.succession_proposed", "organ.succession_declined"), ("text", "data")),
    "organ.succession_withdrawn": ("text", "data"),
    **dict.fromkeys(("organ.field_assigned", "organ.field_ended"), ("text", "data")),
    **dict.fromkeys(("organ.post_filled", "organ.post_left"), (PERSON, "data")),
    "organ.group_formed": (PERSON, "text", "data"),
    "organ.office_named": ("text", "data"),
    **dict.fromkeys(("county.founded", "county.calendar_announced"), ("text", "data")),
    **dict.fromkeys(("county.calendar_proposed", "county.calendar_declined"), ("text", "data")),
    "county.calendar_withdrawn": ("text", "data"),
    "county.changed": ("data",),
    **dict.fromkeys(("catalogue.standard_adopted", "catalogue.standard_withdrawn"), ("data",)),
    **dict.fromkeys(("catalogue.erratum_proposed", "catalogue.erratum_declined"), ("data",)),
    **dict.fromkeys(("catalogue.erratum_confirmed", "catalogue.erratum_withdrawn"), ("data",)),
    "organ.place_opened": ("text", "data"),
    "organ.place_closed": ("data",),
    "duties.moved": ("text",),
    **dict.fromkeys(("transfer.proposed", "transfer.accepted"), ("text", "data")),
    **dict.fromkeys(("transfer.declined", "transfer.withdrawn"), ("text", "data")),
    "transfer.decided": ("text", "data"),
    "duty.shared": ("data",),
    **dict.fromkeys(("finding.raised", "finding.closed"), ("data",)),
    **dict.fromkeys(("finding.answered", "finding.settled"), ("text", "data")),
    **dict.fromkeys(("inspection.entered", "inspection.cancelled"), ("text", "data")),
    **dict.fromkeys(("consultation.asked", "consultation.moved"), ("text", "data")),
    **dict.fromkeys(("consultation.answered", "consultation.decided"), ("text", "data")),
    "withheld.examined": ("text", "data"),
}
REGISTER = tuple(act for act in BOUND if act.split(".")[0] in ("organ", "county"))
# Of which the words are read too, and not only compared.
HANDED = tuple(act for act in BOUND if act.startswith("transfer."))
WORDED = (
    *(*REGISTER, *HANDED, "finding.answered", "finding.settled", "withheld.examined"),
    *("fact.corrected", "fact.withdrawn", "document.gap_explained", "document.gap_withdrawn"),
)
LISTS = ("duties.opened", "duties.moved", "duties.taken_over", "fact.withdrawn")
# Of which the data are read, and not only compared.
READ = {
    *(*LISTS, *REGISTER, *PUBLISHING, ERASED, VALIDITY),
    *("catalogue.standard_adopted", "catalogue.standard_withdrawn"),
    *("catalogue.erratum_confirmed", "catalogue.erratum_withdrawn"),
    *("duty.fulfilled", "duty.shared", "fact.recorded", "fact.corrected"),
    *("dispute.received", "dispute.answered"),
    *("finding.raised", "finding.answered", "finding.settled", "finding.closed"),
    *(*HANDED, "withheld.examined", "document.gap_explained"),
}
# Of the words of a publication, those that are kept; a whole county's would be too many.
LINES = ("title", "document_number", "summary")
# Of the words of a fact, what a correction leaves as it was.
FACT, OF_A_FACT = "fact.recorded", ("number",)
# What is published is before anybody says whether it binds: a document does.
BINDS, IS_NONE = "in_force -: ", "none -: "


@dataclass
class Given:
    """By the index of an entry: `groups` are those that the site opened, `data` and `words` what
    was read of them, `closed` what it says that the others commit to today. By its object:
    `titles` and `files` are what the opened editions say of themselves, `at_first` is whether the
    first of them binds.
    """

    acts: Acts
    report: Report
    groups: dict[int, set[str]] = field(default_factory=dict)
    data: dict[int, dict[str, object]] = field(default_factory=dict)
    words: dict[int, dict[str, object]] = field(default_factory=dict)
    closed: dict[int, dict[str, object]] = field(default_factory=dict)
    titles: dict[str, object] = field(default_factory=dict)
    files: dict[str, set[str]] = field(default_factory=dict)
    at_first: dict[str, str] = field(default_factory=dict)

    def see(self, row: Mapping[str, Any]) -> None:
        """What is opened of one entry. Raises Broken, or what a wrong answer makes."""
        index, groups = int(row["index"]), dict(row["c"])
        told = self.acts.by_index.get(index)
        if told is None:
            return
        closed = {
            group: said["commitment"]
            for group, said in groups.items()
            if isinstance(said, dict) and "commitment" in said
        }
        self.closed[index] = closed
        groups = {group: said for group, said in groups.items() if group not in closed}
        self.groups[index] = set(groups)
        commitments = commitments_in(told.written)
        for group, said in groups.items():
            if not fits(commitments, group, said):
                self.report.find(
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
        if told.act in WORDED and "text" in groups:
            self.words[index] = content(groups, "text")
        if told.act == FACT and "text" in groups:
            words = content(groups, "text")
            self.words[index] = {name: words[name] for name in OF_A_FACT if name in words}
        if told.act == BARRING and "data" in groups:
            self.acts.barring.opened(index, content(groups, "data"))
        elif told.act in (BEGUN_ANEW, KEY_ANNOUNCED):
            self.acts.announced[index] = content(groups, "data")
        elif told.act in PUBLISHING and self.is_whole(index, told.act):
            words, data = content(groups, "text"), content(groups, "data")
            self.titles[told.obj] = words.get("title")
            self.words[index] = {name: words.get(name) for name in LINES}
            is_document = words.get("document_number") and data.get("outcome") == "content"
            self.at_first.setdefault(told.obj, BINDS if is_document else IS_NONE)
            hashes = (one["sha256"] for one in listed(groups, "files"))
            self.files.setdefault(told.obj, set()).update(hashes)

    def is_whole(self, index: int, act: str) -> bool:
        return self.groups.get(index, set()).issuperset(NEEDED[act])

    def lacking(self) -> Iterator[tuple[int, str, str]]:
        """The entries that must be given and are not, and what of them: a list that is not given
        could hide what is owed, and what the log says of itself is for everybody to read."""
        for index, told in self.acts.by_index.items():
            if told.act in LISTS and index not in self.data:
                yield index, "的任务清单", "the list of duties"
        for act in (BEGUN_ANEW, KEY_ANNOUNCED):
            for index in self.acts.of(act):
                if index not in self.acts.announced:
                    yield index, "的内容", "the content"
