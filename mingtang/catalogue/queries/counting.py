"""Where duties count, as they stand."""

import datetime
from collections.abc import Iterable, Iterator

from django.db.models import Count, Q, QuerySet, Sum

from mingtang.catalogue.choices import Audience, DutyState
from mingtang.catalogue.models import Duty, ItemCount, OrganCount
from mingtang.catalogue.rules.counting import (
    COLUMNS,
    KEPT,
    LATE_DONE,
    NIL,
    NIL_LATE,
    OPEN,
    WITHHELD,
    WITHHELD_LATE,
    Lines,
    Spot,
    columns_of,
    summed,
)
from mingtang.organs.models import County

_FULFILLED = Q(state=DutyState.FULFILLED)
_NIL, _WITHHELD = Q(state=DutyState.NIL), Q(state=DutyState.WITHHELD)
_SUMS = {
    OPEN: Count("id", filter=Q(state=DutyState.OPEN)),
    KEPT: Count("id", filter=_FULFILLED & Q(late_by__lte=0)),
    LATE_DONE: Count("id", filter=_FULFILLED & Q(late_by__gt=0)),
    NIL: Count("id", filter=_NIL),
    NIL_LATE: Count("id", filter=_NIL & Q(late_by__gt=0)),
    WITHHELD: Count("id", filter=_WITHHELD),
    WITHHELD_LATE: Count("id", filter=_WITHHELD & Q(late_by__gt=0)),
}
Counted = tuple[int, str, datetime.date, dict[str, int]]


def spots(duties: Iterable[Duty]) -> list[Spot]:
    """Where these count as they are now; take it before a change and again after it."""
    return [
        Spot(duty.organ_id, duty.item_id, duty.due_on, column)
        for duty in duties
        for column in columns_of(duty.state, duty.late_by)
    ]


def by_organ_now(county: County) -> Iterator[Counted]:
    """What its duties come to, by organ, emphasis and due day; one query."""
    return _counted(county, "organ_id", "item__emphasis")


def by_item_now(county: County) -> Iterator[Counted]:
    """The same by item, tier and due day; one query."""
    return _counted(county, "item_id", "organ__tier")


def do_counts_hold(county: County) -> bool:
    """Whether the sums behind every scoreboard are what the duties come to; four queries."""
    organs = OrganCount.objects.filter(organ__county=county)
    items = ItemCount.objects.filter(item__standard__county=county)
    return _kept(organs, "organ_id", "emphasis") == _lines(by_organ_now(county)) and _kept(
        items, "item_id", "tier"
    ) == _lines(by_item_now(county))


def _counted(county: County, key: str, kind: str) -> Iterator[Counted]:
    public = Duty.objects.filter(organ__county=county, item__audience=Audience.PUBLIC)
    names = (key, kind, "due_on")
    found = public.exclude(state=DutyState.VOID).order_by().values(*names).annotate(**_SUMS)
    # All at once: for a cursor PostgreSQL plans a walk by index, which takes many times as long.
    for one, other, day, *counts in found.values_list(*names, *_SUMS):
        yield one, other, day, dict(zip(_SUMS, counts, strict=True))


def _kept(lines: QuerySet[OrganCount] | QuerySet[ItemCount], key: str, kind: str) -> Lines:
    names = (key, kind, "due_on")
    sums = {f"sum_{column}": Sum(column) for column in COLUMNS}
    rows = lines.order_by().values(*names).annotate(**sums).values_list(*names, *sums)
    return _lines(
        (one, other, day, dict(zip(COLUMNS, counts, strict=True)))
        for one, other, day, *counts in rows
    )


def _lines(counted: Iterable[Counted]) -> Lines:
    return summed(((one, other, day), counts) for one, other, day, counts in counted)
