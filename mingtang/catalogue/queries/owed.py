"""Duties as everyone may see them: who owes what, and what it adds up to."""

import datetime

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from mingtang.catalogue.choices import Audience, DutyState, Standing
from mingtang.catalogue.models import Duty
from mingtang.catalogue.rules.standing import Tally
from mingtang.organs.models import County


def public_duties(county: County) -> QuerySet[Duty]:
    """What a county's organs owe everyone; what no longer holds (不再成立) is left out."""
    return (
        Duty.objects.filter(organ__county=county, item__audience=Audience.PUBLIC)
        .exclude(state=DutyState.VOID)
        .select_related("organ", "item")
        .order_by("due_on", "id")
    )


def standing_on(on: datetime.date) -> dict[str, Q]:
    """Each way a duty can stand on a day, as a condition; together they are all duties."""
    fulfilled, is_open = Q(state=DutyState.FULFILLED), Q(state=DutyState.OPEN)
    return {
        Standing.KEPT: fulfilled & Q(late_by__lte=0),
        Standing.LATE_DONE: fulfilled & Q(late_by__gt=0),
        Standing.LATE: is_open & Q(due_on__lt=on),
        Standing.NOT_DUE: is_open & Q(due_on__gte=on),
        Standing.NIL: Q(state=DutyState.NIL),
        Standing.WITHHELD: Q(state=DutyState.WITHHELD),
    }


_COLUMNS = {
    "kept": Standing.KEPT,
    "late_open": Standing.LATE,
    "late_done": Standing.LATE_DONE,
    "nil": Standing.NIL,
    "withheld": Standing.WITHHELD,
    "not_due": Standing.NOT_DUE,
}


def _sums(on: datetime.date) -> dict[str, Count | Coalesce]:
    ways = standing_on(on)
    counts: dict[str, Count | Coalesce] = {
        column: Count("id", filter=ways[standing]) for column, standing in _COLUMNS.items()
    }
    days = Sum("late_by", filter=ways[Standing.LATE_DONE])
    return {**counts, "late_days": Coalesce(days, 0)}


def tally(duties: QuerySet[Duty], on: datetime.date) -> Tally:
    """What these duties add up to on a day. One query."""
    return Tally(**duties.order_by().aggregate(**_sums(on)))


def tallies_by_organ(duties: QuerySet[Duty], on: datetime.date) -> dict[int, Tally]:
    """By the organ's key; organs that owe nothing are left out. One query."""
    rows = duties.order_by().values("organ_id").annotate(**_sums(on))
    return {row.pop("organ_id"): Tally(**row) for row in rows}
