"""Substance of what one organ published in a period: the mix, what was asked, and its answers."""

import datetime
from collections.abc import Mapping

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.channels.shared.choosing import Chosen, choose
from mingtang.channels.shared.paging import newest_first
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.website.counted import Counted, counted
from mingtang.channels.website.findings import shown_findings
from mingtang.channels.website.substance import (
    STANDING_STILL,
    Asked,
    entered,
    misfits,
    period_asked,
    shares_of,
)
from mingtang.organs.models import Organ
from mingtang.supervision.choices import STANDING, FindingKind, FindingState
from mingtang.supervision.models import Finding
from mingtang.supervision.queries.findings import (
    between,
    counts_by_organ,
    counts_by_state,
    findings_of,
)
from mingtang.supervision.queries.mix import mixes
from mingtang.supervision.rules.mix import Mix


def organ_page(request: PublicRequest, organ: Organ, on: datetime.date) -> dict[str, object]:
    """One organ in one period: the mix, what was asked by kind, and the list with the answers."""
    asked = period_asked(request, on, organ)
    period = asked.period
    every = _of_period(organ, asked)
    mix = mixes(organ.county, period.first, period.last, on, organ=organ).get(organ.pk, Mix())
    kind, state = _kind(request), _state(request)
    narrowed = _narrowed(every, kind.value, state.value)
    paged = newest_first(narrowed, request)
    return {
        "periods": asked.filters,
        "filters": [kind, state],
        "is_narrowed": bool(kind.value or state.value),
        "period": period.words,
        "csv": asked.address(reverse("website:organ-substance-csv", args=[organ.object_id])),
        "shares": shares_of(mix, organ, period),
        "states": _states(counts_by_state(every), request.path, asked),
        "kinds": _kinds(counts_by_organ(every).get(organ.pk, {}), request.path, asked),
        "paged": paged,
        "findings": shown_findings(paged.rows),
        "rules": entered(organ.county, period.year),
        "misfits": misfits(organ.county, every),
    }


def organ_findings(request: PublicRequest, organ: Organ, on: datetime.date) -> list[Finding]:
    """All of the period that is asked for."""
    return list(_of_period(organ, period_asked(request, on, organ)))


def _of_period(organ: Organ, asked: Asked) -> QuerySet[Finding]:
    period = asked.period
    return between(findings_of(organ.county), period.first, period.last).filter(organ=organ)


def _narrowed(found: QuerySet[Finding], kind: str, state: str) -> QuerySet[Finding]:
    if kind:
        found = found.filter(kind=kind)
    if state == STANDING_STILL:
        return found.filter(state__in=STANDING)
    return found.filter(state=state) if state else found


def _kind(request: PublicRequest) -> Chosen:
    return choose(request, "kind", _("问题"), [("", _("全部")), *FindingKind.choices])


def _state(request: PublicRequest) -> Chosen:
    still = (STANDING_STILL, _("没有了结"))
    return choose(request, "state", _("状态"), [("", _("全部")), still, *FindingState.choices])


def _states(counts: Mapping[str, int], path: str, asked: Asked) -> list[tuple[str, Counted]]:
    return [
        (str(state.label), counted(counts[state], asked.address(path, state=state.value)))
        for state in FindingState
        if counts.get(state)
    ]


def _kinds(counts: Mapping[str, int], path: str, asked: Asked) -> list[tuple[str, Counted]]:
    def way(kind: FindingKind) -> str:
        return asked.address(path, state=STANDING_STILL, kind=kind.value)

    return [
        (str(kind.label), counted(counts[kind], way(kind)))
        for kind in FindingKind
        if counts.get(kind)
    ]
