"""What the editions of a name asked before a day, so that what none asks for can be told."""

import datetime

from django.db.models import F, Q

from mingtang.catalogue.choices import Mode
from mingtang.catalogue.models import Item
from mingtang.catalogue.queries.standards import open_item
from mingtang.catalogue.rules.opening import OpenItem
from mingtang.catalogue.rules.skipped import LOOKED_BACK
from mingtang.organs.models import County


def asked_before(county: County, title: str, since: datetime.date) -> list[OpenItem]:
    """The items that open duties of every edition of the title from a day before; none that was
    taken back, nor of what ended long ago. One query."""
    was_in_force = Q(standard__to_on__gte=F("standard__from_on"))
    lately = Q(standard__to_on__gte=since - LOOKED_BACK)
    items = Item.objects.filter(
        Q(standard__to_on__isnull=True) | was_in_force & lately,
        standard__county=county,
        standard__title=title,
        standard__from_on__lt=since,
        mode=Mode.ACTIVE,
    )
    return [open_item(item) for item in items.select_related("standard").order_by("id")]
