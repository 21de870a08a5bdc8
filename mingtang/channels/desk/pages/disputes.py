from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from mingtang.cases import queries
from mingtang.cases.choices import SubjectKind
from mingtang.cases.models import Dispute, DisputeContact, DisputeOriginal
from mingtang.cases.rules import spaced
from mingtang.channels.desk.forms.disputes import AnswerForm, HideForm
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.desk.pages.left import SOON, left
from mingtang.channels.shared.access import Seat, StaffRequest
from mingtang.channels.shared.paging import newest_first
from mingtang.foundation.working_days import Calendar
from mingtang.organs.rules.roles import Power
from mingtang.terms.queries import calendar

SHOWN_MOST = 200
PAGES = {
    SubjectKind.DISCLOSURE: "website:disclosure",
    SubjectKind.DUTY: "website:duty",
    SubjectKind.ITEM: "website:item",
    SubjectKind.ORGAN: "website:organ",
}


@dataclass(frozen=True)
class DisputeRow:
    """A dispute at the desk, and the working days its answer still has."""

    dispute: Dispute
    days_left: int

    @property
    def is_late(self) -> bool:
        return self.days_left < 0

    @property
    def is_soon(self) -> bool:
        return 0 <= self.days_left <= SOON

    @property
    def days_late(self) -> int:
        return -self.days_left

    @property
    def number(self) -> str:
        return spaced(self.dispute.receipt_number)


def _rows(disputes: Iterable[Dispute], seat: Seat, days: Calendar) -> list[DisputeRow]:
    return [DisputeRow(one, left(one.due_on, seat.on, days)) for one in disputes]


def urgent_disputes(seat: Seat, days: Calendar) -> list[DisputeRow]:
    """The most urgent first, for whoever answers them."""
    if not seat.may(Power.ANSWER_DISPUTE):
        return []
    return _rows(queries.open_disputes(seat.county, seat.on)[:SHOWN_MOST], seat, days)


def disputes_page(request: StaffRequest, seat: Seat) -> dict[str, Any]:
    """What is still to be answered, the overdue first; then all that was answered."""
    days = calendar(seat.county.code)
    counts = queries.dispute_counts(seat.county, seat.on)
    waiting = queries.open_disputes(seat.county, seat.on)[:SHOWN_MOST]
    answered = queries.disputes_of(seat.county).filter(answered_at__isnull=False)
    return {
        **desk_frame(seat, "disputes"),
        "counts": counts,
        "rows": _rows(waiting, seat, days),
        "shown_most": SHOWN_MOST,
        "paged": newest_first(answered, request),
    }


def dispute_page(
    seat: Seat,
    dispute: Dispute,
    *,
    form: AnswerForm | None = None,
    hide_form: HideForm | None = None,
    problem: str = "",
    looked: dict[str, str] | None = None,
    typed: QueryDict | None = None,
) -> dict[str, Any]:
    """One dispute. `looked`: what was unsealed for this very answer, and stays nowhere; `typed`:
    what stood in the fields when another of the page's buttons was pressed."""
    kept = typed.dict() if typed else {}
    return {
        **desk_frame(seat, "disputes"),
        "row": _rows([dispute], seat, calendar(seat.county.code))[0],
        "dispute": dispute,
        "subject": reverse(PAGES[SubjectKind(dispute.subject_kind)], args=[dispute.subject_id]),
        "has_contact": DisputeContact.objects.filter(dispute=dispute).exists(),
        "has_original": DisputeOriginal.objects.filter(dispute=dispute).exists(),
        "form": form or AnswerForm(initial=kept),
        "hide_form": hide_form or HideForm(initial=kept),
        "problem": problem,
        "looked": looked or {},
    }
