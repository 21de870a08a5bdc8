"""What is not owed yet and will be due within days (将要产生的任务), and by whom."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from mingtang.catalogue.choices import Audience, Mode
from mingtang.catalogue.models import Item
from mingtang.catalogue.queries.standards import bodies_of, open_item
from mingtang.catalogue.rules.foretelling import Foretold, foretold
from mingtang.foundation.working_days import Calendar
from mingtang.organs.models import County, Organ


@dataclass(frozen=True)
class ToCome:
    """What will be asked, with the organs that will owe it, in the order of the register."""

    about: Foretold
    organs: tuple[Organ, ...]


def to_come(
    county: County,
    days: Calendar,
    *,
    on: datetime.date,
    until: datetime.date,
    organs: Iterable[Organ] | None = None,
    inside: Collection[int] = (),
) -> list[ToCome]:
    """What arises after a day and is due by another, the most urgent first.

    Of the county, or of these organs; what is owed inside an organ, of those in `inside` alone. Two
    queries, and one for the organs.
    """
    known = Organ.objects.filter(county=county).order_by("id") if organs is None else organs
    named = {organ.pk: organ for organ in known}
    items = _periodic(county, on=on, until=until)
    items = items if inside else items.filter(audience=Audience.PUBLIC)
    asked = map(open_item, items)
    found = foretold(asked, bodies_of(named.values()), days, on=on, until=until)
    seen = (ToCome(one, _seen(one, named, inside)) for one in found)
    return [one for one in seen if one.organs]


def _periodic(county: County, *, on: datetime.date, until: datetime.date) -> QuerySet[Item]:
    """Items owed by period, of the editions that stand: an organ's page reads no others."""
    stands = Q(standard__to_on=None) | Q(standard__to_on__gte=on)
    by_period = Q(due_rule__has_key="every") | Q(due_rule__has_key="yearly_by")
    found = Item.objects.filter(
        stands, by_period, standard__county=county, standard__from_on__lte=until, mode=Mode.ACTIVE
    )
    return found.select_related("standard").order_by("id")


def to_come_by_organ(found: Iterable[ToCome]) -> Counter[int]:
    """How many of each organ, by its key."""
    return Counter(organ.pk for one in found for organ in one.organs)


def _seen(one: Foretold, named: dict[int, Organ], inside: Collection[int]) -> tuple[Organ, ...]:
    is_open = not one.item.is_internal
    return tuple(named[key] for key in one.bodies if is_open or key in inside)
