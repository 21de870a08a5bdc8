"""The counts behind every scoreboard: entered with each act, counted anew once a day."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet

from mingtang.catalogue.choices import Audience
from mingtang.catalogue.models import Item, ItemCount, OrganCount
from mingtang.catalogue.queries.arising import Arisen
from mingtang.catalogue.queries.counting import by_item_now, by_organ_now
from mingtang.catalogue.rules.counting import (
    COLUMNS,
    About,
    Lines,
    Spot,
    by_item,
    by_organ,
    opened,
    summed,
)
from mingtang.ledger.models import Log
from mingtang.organs.models import County, Organ

BATCH = 2000


@transaction.atomic
def enter(*, gone: Sequence[Spot] = (), come: Sequence[Spot] = ()) -> None:
    """Lines for what changed, in the transaction of the act that changes it. Four queries."""
    changed = [*gone, *come]
    if not changed:
        return
    about = _about({spot.organ for spot in changed}, {spot.item for spot in changed})
    _write(by_organ(gone, come, about), by_item(gone, come, about))


@transaction.atomic
def enter_new(*, arisen: Sequence[Arisen]) -> None:
    """The same for duties that have just arisen, by the ten thousand. Four queries."""
    if not arisen:
        return
    about = _about(
        {body for one in arisen for body in one.bodies}, {one.alike.slot.item for one in arisen}
    )
    new = [(one.alike.slot.item, one.alike.owed.due.on, one.bodies) for one in arisen]
    _write(*opened(new, about))


def _about(organs: set[int], items: set[int]) -> About:
    public = Item.objects.filter(pk__in=items, audience=Audience.PUBLIC)
    return About(
        tiers=dict(Organ.objects.filter(pk__in=organs).values_list("pk", "tier")),
        emphases=dict(public.values_list("pk", "emphasis")),
    )


def _write(organs: Lines, items: Lines) -> None:
    OrganCount.objects.bulk_create(
        (
            OrganCount(organ_id=organ, emphasis=emphasis, due_on=day, **sums)
            for (organ, emphasis, day), sums in organs.items()
        ),
        batch_size=BATCH,
    )
    ItemCount.objects.bulk_create(
        (
            ItemCount(item_id=item, tier=tier, due_on=day, **sums)
            for (item, tier, day), sums in items.items()
        ),
        batch_size=BATCH,
    )


@transaction.atomic
def recount(*, county: County) -> bool:
    """Counts a county's duties anew, one line for each place; says whether the sums had held.

    Nobody's act ends meanwhile: each takes the lock on the county's log before it is done, and
    here it is held. Only what is no single line with the right sum is written.
    """
    Log.objects.select_for_update().filter(origin=county.log_origin).first()
    organs = [
        OrganCount(organ_id=organ, emphasis=emphasis, due_on=day, **counts)
        for organ, emphasis, day, counts in by_organ_now(county)
    ]
    items = [
        ItemCount(item_id=item, tier=tier, due_on=day, **counts)
        for item, tier, day, counts in by_item_now(county)
    ]
    held = [
        _settle(OrganCount.objects.filter(organ__county=county), organs),
        _settle(ItemCount.objects.filter(item__standard__county=county), items),
    ]
    return all(held)


Line = TypeVar("Line", OrganCount, ItemCount)


def _settle(kept: QuerySet[Line], new: list[Line]) -> bool:
    """Puts one line where there were several, or another sum; says whether the sums had held.

    Where nothing was counted yet, nothing was counted wrong.
    """
    old = list(kept)
    lines = Counter(_place(line) for line in old)
    was, now = _sums_of(old), _sums_of(new)
    settled = {place for place, sums in now.items() if lines[place] == 1 and was.get(place) == sums}
    gone = [line.pk for line in old if _place(line) not in settled]
    for first in range(0, len(gone), BATCH):
        kept.filter(pk__in=gone[first : first + BATCH]).delete()
    kept.model.objects.bulk_create(
        [line for line in new if _place(line) not in settled], batch_size=BATCH
    )
    return not was or was == now


def _sums_of(lines: Iterable[OrganCount] | Iterable[ItemCount]) -> Lines:
    return summed((_place(line), {name: getattr(line, name) for name in COLUMNS}) for line in lines)


def _place(line: OrganCount | ItemCount) -> tuple[int, str, datetime.date]:
    if isinstance(line, OrganCount):
        return line.organ_id, line.emphasis, line.due_on
    return line.item_id, line.tier, line.due_on
