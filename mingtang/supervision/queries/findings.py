"""Findings as they are shown: all of them are public, with their evidence and their answers."""

import datetime
from collections.abc import Collection, Iterable
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Min, QuerySet

from mingtang.organs.models import County, Organ, Post
from mingtang.organs.queries import on_that_day
from mingtang.people.models import User
from mingtang.supervision.choices import STANDING, FindingState
from mingtang.supervision.models import Finding

JOINED = (
    *("organ__county", "county", "disclosure__item", "edition", "mended_by"),
    *("other__disclosure__organ", "answer__organ", "settled_for"),
)


def findings_of(county: County) -> QuerySet[Finding]:
    """Of a whole county, the newest first."""
    return (
        Finding.objects.filter(county=county).select_related(*JOINED).order_by("-about_on", "-id")
    )


def between(
    findings: QuerySet[Finding], first: datetime.date, last: datetime.date
) -> QuerySet[Finding]:
    """By the day they are about, both days included."""
    return findings.filter(about_on__range=(first, last))


def find(county: County, object_id: UUID) -> Finding | None:
    return findings_of(county).filter(object_id=object_id).first()


def years_of(county: County, organ: Organ | None = None) -> list[int]:
    """In which anything was found."""
    found = Finding.objects.filter(county=county).order_by()
    if organ:
        found = found.filter(organ=organ)
    return sorted({day.year for day in found.dates("about_on", "year")}, reverse=True)


def for_desk(county: County, organs: Collection[int] | None, state: str) -> QuerySet[Finding]:
    """Of these organs, or of all; in one state, or in all; what waits longest first."""
    found = Finding.objects.filter(county=county).select_related(*JOINED)
    if organs is not None:
        found = found.filter(organ__in=organs)
    if state:
        return found.filter(state=state).order_by("found_at", "id")
    return found.order_by("-found_at", "-id")


def counts_by_organ(findings: QuerySet[Finding]) -> dict[int, dict[str, int]]:
    """By organ and kind, of what stands: what was mended or explained is left out. One query."""
    rows = (
        findings.filter(state__in=STANDING)
        .order_by()
        .values_list("organ_id", "kind")
        .annotate(n=Count("id"))
    )
    found: dict[int, dict[str, int]] = {}
    for organ, kind, count in rows:
        found.setdefault(organ, {})[kind] = count
    return found


def asked_by_organ(findings: QuerySet[Finding]) -> dict[int, int]:
    """By organ, all that was ever asked of it, in whatever state. One query."""
    return dict(findings.order_by().values_list("organ_id").annotate(n=Count("id")))


def counts_by_state(findings: QuerySet[Finding]) -> dict[str, int]:
    return dict(findings.order_by().values_list("state").annotate(n=Count("id")))


class Waiting(NamedTuple):
    """How many wait for somebody, and since when the first of them does; None where none does."""

    total: int
    since: datetime.datetime | None


def waiting_of(organs: Iterable[int]) -> Waiting:
    """What these organs are still to answer. One query."""
    found = Finding.objects.filter(organ__in=list(organs), state=FindingState.OPEN)
    summed = found.aggregate(count=Count("id"), since=Min("found_at"))
    return Waiting(summed["count"], summed["since"])


def answered_of(county: County, *, besides: Iterable[int]) -> Waiting:
    """Answered and not settled yet, besides those of these organs. One query."""
    found = Finding.objects.filter(county=county, state=FindingState.ANSWERED)
    summed = found.exclude(organ__in=list(besides)).aggregate(
        count=Count("id"), since=Min("answer__at")
    )
    return Waiting(summed["count"], summed["since"])


def works_in(person: User, organ: Organ, on: datetime.date) -> bool:
    return Post.objects.filter(on_that_day(on), organ=organ, holder=person).exists()
