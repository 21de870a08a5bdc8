import datetime
from collections.abc import Sequence

from django.db import transaction

from mingtang.catalogue.models import Duty
from mingtang.catalogue.permissions import may_clear_overdue
from mingtang.catalogue.queries.first_due import overdue_by_withdrawn
from mingtang.catalogue.rules import facts as rules
from mingtang.catalogue.rules.facts import power_needed
from mingtang.foundation.errors import RuleBroken
from mingtang.organs.models import Organ
from mingtang.organs.rules.roles import Power
from mingtang.people.models import User


@transaction.atomic(savepoint=False)
def refuse_clearing(
    *,
    over: Sequence[tuple[Duty, datetime.date]],
    template: str,
    kind: str,
    by: User,
    on: datetime.date,
) -> None:
    """Raises RuleBroken where that person may not take its lateness from one of these."""
    for duty, due_on in over:
        if not may_clear_overdue(by, duty, kind, on):
            is_office = Power(power_needed(kind)) == Power.RECORD_FACT
            said = template if is_office else rules.OVERDUE_OWN
            raise RuleBroken(said, duty=duty.title, due=due_on)


@transaction.atomic(savepoint=False)
def refuse_begun_anew(
    *, organ: Organ, kind: str, number: str, title: str, by: User, on: datetime.date
) -> None:
    """Raises RuleBroken for what was withdrawn in time and comes again when it would be overdue.

    Who is late could else withdraw it the day before, and record it anew with a later day.
    """
    over = overdue_by_withdrawn(organ, number=number, title=title, on=on)
    refuse_clearing(over=over, template=rules.OVERDUE_ANEW, kind=kind, by=by, on=on)
