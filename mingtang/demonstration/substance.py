"""Publications with little in them, or old news under a new day, so that there is something to ask,
answer and settle."""

import datetime
from collections.abc import Mapping
from typing import Any

from mingtang.demonstration.boards import drawn_picture
from mingtang.demonstration.county import Cast
from mingtang.demonstration.publishing import Desk
from mingtang.disclosure import actions
from mingtang.disclosure.choices import Outcome, PersonalDataDecision
from mingtang.disclosure.models import Disclosure, Edition
from mingtang.disclosure.queries.public import standing
from mingtang.files import actions as files
from mingtang.journeys import substance
from mingtang.organs.choices import Role
from mingtang.organs.models import Organ
from mingtang.supervision.models import Finding

AGAIN, NEIGHBOUR, COPIED = "CIVIL", "ZL", "SQ"
STOCK, MENDED = "EDU", "HEALTH"
REDATED, OLD, PICTURE = "JUSTICE", "URBAN", "TRANS"
OLD_DAYS = datetime.timedelta(days=220)
WORDS = ("text", "long", "table")
SHORT = 12  # signs: what is longer stands in the picture
PHRASES = (
    "局党组高度重视，加强组织领导，明确责任分工。全局上下统一思想，提高认识，抓好落实。"
    "各股室扎实推进各项工作，狠抓关键环节。我们进一步加强督促检查，压实责任。"
    "工作取得了显著成效，为今后奠定了坚实基础。下一步将常抓不懈，再上新台阶。（演示）"
)


def happen(cast: Cast, day: datetime.date) -> None:
    """On the last day, after all else: what is asked of one is left open, of others settled."""
    told = _Telling(cast, day)
    told.copy(AGAIN, of=AGAIN)
    told.answer(
        told.copy(NEIGHBOUR, of=COPIED),
        "两个乡镇用的是县里统一的格式，数字没有来得及换，下周更正。（演示）",
    )
    explained = told.answer(
        told.without_substance(STOCK),
        "这一件先公布工作部署，各项要素随后补齐；完整的在以前公开的那一件里。（演示）",
    )
    told.accept(explained, "核对过以前公开的那一件，各项要素确实齐全，说明成立。（演示）")
    told.mend(told.without_substance(MENDED))
    told.copy(REDATED, of=REDATED, formed_on=day)
    told.long_ago(OLD)
    told.picture(PICTURE)
    told.heaps()


class _Telling:
    """Publishes, looks, and lets everybody do what is theirs."""

    def __init__(self, cast: Cast, day: datetime.date) -> None:
        self.cast, self.day, self.desk = cast, day, Desk(cast)

    def copy(self, code: str, *, of: str, formed_on: datetime.date | None = None) -> Finding:
        """The text of a publication of months ago, put out again by this organ or by another; said
        to be of a day on which it was not new, where one is given."""
        source, organ = self._source(of), self.cast.organs[code]
        first = _current(source)
        self._look(first)
        body = first.body.replace(source.organ.name, organ.name)
        said: dict[str, Any] = {"summary": first.summary, "body": body, "values": first.values}
        if formed_on:
            said["formed_on"] = formed_on
        return self._look(self._publish(organ, source, said))[0]

    def without_substance(self, code: str) -> Finding:
        """Phrases that fit every report, and a word that stands for nothing in every element."""
        source = self._source(code)
        values = {
            element["key"]: "略" if element.get("kind", "text") in WORDS else written
            for element in source.item.elements
            if (written := _current(source).values.get(element["key"]))
        }
        said = {"body": PHRASES, "values": values}
        return self._look(self._publish(self.cast.organs[code], source, said))[0]

    def long_ago(self, code: str) -> Finding:
        """A document that lay for months before it was published."""
        source = self._source(code)
        said = {
            "body": "根据工作安排，现将3项任务的分工公布如下，共涉及12个股室、46人。（演示）",
            "values": _current(source).values,
            "formed_on": self.day - OLD_DAYS,
        }
        return self._look(self._publish(self.cast.organs[code], source, said))[0]

    def picture(self, code: str) -> Finding:
        """A picture of a notice, and hardly a word beside it that a machine could read."""
        source, organ = self._source(code), self.cast.organs[code]
        by = self.desk.drafter(organ)
        file, _facts = files.store_photograph(
            content=drawn_picture("DEMO NOTICE"), by=by, at=self.cast.clock.at(self.day, 9)
        )
        values = {
            key: "见附件" if len(written) > SHORT else written
            for key, written in _current(source).values.items()
        }
        said = {"body": "详见附件。（演示）", "values": values}
        edition = self._draft(organ, source, said)
        at = self.cast.clock.at(self.day, 9, 25)
        made = actions.attach(edition=edition, file=file, name="公示.jpg", by=by, at=at)
        edition = actions.decide_personal_data(
            attachment=made,
            decision=PersonalDataDecision.READ_BY_EYE,
            note="照片上没有个人信息，逐行看过。（演示）",
            by=by,
            at=at,
        )
        return self._look(self._sign(edition))[0]

    def heaps(self) -> list[Finding]:
        """What came out in a heap before the inspection, and other habits of whole periods."""
        at = self.cast.clock.at(self.day, 15, 45)
        return substance.examine_periods(county=self.cast.county, at=at)

    def answer(self, finding: Finding, text: str) -> Finding:
        return substance.answer_finding(
            finding=finding,
            text=text,
            by=self.desk.drafter(finding.organ),
            at=self.cast.clock.at(self.day, 15),
        )

    def accept(self, finding: Finding, reason: str) -> Finding:
        return substance.settle_finding(
            finding=finding,
            accepted=True,
            reason=reason,
            by=self.cast.who("AUDIT", Role.AUDITOR),
            at=self.cast.clock.at(self.day, 15, 30),
        )

    def mend(self, finding: Finding) -> None:
        """A new edition that says something closes it by itself."""
        if finding.disclosure is None:
            raise LookupError(f"{finding} is of no publication")
        changes = {
            "body": "本期开展专项检查6次，检查单位42家，发现问题17个，已经整改15个。（演示）",
            "values": _current(self._source(MENDED)).values,
            "correction_reason": "原来只写了部署，没有写数字，现在补上。",
        }
        self._look(self.desk.correct(finding.disclosure, self.day, changes))

    def _source(self, code: str) -> Disclosure:
        """The oldest that still stands, of an item without a gate."""
        shown = standing(self.cast.county).filter(
            organ=self.cast.organs[code], outcome=Outcome.CONTENT, item__gates=[]
        )
        return shown.select_related("item__standard", "organ__county", "current").earliest(
            "first_published_at", "id"
        )

    def _publish(self, organ: Organ, source: Disclosure, changes: Mapping[str, Any]) -> Edition:
        return self._sign(self._draft(organ, source, changes))

    def _draft(self, organ: Organ, source: Disclosure, changes: Mapping[str, Any]) -> Edition:
        item, day = source.item, self.day
        said = {"title": f"{day.year}年{item.level2}（{organ.name}）", **changes}
        return self.desk.draft(item=item, organ=organ, duty=None, day=day, changes=said)

    def _sign(self, edition: Edition) -> Edition:
        return self.desk.sign(self.desk.submit(edition, self.day), self.day)

    def _look(self, edition: Edition) -> list[Finding]:
        return substance.examine(edition=edition, at=self.cast.clock.at(self.day, 14))


def _current(disclosure: Disclosure) -> Edition:
    """With what it is of at hand. Raises LookupError for a draft."""
    edition = disclosure.current
    if edition is None:
        raise LookupError(f"{disclosure} was never published")
    edition.disclosure = disclosure
    return edition
