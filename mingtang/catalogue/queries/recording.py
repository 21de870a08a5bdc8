"""Facts as those see them who record them, and what a new one could be for."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from mingtang.catalogue.choices import DutyState, Mode
from mingtang.catalogue.models import Duty, Fact, Item
from mingtang.catalogue.queries.changeover import still_opening
from mingtang.catalogue.queries.standards import bodies_of, items_of, open_item
from mingtang.catalogue.rules.opening import opened_by
from mingtang.catalogue.rules.recording import PASSES
from mingtang.organs.models import County, Organ

DUTIES_OFFERED = 50


def recorded_facts(
    county: County,
    *,
    organs: Collection[int],
    kinds: Collection[str],
    of_units: tuple[Collection[int] | QuerySet[Organ], Collection[str]] = ((), ()),
) -> QuerySet[Fact]:
    """All of these organs, and those of these kinds in the whole county; newest on record first.

    `of_units`: of these organs those of these kinds too.
    Replaced and withdrawn ones too: the record of what was recorded has no holes.
    """
    return (
        Fact.objects.filter(
            Q(organ__in=organs)
            | Q(kind__in=kinds)
            | Q(organ__in=of_units[0], kind__in=of_units[1]),
            organ__county=county,
        )
        .select_related("organ", "item", "corrected_by", "recorder")
        .order_by("-id")
    )


@dataclass(frozen=True)
class Uses:
    """What a fact of an organ on a day could be on record for."""

    opens: list[Item]
    proves: list[Duty]  # open duties behind a gate that it passes; the most urgent first
    proves_ahead: list[Item]  # items behind such a gate, of which no duty has arisen yet

    @property
    def items(self) -> list[Item]:
        return [*self.opens, *self.proves_ahead]

    @property
    def is_clear(self) -> bool:
        """Nothing to choose: at most one item, which it opens."""
        return len(self.opens) < 2 and not self.proves and not self.proves_ahead


def uses_of(
    organ: Organ, kind: str, happened_on: datetime.date, *, on: datetime.date | None = None
) -> Uses:
    """`on`: when it is recorded, if not on that day; what began since may ask for it still. Eight
    queries at most."""
    known = items_of(organ.county, happened_on, with_internal=True)
    items = list(known.filter(mode=Mode.ACTIVE))
    [body] = bodies_of([organ])
    as_open = {item.pk: open_item(item) for item in items}
    opening = {one.id for one in opened_by(as_open.values(), body, kind, happened_on)}
    gate = PASSES.get(kind)
    gated = [
        item
        for item in items
        if gate in item.gates
        and item.pk not in opening
        and as_open[item.pk].bodies.covers(body, happened_on)
    ]
    proves = _behind(gate, organ) if gate else []
    opens = [item for item in items if item.pk in opening]
    later = still_opening(organ, [kind], happened_on, on=on or happened_on)
    return Uses([*opens, *later], proves, gated)


def duties_it_may_prove(fact: Fact) -> list[Duty]:
    """Open duties behind the gate it passes, where it was recorded before they arose. One query."""
    gate = PASSES.get(fact.kind)
    if gate is None or fact.duty_id is not None or not fact.stands:
        return []
    return _behind(gate, fact.organ)


def _behind(gate: str, organ: Organ) -> list[Duty]:
    waiting = (
        Duty.objects.filter(organ=organ, state=DutyState.OPEN)
        .select_related("item__standard")
        .order_by("due_on", "id")
    )
    return [duty for duty in waiting if gate in duty.item.gates][:DUTIES_OFFERED]
