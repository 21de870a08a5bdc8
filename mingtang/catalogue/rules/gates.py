"""Gates (关口) before a publication: passed by this evidence, or not yet, because … and how.

Pure questions asked of recorded facts. The secrecy review is not among them: it is a person's
signature, and asked for in `disclosure`.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from mingtang.foundation.text import gettext_noop as _

# 重大行政决策程序暂行条例 art. 15: a draft decision is open to comment for 30 days as a rule.
# Items that the article covers say so; for others the county settles how long a plan is shown.
DRAFT_DECISION_DAYS = 30

NO_CONGRESS = _("还没有登记人大的批准。")
CONGRESS_HOW = _("依法经人大或者其常委会审议批准后，由人大办公室登记批准的日期和决议名称。")
NO_PARTY = _("还没有登记党委的集体决定。")
NO_GOVERNMENT = _("还没有登记政府的集体决定。")
NEITHER_DECIDED = _("还没有登记党委和政府的集体决定。")
COLLECTIVE_HOW = _("请先经集体讨论决定，再登记会议名称、日期和会议纪要文号。")
NOT_SHOWN = _("还没有登记方案预公开。")
SHOW_HOW = _("请先把方案公布%(days)s日，听取意见，并登记公布的日期。")
SHOWN_TOO_SHORT = _("方案%(shown)s公布，到今天是%(passed)s日，还不满%(days)s日。")
WAIT_HOW = _("请到%(open)s满期后再正式公布；期间收到的意见要研究采纳。")
NOT_HEARD = _("还没有登记听证会。")
HEAR_HOW = _("请先依法举行听证会，再登记举行的日期和听证笔录。")


class Said(NamedTuple):
    """A sentence with its parts kept apart, so that a page can translate it; str() is Chinese."""

    template: str = ""
    params: Mapping[str, object] = {}

    def __str__(self) -> str:
        return self.template % self.params if self.params else self.template


@dataclass(frozen=True)
class RecordedFact:
    """A fact that stands, as far as a gate asks. `words` is what evidence shows."""

    object_id: UUID
    kind: str
    happened_on: datetime.date
    words: str


@dataclass(frozen=True)
class GateAnswer:
    """`evidence` is what passed the gate, or what there is so far."""

    code: str
    is_passed: bool
    evidence: tuple[RecordedFact, ...] = ()
    because: Said = Said()
    how: Said = Said()


class Asked(NamedTuple):
    facts: Sequence[RecordedFact]  # oldest first
    on: datetime.date
    days: int  # a plan must have been on show

    def first(self, kind: str) -> RecordedFact | None:
        return next((fact for fact in self.facts if fact.kind == kind), None)


def gate(code: str, facts: Iterable[RecordedFact], *, on: datetime.date, days: int) -> GateAnswer:
    """Whether a gate is passed on that day. `days`: how long a plan must be shown beforehand."""
    known = sorted((fact for fact in facts if fact.happened_on <= on), key=_by_day)
    return GATES[code](Asked(known, on, days))


def _by_day(fact: RecordedFact) -> tuple[datetime.date, str]:
    return fact.happened_on, str(fact.object_id)


def _congress(asked: Asked) -> GateAnswer:
    """Plans, budgets and final accounts: published after the congress has approved them (S5.1)."""
    return _by_one_fact(asked, "congress", "congress_approved", NO_CONGRESS, CONGRESS_HOW)


def _hearing(asked: Asked) -> GateAnswer:
    """Prices, fees, construction, environment …: after a hearing (S5.5; 价格法 art. 23)."""
    return _by_one_fact(asked, "hearing", "hearing_held", NOT_HEARD, HEAR_HOW)


def _collective(asked: Asked) -> GateAnswer:
    """Major matters: decided by party committee and by government, both on record (S5.2)."""
    party, government = asked.first("party_decided"), asked.first("government_decided")
    evidence = tuple(fact for fact in (party, government) if fact)
    if party and government:
        return GateAnswer("collective", is_passed=True, evidence=evidence)
    missing = NO_GOVERNMENT if party else NO_PARTY if government else NEITHER_DECIDED
    return GateAnswer(
        "collective",
        is_passed=False,
        evidence=evidence,
        because=Said(missing),
        how=Said(COLLECTIVE_HOW),
    )


def _pre_disclosure(asked: Asked) -> GateAnswer:
    """A plan close to people: shown long enough before it is published formally (S5.3).

    713号令 art. 15. The first showing counts: one shown again is not heard less.
    """
    shown = asked.first("draft_shown")
    if shown is None:
        return GateAnswer(
            "pre_disclosure",
            is_passed=False,
            because=Said(NOT_SHOWN),
            how=Said(SHOW_HOW, {"days": asked.days}),
        )
    open_on = shown.happened_on + datetime.timedelta(days=asked.days)
    if open_on <= asked.on:
        return GateAnswer("pre_disclosure", is_passed=True, evidence=(shown,))
    passed = (asked.on - shown.happened_on).days
    told = {"shown": shown.happened_on, "passed": passed, "days": asked.days}
    return GateAnswer(
        "pre_disclosure",
        is_passed=False,
        evidence=(shown,),
        because=Said(SHOWN_TOO_SHORT, told),
        how=Said(WAIT_HOW, {"open": open_on}),
    )


def _by_one_fact(asked: Asked, code: str, kind: str, because: str, how: str) -> GateAnswer:
    fact = asked.first(kind)
    if fact:
        return GateAnswer(code, is_passed=True, evidence=(fact,))
    return GateAnswer(code, is_passed=False, because=Said(because), how=Said(how))


GATES: Mapping[str, Callable[[Asked], GateAnswer]] = {
    "congress": _congress,
    "collective": _collective,
    "pre_disclosure": _pre_disclosure,
    "hearing": _hearing,
}
