"""Duties one by one, and why each is due on its day."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.utils.translation import gettext as _

from mingtang.catalogue.choices import Standing
from mingtang.catalogue.models import Duty
from mingtang.catalogue.rules.due import explanation
from mingtang.channels.shared.paging import Paged, in_order, newest_first
from mingtang.channels.shared.shown.dates import day, full_day
from mingtang.channels.shared.shown.strips import Reason, why
from mingtang.channels.website.asked import Asked
from mingtang.channels.website.citations import by_county
from mingtang.channels.website.rows import Row, duty_rows
from mingtang.foundation.working_days import Calendar

# What is still to come or overdue is read from the most urgent; the rest from the newest.
URGENT_FIRST = (Standing.LATE, Standing.NOT_DUE)


@dataclass(frozen=True)
class ShownDuty:
    row: Row
    why_title: str
    reason: Reason | None
    why: str


def paged_rows(request: HttpRequest, asked: Asked) -> Paged[Duty]:
    if asked.state in URGENT_FIRST:
        return in_order(asked.duties, request)
    return newest_first(asked.duties.order_by("-due_on", "-id"), request)


def shown_duties(found: Iterable[Duty], on: datetime.date, days: Calendar) -> list[ShownDuty]:
    duties = list(found)
    rows = duty_rows(duties, on, days)
    return [_shown(duty, row, on, days) for duty, row in zip(duties, rows, strict=True)]


def _shown(duty: Duty, row: Row, on: datetime.date, days: Calendar) -> ShownDuty:
    title = _("到期日为什么是%(day)s") % {"day": day(duty.due_on, on)}
    return ShownDuty(
        row=row,
        why_title=title,
        reason=counted(duty, days),
        why=fixed_words(duty),
    )


def counted(duty: Duty, days: Calendar) -> Reason | None:
    """Every day counted and skipped, and who says so; None where the day is set by its date."""
    explained = explanation(duty.reason, days)
    if explained and duty.reason.get("local"):
        explained = replace(explained, article=by_county(duty.item.basis))
    return why(explained) if explained else None


def fixed_words(duty: Duty) -> str:
    """Where the day is set by its date and not by counting."""
    reason = duty.reason
    basis = (
        by_county(duty.item.basis)
        if reason.get("local")
        else f"《{reason.get('law', '')}》{reason.get('article', '')}"
    )
    return _("%(day)s，由规定直接写明，不用计算。依据：%(basis)s。") % {
        "day": full_day(duty.due_on),
        "basis": basis,
    }
