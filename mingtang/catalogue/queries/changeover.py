"""Facts of the days before a county's first catalogue whose term was still running when it began.

The laws that set the terms were in force before the county's catalogue was kept here: a penalty
decided nine days before it is still to be published in its seven working days. No statute governs
the changeover; that such a duty opens, and one whose day was over before does not, is this
software's own rule.
"""

import datetime
from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from mingtang.catalogue.choices import Mode
from mingtang.catalogue.models import Item
from mingtang.catalogue.queries.standards import bodies_of, open_item
from mingtang.catalogue.rules.changeover import still_due
from mingtang.organs.models import Organ
from mingtang.terms.queries import calendar


def still_opening(
    organ: Organ, kinds: Iterable[str], happened_on: datetime.date, *, on: datetime.date
) -> list[Item]:
    """Items in force by `on`, not yet when such a fact happened, of which it is a duty all the
    same: nothing asked for it before, and it was not due before. Four queries at most, and one
    where all was in force already."""
    later = [
        item
        for item in _first_of_all(
            Item.objects.filter(
                standard__county=organ.county_id,
                standard__from_on__gt=happened_on,
                standard__from_on__lte=on,
                mode=Mode.ACTIVE,
            )
        )
        if open_item(item).due.opened_by in set(kinds)
    ]
    if not later:
        return []
    [body], days = bodies_of([organ]), calendar(organ.county.code)
    return [item for item in later if still_due(open_item(item), body, happened_on, days)]


def is_still_due(item: Item, organ: Organ, happened_on: datetime.date) -> bool:
    """Whether a fact of the days before the item is a duty of the organ's all the same."""
    if happened_on >= item.standard.from_on or not _first_of_all(Item.objects.filter(pk=item.pk)):
        return False
    [body] = bodies_of([organ])
    return still_due(open_item(item), body, happened_on, calendar(organ.county.code))


def _first_of_all(items: QuerySet[Item]) -> QuerySet[Item]:
    """Those that no catalogue of the county asked for before: of the first edition of its title,
    and in none of another title. What was taken back before its first day asked for nothing."""
    earlier = Q(standard__county=OuterRef("standard__county")) & Q(
        standard__from_on__lt=OuterRef("standard__from_on")
    )
    is_same = Q(standard__title=OuterRef("standard__title")) | Q(level2=OuterRef("level2"))
    stands = Q(standard__to_on=None) | Q(standard__to_on__gte=F("standard__from_on"))
    before = Item.objects.filter(earlier, is_same, stands)
    return (
        items.filter(stands)
        .filter(~Exists(before))
        .select_related("standard")
        .order_by("standard__from_on", "standard_id", "order", "id")
    )
