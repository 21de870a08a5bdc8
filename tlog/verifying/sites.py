"""A site against its log: what is shown was logged, what was logged is shown or taken back."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tlog.checkpoints import Checkpoint
from tlog.errors import Broken
from tlog.verifying.acts import Acts
from tlog.verifying.closed import Closed
from tlog.verifying.consultations import Consultations
from tlog.verifying.counties import NEWER, Counties
from tlog.verifying.disputes import Disputes
from tlog.verifying.documents import Documents
from tlog.verifying.duties import Duties
from tlog.verifying.examinations import Examinations
from tlog.verifying.facts import Facts
from tlog.verifying.feed import Feed
from tlog.verifying.findings import Findings
from tlog.verifying.gaps import Gaps
from tlog.verifying.given import LISTS, Given
from tlog.verifying.logs import Log, read_all
from tlog.verifying.organs import Organs
from tlog.verifying.pages import MOST, Pages
from tlog.verifying.places import Places
from tlog.verifying.postings import Postings
from tlog.verifying.publications import Publications
from tlog.verifying.reports import Report
from tlog.verifying.sources import Source
from tlog.verifying.standards import Standards
from tlog.verifying.told import Difference, Told
from tlog.verifying.transfers import Transfers

MOST_PAGES = 1_000_000
# What an honest act looks like that is done after the log was read and before the site was.
PASSING = frozenset(
    {
        *("not_logged", "gone", "silent_withdrawal", "withdrawn_at", "published_at", "organ"),
        *("editions", "not_opened", "tombstone", "signer", "barred", "erased"),
        *("duty_gone", "duty_moved", "duty_state", "duty_not_logged"),
        *("duty_changed", "duty_not_opened", "bound", "posting", "title", "file", "validity"),
        *(
            "organ_changed",
            "organ_gone",
            "organ_not_logged",
            "county",
            "calendar",
            "edition",
            "fact",
            "late_by",
        ),
        *("name", "standard", "place_not_logged", "place", "document_not_logged", "document"),
        *("gap_not_logged", "gap"),
        *("dispute_gone", "dispute_moved", "dispute_state", "dispute_not_logged"),
        *("dispute_received", "answer", "duty_said", "finding_not_logged", "finding"),
        *("transfer_not_logged", "transfer", "examination_not_logged", "examination"),
        *("consultation_not_logged", "consultation", "page"),
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
    pages: int = MOST,
) -> Acts:
    """The log by its files, and then all that the site shows; so many pages at most are read.

    Raises Broken.
    """
    acts, feed = Acts(report, keeps=True), Feed(site)
    barred = read_all(files, log, kept, acts.see, report)
    acts.summary()
    barred |= feed.compare(acts.hashes, report)
    Site(site, acts, report, with_files=with_files, most_pages=pages).check()
    acts.barring.demand(barred, report, is_opened=True)
    acts.barring.excuse(barred, report)
    return acts


@dataclass
class Site:
    """`source` is the address of the site, without `/log/`."""

    source: Source
    acts: Acts
    report: Report
    with_files: bool = True
    most_pages: int = MOST
    duties: Duties = field(default_factory=Duties)
    disputes: Disputes = field(default_factory=Disputes)
    postings: Postings = field(default_factory=Postings)
    places: Places = field(default_factory=Places)
    organs: Organs = field(default_factory=Organs)
    counties: Counties = field(default_factory=Counties)
    facts: Facts = field(default_factory=Facts)
    standards: Standards = field(default_factory=Standards)
    documents: Documents = field(default_factory=Documents)
    gaps: Gaps = field(default_factory=Gaps)
    findings: Findings = field(default_factory=Findings)
    consultations: Consultations = field(default_factory=Consultations)
    examinations: Examinations = field(default_factory=Examinations)

    def __post_init__(self) -> None:
        self.given = Given(self.acts, self.report)
        self.transfers = Transfers(self.duties)
        self.closed = Closed(self.acts, self.given, self.disputes)
        source = self.source if self.with_files else None
        self.publications = Publications(self.acts, self.given, self.report, source)
        self.pages = Pages(self.source, self.report, self.most_pages)

    def check(self) -> None:
        """Raises Broken where the site does not answer, or not as it should."""
        try:
            for row in self._pages("api/v1/openings", "since", "openings"):
                self.given.see(row)
            self._ask_for_what_lacks()
            for index, told in self.acts.by_index.items():
                self._tell(index, told)
            self.closed.compare(self.report)
            self.publications.compare(self._pages("api/v1/disclosures", "after", "disclosures"))
            self._standing()
            self.pages.compare(self.acts.published)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
            raise Broken("网站的回答读不懂", "what the site answers cannot be read") from problem
        opened = sum(1 for groups in self.given.groups.values() if groups)
        self.report.fact(f"核对了{opened}条记录的内容", f"the content of {opened} entries")
        if not self.with_files and (names := set().union(*self.given.files.values())):
            self.report.note(
                f"{len(names)}个附件没有取下核对", f"{len(names)} attachments were not fetched"
            )

    def _ask_for_what_lacks(self) -> None:
        for index, chinese, english in self.given.lacking():
            self.report.find(
                "not_opened",
                f"没有给出{index}号条目{chinese}",
                f"{english} of entry {index} is not given",
                index=index,
            )

    def _tell(self, index: int, told: Told) -> None:
        data = self.given.data.get(index, {})
        words = self.given.words.get(index, {})
        if told.act not in LISTS or index in self.given.data:
            self.duties.tell(told, data)
        self.disputes.tell(told, data)
        self.postings.tell(told, data)
        self.places.tell(told, data)
        self.organs.tell(told, words, data)
        self.counties.tell(told, words, data)
        self.facts.tell(told, words, data)
        self.standards.tell(told, data)
        self.documents.tell(told)
        self.gaps.tell(told, words, data)
        self.findings.tell(told, words, data)
        self.transfers.tell(told, words, data)
        self.consultations.tell(told)
        self.examinations.tell(told, words, data)
        self.publications.tell(index, told, data)
        self.pages.tell(index, told, words, data)
        self.closed.tell(told, data)

    def _standing(self) -> None:
        """What is owed, said and hung now, against what the log tells of it."""
        told = (
            ("duties", self.duties),
            ("disputes", self.disputes),
            ("postings", self.postings),
            ("places", self.places),
            ("organs", self.organs),
            ("counties", self.counties),
            ("facts", self.facts),
            ("standards", self.standards),
            ("documents", self.documents),
            ("gaps", self.gaps),
            ("findings", self.findings),
            ("transfers", self.transfers),
            ("consultations", self.consultations),
            ("examinations", self.examinations),
        )
        for name, known in told:
            self._all(known.compare(self._pages(f"api/v1/{name}", "after", name)))

    def _all(self, found: Iterable[Difference]) -> None:
        for kind, obj, chinese, english in found:
            if kind == NEWER:
                self.report.give_up(chinese, english)
                continue
            self.report.find(kind, chinese, english, object_id=obj)

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
