"""Duties that went from one item to another, as their fact had been put under the wrong one."""

from django.db.models import Q

from mingtang.catalogue.models import Duty, DutyRefiling


def refilings_of(duty: Duty) -> list[DutyRefiling]:
    """From which item it came, and to which it went. One query."""
    found = DutyRefiling.objects.filter(Q(duty=duty) | Q(into=duty))
    return list(found.select_related("fact", "duty__item", "into__item").order_by("id"))
