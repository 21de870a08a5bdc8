"""What people have said of a page, and what was answered, as it stands on that very page."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.cases.choices import DisputeKind, DisputeResult, SubjectKind
from mingtang.cases.models import Dispute
from mingtang.cases.queries import disputes_about
from mingtang.channels.shared.shown.dates import Day, day, full_day
from mingtang.channels.shared.shown.states import Countdown, countdown
from mingtang.channels.website.recorded import misfits_of_disputes, proofs_of
from mingtang.foundation import clock
from mingtang.foundation.working_days import Calendar
from mingtang.organs.models import County
from mingtang.terms.queries import calendar

SHOWN_MOST = 50


@dataclass(frozen=True)
class ShownDispute:
    title: str
    address: str
    kind: str
    receipt_number: str
    received: Day
    countdown: Countdown | None
    is_provisional: bool
    text: str
    result: str
    answer: str
    answered: str


def disputes_block(
    county: County, kind: SubjectKind, object_id: UUID, on: datetime.date
) -> dict[str, object]:
    """The latest first; and where to say something oneself."""
    rows = list(disputes_about(object_id).reverse()[:SHOWN_MOST])
    return {
        "disputes": dispute_rows(rows, county, on),
        "dispute_misfits": misfits_of_disputes(county, rows),
        "dispute_address": reverse("website:dispute-new", args=[kind, object_id]),
    }


def dispute_rows(rows: Iterable[Dispute], county: County, on: datetime.date) -> list[ShownDispute]:
    days = calendar(county.code)
    return [shown_dispute(row, on, days) for row in rows]


def receipt_shown(dispute: Dispute, on: datetime.date) -> dict[str, object]:
    days = calendar(dispute.county.code)
    return {
        "dispute": shown_dispute(dispute, on, days),
        "state": dispute.get_state_display(),
        "due": full_day(dispute.due_on),
        "is_open": dispute.is_open,
        "ledger": proofs_of(dispute.county, dispute.object_id),
        "misfits": misfits_of_disputes(dispute.county, [dispute]),
    }


def shown_dispute(dispute: Dispute, on: datetime.date, days: Calendar) -> ShownDispute:
    answered_at, received_on = dispute.answered_at, clock.day_of(dispute.received_at)
    hidden = _("这段文字已隐藏：%(why)s") % {"why": dispute.hidden_because}
    return ShownDispute(
        title=dispute.subject_title,
        address=reverse(f"website:{dispute.subject_kind}", args=[dispute.subject_id]),
        kind=str(DisputeKind(dispute.kind).label),
        receipt_number=dispute.receipt_number,
        received=day(received_on, on),
        countdown=countdown(dispute.due_on, on, days, is_answer=True) if dispute.is_open else None,
        # Of the calendar, which the log binds, and not of a row that somebody may have changed.
        is_provisional=dispute.is_open and bool(days.unannounced(received_on, dispute.due_on)),
        text=hidden if dispute.hidden_because else dispute.text,
        result=str(DisputeResult(dispute.result).label) if dispute.result else "",
        answer=dispute.answer,
        answered=_("%(day)s答复") % {"day": day(clock.day_of(answered_at), on)}
        if answered_at
        else "",
    )
