"""Findings at the desk: what the organ has to answer, and what the office has to settle."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.desk.pages.seen import organs_seen
from mingtang.channels.shared.access import Seat, StaffRequest
from mingtang.channels.shared.choosing import choose
from mingtang.channels.shared.evidence_words import evidence_words, rule_words
from mingtang.channels.shared.paging import in_order
from mingtang.channels.shared.shown.findings import answer_of, closed_words, mark_of, title_of
from mingtang.foundation.clock import day_of
from mingtang.foundation.working_days import Calendar, Due
from mingtang.organs.rules.roles import Power
from mingtang.supervision import permissions
from mingtang.supervision.choices import FindingKind, FindingState
from mingtang.supervision.models import Finding
from mingtang.supervision.queries.findings import for_desk, waiting_of
from mingtang.supervision.queries.inspections import inspections_of
from mingtang.supervision.rules.answering import answer_due
from mingtang.terms.queries import calendar

ALL = "all"
IN_A_PAGE = 20


def findings_page(request: StaffRequest, seat: Seat) -> dict[str, Any]:
    """What waits for this person stands first: answers of an officer, settling of the office."""
    first = FindingState.ANSWERED if seat.may(Power.SETTLE_FINDING) else FindingState.OPEN
    states: list[tuple[str, str | Promise]] = [
        (first.value, first.label),
        (ALL, _("全部")),
        *((state.value, state.label) for state in FindingState if state != first),
    ]
    state = choose(request, "state", _("状态"), states)
    kind = choose(request, "kind", _("问题"), [("", _("全部")), *FindingKind.choices])
    seen = organs_seen(seat)
    organs = None if seen is None else seen | seat.answers_for(Power.READ_DESK)
    found = for_desk(seat.county, organs, "" if state.value == ALL else state.value)
    if kind.value:
        found = found.filter(kind=kind.value)
    paged, days = in_order(found, request, IN_A_PAGE), calendar(seat.county.code)
    return {
        **desk_frame(seat, "findings"),
        "filters": [state, kind],
        "is_first": state.value == first and not kind.value,
        "paged": paged,
        "rows": [_row(finding, seat, days) for finding in paged.rows],
        "may_set_inspections": seat.may(Power.SET_INSPECTIONS),
    }


def findings_waiting(seat: Seat, days: Calendar) -> dict[str, Any] | None:
    """How many of one's own organs wait for the answer of this person, and the first day due."""
    organs = seat.answers_for(Power.ANSWER_FINDING)
    count, since = waiting_of(organs) if organs else (0, None)
    if since is None:
        return None
    due = _due(since, seat, days)
    return {"count": count, "due": due.on, "is_late": due.on < seat.on}


def _due(found_at: datetime.datetime, seat: Seat, days: Calendar) -> Due:
    within = seat.county.finding_answer_working_days
    return answer_due(day_of(found_at), days=within, calendar=days)


def _row(finding: Finding, seat: Seat, days: Calendar) -> dict[str, Any]:
    due = _due(finding.found_at, seat, days) if finding.is_open else None
    return {
        "due": due and due.on,
        "provisional": due and due.is_provisional,
        "is_late": due and due.on < seat.on,
        "address": reverse("desk:finding", args=[finding.object_id]),
        "kind": finding.get_kind_display(),
        "title": title_of(finding),
        "organ": finding.organ.name,
        "evidence": evidence_words(finding),
        "mark": mark_of(finding),
        "found_at": finding.found_at,
    }


def finding_page(seat: Seat, finding: Finding) -> dict[str, Any]:
    disclosure = finding.disclosure
    return {
        **desk_frame(seat, "findings"),
        "finding": finding,
        "row": _row(finding, seat, calendar(seat.county.code)),
        "rule": rule_words(finding.kind),
        "public": reverse("website:finding", args=[finding.object_id]),
        "source": reverse("website:disclosure", args=[disclosure.object_id]) if disclosure else "",
        "answer": answer_of(finding),
        "closed": closed_words(finding),
        "may_answer": finding.is_open and permissions.may_answer(seat.person, finding, seat.on),
        "may_settle": finding.is_answered and permissions.may_settle(seat.person, finding, seat.on),
    }


def inspections_page(seat: Seat) -> dict[str, Any]:
    return {
        **desk_frame(seat, "findings"),
        "rows": list(inspections_of(seat.county)[:IN_A_PAGE]),
    }
