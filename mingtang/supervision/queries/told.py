"""Findings and inspection days, against the acts that stand in the log about them."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from mingtang.foundation.clock import day_of
from mingtang.ledger.choices import Act
from mingtang.ledger.queries import not_as_claimed
from mingtang.ledger.rules import Claim
from mingtang.organs.models import County
from mingtang.supervision.models import Finding, InspectionDay
from mingtang.supervision.queries.committed import OF_FINDINGS, OF_INSPECTIONS
from mingtang.supervision.rules.standing import Course, fits


def findings_not_as_told(county: County, keys: Iterable[int]) -> list[UUID]:
    """Of these findings, those in another state than their acts left them. Two queries."""
    rows = Finding.objects.filter(organ__county=county, pk__in=list(keys))
    return _not_as_told(rows.select_related("organ", "edition", "answer"))


def not_as_told(objects: Iterable[UUID]) -> list[UUID]:
    """The same of those of a page. Two queries."""
    rows = Finding.objects.filter(object_id__in=list(objects))
    return _not_as_told(rows.select_related("organ", "edition", "answer"))


def inspections_not_as_told(county: County, keys: Iterable[int]) -> list[UUID]:
    """Of these days, those that nobody entered, or that were cancelled otherwise. Two queries."""
    rows = InspectionDay.objects.filter(organ__county=county, pk__in=list(keys))
    claims = [
        Claim(
            one.object_id,
            one.organ.code,
            {Act.INSPECTION_ENTERED: one.entered_at, Act.INSPECTION_CANCELLED: one.cancelled_at},
            is_sound=one.county_id == county.pk,
        )
        for one in rows.select_related("organ")
    ]
    return not_as_claimed(claims, OF_INSPECTIONS)


def _not_as_told(findings: Iterable[Finding]) -> list[UUID]:
    rows: Sequence[Finding] = list(findings)
    return not_as_claimed(map(_claim, rows), OF_FINDINGS)


def _claim(finding: Finding) -> Claim:
    answer = getattr(finding, "answer", None)
    answered_at = answer.at if answer else None
    acts: Mapping[str, datetime.datetime | None] = {
        Act.FINDING_RAISED: finding.found_at,
        Act.FINDING_ANSWERED: answered_at,
        Act.FINDING_SETTLED: finding.settled_at,
        Act.FINDING_CLOSED: finding.closed_at,
    }
    course = Course(
        is_answered=answered_at is not None,
        is_settled=finding.settled_at is not None,
        is_closed=finding.closed_at is not None,
    )
    is_sound = (
        fits(finding.state, course)
        and finding.county_id == finding.organ.county_id
        and _is_about_its_day(finding)
    )
    return Claim(finding.object_id, finding.organ.code, acts, is_sound=is_sound)


def _is_about_its_day(finding: Finding) -> bool:
    """That on which its edition came out, or the last of its period."""
    edition = finding.edition
    if edition is None:
        return finding.about_on == finding.period_end
    return finding.about_on == day_of(edition.published_at or edition.started_at)
