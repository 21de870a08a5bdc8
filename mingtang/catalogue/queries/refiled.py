"""Duties that went from one item to another, as their fact had been put under the wrong one."""

from collections.abc import Collection

from django.db.models import Q

from mingtang.catalogue.models import Duty, DutyRefiling, Fact


def refilings_of(duty: Duty) -> list[DutyRefiling]:
    """From which item it came, and to which it went. One query."""
    found = DutyRefiling.objects.filter(Q(duty=duty) | Q(into=duty))
    return list(found.select_related("fact", "duty__item", "into__item").order_by("id"))


def went_over_by(duty: Duty, shown: Collection[Fact]) -> list[Fact]:
    """What stands in the place of the fact that opened a duty, where that fact stands no more: as
    it falls under another item, and the duty is void.

    `shown` are the facts on its page. Asked of the facts themselves and whatever the state of the
    duty, so that neither hides anything. One query, or none where its fact is shown.
    """
    if duty.fact_id is None or any(fact.pk == duty.fact_id for fact in shown):
        return []
    found = Fact.objects.filter(corrects_id=duty.fact_id)
    return list(found.select_related("recorded_for", "organ", "corrects"))
