"""Duties one by one, and why each is due on its day."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from django.http import HttpRequest
from django.utils.translation import gettext as _

from mingtang.catalogue.choices import Standing
from mingtang.catalogue.models import Duty
from mingtang.catalogue.rules.due import explanation, is_counted
from mingtang.channels.shared.paging import Paged, in_order, newest_first
from mingtang.channels.shared.shown.dates import day, full_day
from mingtang.channels.shared.shown.strips import Reason, why
from mingtang.channels.website.asked import Asked
from mingtang.channels.website.citations import by_county
from mingtang.channels.website.rows import Row, duty_rows
from mingtang.foundation.clock import day_of
from mingtang.foundation.explained import Explanation
from mingtang.terms.queries import Recorded

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


def shown_duties(found: Iterable[Duty], on: datetime.date, over: Recorded) -> list[ShownDuty]:
    """`over`: the notices of holidays that hold or held in their county."""
    duties = list(found)
    rows = duty_rows(duties, on, over.until())
    return [_shown(duty, row, on, over) for duty, row in zip(duties, rows, strict=True)]


def _shown(duty: Duty, row: Row, on: datetime.date, over: Recorded) -> ShownDuty:
    title = _("到期日为什么是%(day)s") % {"day": day(duty.due_on, on)}
    return ShownDuty(
        row=row,
        why_title=title,
        reason=counted(duty, over),
        why=fixed_words(duty),
    )


def counted(duty: Duty, over: Recorded) -> Reason | None:
    """Every day counted and skipped, and who says so; None where the day is set by its date.

    What has ended keeps its day, whatever is announced afterwards: it is told by the calendar it
    was counted with. Where none on record gives that day, it is not counted again.
    """
    told = _explained(duty, over)
    if told is None:
        return None
    if duty.reason.get("local"):
        told = replace(told, article=by_county(duty.item.basis))
    now = explanation(duty.reason, over.until())
    is_of_then = now is not None and (now.due, now.days) != (told.due, told.days)
    shown = why(told)
    return replace(shown, lines=[*shown.lines, _of_then(duty)]) if is_of_then else shown


def _explained(duty: Duty, over: Recorded) -> Explanation | None:
    """By the calendar as it stood when the duty ended; one that was opened again may rest on an
    older one, and so may one that ended after that."""
    then = [over.until(duty.ended_at)] if duty.ended_at else []
    found = (explanation(duty.reason, days) for days in chain(then, over.before_each()))
    return next((told for told in found if told and told.due.on == duty.due_on), None)


def _of_then(duty: Duty) -> tuple[str, str]:
    if duty.ended_at is None:
        return _("放假安排"), _("按算定到期日时已经登记的安排；此后登记的安排不改变这一天")
    said = _("按%(day)s办结时已经登记的安排；此后登记的安排不改变已经办结的任务的到期日")
    return _("放假安排"), said % {"day": full_day(day_of(duty.ended_at))}


def fixed_words(duty: Duty) -> str:
    """Where the day is not counted here: its rule sets it by its date, or what it was counted with
    is not on record any more."""
    reason = duty.reason
    basis = (
        by_county(duty.item.basis)
        if reason.get("local")
        else f"《{reason.get('law', '')}》{reason.get('article', '')}"
    )
    said = (
        _("%(day)s，按当时的放假安排算定；当时的安排没有留下记录，不重新计算。依据：%(basis)s。")
        if is_counted(reason)
        else _("%(day)s，由规定直接写明，不用计算。依据：%(basis)s。")
    )
    return said % {"day": full_day(duty.due_on), "basis": basis}
