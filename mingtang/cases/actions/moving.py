import datetime

from django.db import transaction

from mingtang.cases.choices import DisputeState
from mingtang.cases.models import Dispute
from mingtang.foundation.clock import day_of
from mingtang.foundation.working_days import Calendar
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.rules import canonical
from mingtang.organs.actions import record_act
from mingtang.organs.models import County
from mingtang.people.models import User
from mingtang.terms.queries import calendar


@transaction.atomic
def recompute_disputes(
    *, county: County, before: Calendar, basis: str, by: User, at: datetime.datetime
) -> int:
    """Counts the terms of what waits for an answer anew, after a notice of holidays.

    Each has as many working days as it had by the calendar `before`, and today at least: none runs
    out by the notice. One that was late then, stays late. Says how many fall on another day.
    """
    days, moved = calendar(county.code), 0
    for asked in (
        Dispute.objects.select_for_update(of=("self",))
        .filter(county=county, state=DisputeState.RECEIVED, due_on__gte=day_of(at))
        .select_related("organ__county")
        .order_by("id")
    ):
        due = days.again(day_of(asked.received_at), asked.due_on, before)
        due_on = max(due.on, day_of(at))
        if (asked.due_on, asked.due_is_provisional) == (due_on, due.is_provisional):
            continue
        is_moved = asked.due_on != due_on
        asked.due_on, asked.due_is_provisional = due_on, due.is_provisional
        asked.save(update_fields=["due_on", "due_is_provisional"])
        if is_moved:
            moved += 1
            record_act(
                act=Act.DISPUTE_MOVED,
                about=asked,
                basis=basis,
                due_on=asked.due_on,
                fields={FieldGroup.PERSON: canonical({"by": by.username})},
                by=by,
                at=at,
            )
    return moved
