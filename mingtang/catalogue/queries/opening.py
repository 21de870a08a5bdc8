"""What has been opened already: the memory of the duty engine."""

from collections.abc import Iterable

from mingtang.catalogue.models import Duty
from mingtang.catalogue.rules.opening import Key, OpenItem
from mingtang.catalogue.rules.terms_of_items import Lasting


def known_keys(items: Iterable[OpenItem]) -> set[Key]:
    """The duties of periods that have arisen from these items, whoever owes them now. One query.

    A duty taken over is remembered under the organ it arose for.
    """
    lasting = {item.id for item in items if isinstance(item.due, Lasting)}
    rows = Duty.objects.filter(item__in=[item.id for item in items], fact__isnull=True)
    return {
        Key(item, origin or organ, None if item in lasting else start)
        for item, organ, origin, start in rows.values_list(
            "item_id", "organ_id", "taken_over_from_id", "period_start"
        )
    }
