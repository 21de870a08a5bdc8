"""What will be late within days unless it is published before (预告): by organ, for the desk."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from mingtang.catalogue.choices import Audience, DutyState
from mingtang.catalogue.models import Duty
from mingtang.organs.models import County


@dataclass(frozen=True)
class Near:
    """How many of an organ's duties are due within the days asked for."""

    organ: object
    name: str
    count: int


def near_duties(
    county: County,
    *,
    on: datetime.date,
    until: datetime.date,
    organs: Collection[int] | None = None,
    inside: Collection[int] = (),
) -> QuerySet[Duty]:
    """Open, and due between two days, both included; the most urgent first.

    Of the county, or of these organs; what is owed inside an organ, of those in `inside` alone.
    """
    found = Duty.objects.filter(
        Q(item__audience=Audience.PUBLIC) | Q(organ__in=list(inside)),
        organ__county=county,
        state=DutyState.OPEN,
        due_on__range=(on, until),
    )
    if organs is not None:
        found = found.filter(organ__in=list(organs))
    return found.select_related("organ", "item").order_by("due_on", "id")


def near_by_organ(duties: QuerySet[Duty]) -> list[Near]:
    """Whoever has most first. One query."""
    rows = duties.order_by().values_list("organ__object_id", "organ__name").annotate(n=Count("pk"))
    found = [Near(organ, name, count) for organ, name, count in rows]
    return sorted(found, key=lambda one: (-one.count, one.name))
