"""By when organs answer each other, counted anew where a notice of holidays says otherwise."""

import datetime

from django.db import transaction

from mingtang.disclosure.choices import ConsultationState
from mingtang.disclosure.models import Consultation
from mingtang.disclosure.queries.consultations import IN_HAND, told
from mingtang.foundation.clock import day_of
from mingtang.foundation.working_days import Calendar
from mingtang.ledger.choices import Act
from mingtang.organs.actions import record_act
from mingtang.organs.models import County
from mingtang.people.models import User
from mingtang.terms.queries import calendar


@transaction.atomic
def recompute_consultations(
    *, county: County, before: Calendar, basis: str, by: User, at: datetime.datetime
) -> int:
    """Counts the terms of what waits for an answer anew; says how many fall on another day.

    Each has as many working days as it had by the calendar `before`, and today at least: none runs
    out by the notice. One that has run out has had its effect, and stays.
    """
    days = calendar(county.code)
    moved = 0
    for asked in (
        Consultation.objects.select_for_update(of=("self",))
        .filter(IN_HAND, organ__county=county, state=ConsultationState.ASKED)
        .filter(due_on__gte=day_of(at))
        .select_related("organ__county", "disclosure")
        .order_by("id")
    ):
        due = days.again(day_of(asked.asked_at), asked.due_on, before)
        due_on = max(due.on, day_of(at))
        if (asked.due_on, asked.due_is_provisional) == (due_on, due.is_provisional):
            continue
        is_moved = asked.due_on != due_on
        asked.due_on, asked.due_is_provisional = due_on, due.is_provisional
        asked.save(update_fields=["due_on", "due_is_provisional"])
        if is_moved:
            moved += 1
            record_act(
                act=Act.CONSULTATION_MOVED,
                about=asked,
                basis=basis,
                due_on=asked.due_on,
                fields=told(asked, Act.CONSULTATION_MOVED),
                by=by,
                at=at,
            )
    return moved
