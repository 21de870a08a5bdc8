"""Findings as everybody sees them: what was seen, on what evidence, and what the organ says."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.channels.shared.evidence_words import evidence_words, rule_words
from mingtang.channels.shared.shown.dates import Day, full_day
from mingtang.channels.shared.shown.findings import answer_of, closed_words, mark_of, title_of
from mingtang.channels.shared.shown.states import Mark
from mingtang.channels.website.recorded import record_of_finding
from mingtang.channels.website.rows import Crumb
from mingtang.channels.website.side_by_side import side_by_side
from mingtang.foundation.clock import day_of
from mingtang.supervision.models import Finding
from mingtang.supervision.rules.answering import answer_due
from mingtang.terms.queries import calendar


@dataclass(frozen=True)
class ShownFinding:
    title: str
    address: str
    kind: str
    evidence: str
    mark: Mark
    when: Day
    organ: str
    answer: str
    settlement: str
    closed: str


def shown_findings(findings: Iterable[Finding]) -> list[ShownFinding]:
    return [shown_finding(finding) for finding in findings]


def shown_finding(finding: Finding) -> ShownFinding:
    answer = answer_of(finding)
    return ShownFinding(
        title=title_of(finding),
        address=reverse("website:finding", args=[finding.object_id]),
        kind=str(finding.get_kind_display()),
        evidence=evidence_words(finding),
        mark=mark_of(finding),
        when=full_day(finding.about_on),
        organ=finding.organ.name,
        answer=answer.text if answer else "",
        settlement=finding.settlement,
        closed=closed_words(finding),
    )


def finding_page(finding: Finding) -> dict[str, object]:
    answer = answer_of(finding)
    settled = finding.settled_at
    return {
        "finding": finding,
        "shown": shown_finding(finding),
        "rule": rule_words(finding.kind),
        "found": full_day(day_of(finding.found_at)),
        "source": _source(finding),
        "due": full_day(_due(finding)) if finding.is_open else None,
        "answered": full_day(day_of(answer.at)) if answer else None,
        "answer_organ": answer.organ.name if answer else "",
        "settled": full_day(day_of(settled)) if settled else None,
        "mended": _mended(finding),
        "crumbs": crumbs_of(finding),
        **side_by_side(finding),
        **record_of_finding(finding),
    }


def crumbs_of(finding: Finding) -> list[Crumb]:
    organ = finding.organ
    return [
        Crumb(_("机关"), reverse("website:organs")),
        Crumb(organ.name, reverse("website:organ", args=[organ.object_id])),
        Crumb(
            _("实质公开"),
            reverse("website:organ-substance", args=[organ.object_id])
            + f"?year={finding.about_on.year}",
        ),
    ]


def _due(finding: Finding) -> datetime.date:
    """By when the organ is to say something; the county's own term, no law's."""
    county = finding.county
    days, within = calendar(county.code), county.finding_answer_working_days
    return answer_due(day_of(finding.found_at), days=within, calendar=days).on


def _source(finding: Finding) -> str:
    """The edition that was looked at; of what was withdrawn, the tombstone."""
    if finding.disclosure is None or finding.edition is None:
        return ""
    return reverse("website:edition", args=[finding.disclosure.object_id, finding.edition.number])


def _mended(finding: Finding) -> str:
    edition, disclosure = finding.mended_by, finding.disclosure
    if edition is None or disclosure is None:
        return ""
    return reverse("website:edition", args=[disclosure.object_id, edition.number])


def finding_lines(findings: Iterable[Finding]) -> Iterator[Sequence[object]]:
    """For the CSV: codes beside words, ISO days."""
    head = (
        _("编号"),
        _("机关"),
        _("机关代码"),
        _("问题"),
        _("问题代码"),
        _("公开信息编号"),
        _("第几版"),
        _("对照的公开信息编号"),
        _("时段开始"),
        _("公开日期或者时段结束"),
        _("依据"),
        _("状态"),
        _("发现日期"),
        _("机关说明"),
        _("核定理由"),
        _("了结原因"),
    )
    return iter([head, *(_line(finding) for finding in findings)])


def _line(finding: Finding) -> Sequence[object]:
    answer = answer_of(finding)
    other = finding.other
    return (
        str(finding.object_id),
        finding.organ.name,
        finding.organ.code,
        str(finding.get_kind_display()),
        finding.kind,
        str(finding.disclosure.object_id) if finding.disclosure else "",
        finding.edition.number if finding.edition else None,
        str(other.disclosure.object_id) if other else "",
        _iso(finding.period_start),
        finding.about_on.isoformat(),
        evidence_words(finding),
        str(finding.get_state_display()),
        day_of(finding.found_at).isoformat(),
        answer.text if answer else "",
        finding.settlement,
        str(finding.get_closed_because_display()),
    )


def _iso(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
