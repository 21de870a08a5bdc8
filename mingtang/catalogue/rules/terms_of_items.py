"""Due rules (公开时限) as values: when an item is due, as law or the county has it.

Each is written in the catalogue and kept in the database as one small JSON object:

    {"after": "congress_approved", "n": 20, "unit": "d"}         批准后20日内
    {"before": "supply_cut_planned", "n": 7, "unit": "d"}        计划停供7日前
    {"before": "held", "n": 7, "unit": "d"}                      举行7日前, opened by the plan
    {"every": "quarter", "within": {"n": 20, "unit": "wd"}}      季后20个工作日内
    {"every": "month", "by_day": 10}                             次月10日前
    {"yearly_by": "01-31"}                                       每年1月31日前, of the year before
    {"yearly_by": "03-31", "of": "same_year"}                    每年3月31日前, of the same year
    {"standing": true}                                           长期公开, 变更后更新
    {"at": "once"}                                               立即, 及时: as settled
    {"at": "once", "n": 0, "unit": "d"}                          当日: settled for it alone
    {"display_at_least": {"n": 7, "unit": "d"}}                  公示不少于7日
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from mingtang.catalogue.rules.facts import PLANS
from mingtang.foundation.terms import Term, Unit

FORMED = "formed_or_changed"
Json = dict[str, object]

# 政府信息公开条例 art. 26: what is to be published proactively, from when it formed or changed.
TWENTY_WORKING_DAYS = Term(20, Unit.WORKING_DAYS)
REPORTS_BY = (3, 31)
AT_ONCE_MOST = 60  # days or working days, whether of an edition or of one item: no law, K


class Every(StrEnum):
    """How often (周期); the value is what a catalogue writes."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"

    @property
    def months(self) -> int:
        return {"month": 1, "quarter": 3, "half_year": 6, "year": 12}[self.value]


@dataclass(frozen=True)
class AfterFact:
    """Within a term from the day something happened; each fact is a duty of its own."""

    fact: str
    term: Term

    @property
    def opened_by(self) -> str:
        return self.fact

    def as_json(self) -> Json:
        return {"after": self.fact, **term_as_json(self.term)}


@dataclass(frozen=True)
class BeforeFact:
    """A term ahead of the day something is planned for; each plan is a duty of its own.

    `fact` is what is planned, or the plan itself.
    """

    fact: str
    term: Term

    @property
    def opened_by(self) -> str:
        """The plan: it is put on record ahead, what happened only afterwards."""
        return PLANS.get(self.fact, self.fact)

    @property
    def counted(self) -> Term:
        """From that day back."""
        return replace(self.term, backwards=True)

    def as_json(self) -> Json:
        return {"before": self.fact, **term_as_json(self.term)}


@dataclass(frozen=True)
class AfterPeriod:
    """Within a term from the last day of each period."""

    every: Every
    term: Term
    opened_by: ClassVar[str] = ""

    def as_json(self) -> Json:
        return {"every": str(self.every), "within": term_as_json(self.term)}


@dataclass(frozen=True)
class ByDay:
    """By that day of the month that follows each period; by its last day where it is shorter."""

    every: Every
    day: int
    opened_by: ClassVar[str] = ""

    def as_json(self) -> Json:
        return {"every": str(self.every), "by_day": self.day}


@dataclass(frozen=True)
class YearlyBy:
    """By a day of each year: a report of the year before, or a plan of the very year.

    Written 02-29 it is the last day of February, in every year; nobody is taken to mean that who
    writes 2月29日, which most years have not.
    """

    month: int
    day: int
    is_of_same_year: bool = False
    opened_by: ClassVar[str] = ""

    @property
    def is_end_of_february(self) -> bool:
        return (self.month, self.day) == (2, 29)

    @property
    def is_after_reports(self) -> bool:
        """Whether it lies after the day by which reports of the year before are due: 31 March at
        the latest (政府信息公开条例 art. 49, 50)."""
        return (self.month, self.day) > REPORTS_BY

    def as_json(self) -> Json:
        written: Json = {"yearly_by": f"{self.month:02}-{self.day:02}"}
        return {**written, "of": "same_year"} if self.is_of_same_year else written


@dataclass(frozen=True)
class Lasting:
    """Always on show: 20 working days after the organ or the item came, and after each change."""

    opened_by: ClassVar[str] = FORMED

    def as_json(self) -> Json:
        return {"standing": True}


@dataclass(frozen=True)
class AtOnce:
    """At once (立即、及时): how long that is, no law says; the county's setting, K.

    `own` is what it has settled for this item alone: at most 60 days or working days, or SAME_DAY
    (当日), a Saturday too. Where there is none, the number of its edition holds (`at_once_days`).
    """

    fact: str = FORMED
    own: Term | None = None

    @property
    def opened_by(self) -> str:
        return self.fact

    def as_json(self) -> Json:
        of = {} if self.fact == FORMED else {"after": self.fact}
        return {"at": "once", **of, **(term_as_json(self.own) if self.own else {})}

    def term(self, days: int) -> Term:
        """`days`: how many working days it is in that edition."""
        return self.own or Term(days, Unit.WORKING_DAYS)


@dataclass(frozen=True)
class Shown:
    """On show for at least a term (公示不少于); how long that is, the notice period says.

    By when it begins, such words leave open: art. 26 of 政府信息公开条例 fills that in.
    """

    term: Term
    opened_by: ClassVar[str] = FORMED

    def as_json(self) -> Json:
        return {"display_at_least": term_as_json(self.term)}


DueRule = AfterFact | BeforeFact | AfterPeriod | ByDay | YearlyBy | Lasting | AtOnce | Shown
OpenedByFact = AfterFact | BeforeFact | Lasting | AtOnce | Shown
Periodic = AfterPeriod | ByDay | YearlyBy


def only_arises(rule: DueRule) -> bool:
    """Whether facts alone open it: no calendar tells that something is missing."""
    return isinstance(rule, OpenedByFact) and not isinstance(rule, Lasting)


def own_term(rule: DueRule) -> Term | None:
    """How long at once is for that item alone, where the county has settled that."""
    return rule.own if isinstance(rule, AtOnce) else None


def term_as_json(term: Term) -> Json:
    return {"n": term.count, "unit": str(term.unit)}
