"""What the catalogue demanded on the day of a fact, and which organ answers for it."""

import datetime
from collections.abc import Iterable

from mingtang.catalogue.models import Duty, Fact, Item
from mingtang.catalogue.queries.changeover import is_still_due
from mingtang.catalogue.queries.standards import bodies_of, open_item, open_items
from mingtang.catalogue.rules.demanded import begins_on, why_not_demanded
from mingtang.catalogue.rules.facts import Concerned, Refusal, why_not_that_day
from mingtang.catalogue.rules.opening import OpenItem
from mingtang.foundation.clock import day_of
from mingtang.organs.models import Organ
from mingtang.organs.queries.register import successors


def concerned(organ: Organ) -> Concerned:
    """Two queries, where it has ended."""
    into = successors(organ) if organ.is_dissolved else None
    return Concerned(
        organ.name, organ.established_on, organ.dissolved_on, into.name if into else ""
    )


def why_not_on(
    organ: Organ,
    kind: str,
    happened_on: datetime.date,
    *,
    on: datetime.date,
    recorded_on: datetime.date | None = None,
) -> Refusal | None:
    """`rules.facts.why_not_that_day` of an organ as it is registered."""
    return why_not_that_day(
        str(kind), happened_on, on=on, organ=concerned(organ), recorded_on=recorded_on
    )


def first_recorded_on(fact: Fact) -> datetime.date:
    """When it was put on record, however often it was corrected since."""
    while fact.corrects is not None:
        fact = fact.corrects
    return day_of(fact.recorded_at)


def why_not_demanded_on(
    duties: Iterable[Duty], organ: Organ, happened_on: datetime.date
) -> Refusal | None:
    """Why one of what a fact of the organ opened would not hold, had it happened on that day."""
    [body] = bodies_of([organ])
    said = (
        why_not_demanded(_editions(duty.item), body, happened_on, organ=organ.name)
        for duty in duties
        if not is_still_due(duty.item, organ, happened_on)
    )
    return next((refused for refused in said if refused), None)


def begins_after(fact: Fact) -> OpenItem | None:
    """The item that such a fact would open, had it happened once that was in force. Two queries."""
    [body] = bodies_of([fact.organ])
    items = open_items(fact.organ.county, until=day_of(fact.recorded_at))
    return begins_on(items, body, fact.kind, fact.happened_on)


def _editions(item: Item) -> list[OpenItem]:
    """The item in each edition of its catalogue, the earliest first."""
    found = Item.objects.filter(
        code=item.code,
        standard__county=item.standard.county_id,
        standard__title=item.standard.title,
    )
    return [
        open_item(one)
        for one in found.select_related("standard").order_by("standard__from_on", "id")
        if not one.standard.is_withdrawn
    ]
