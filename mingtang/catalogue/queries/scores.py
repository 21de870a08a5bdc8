"""What duties add up to by organ, tier, item, field or month, in a bounded number of rows.

A county may owe millions of duties. Sums over all of them come from the counts that each act
enters; what is narrowed to one organ or one item is small, and is summed from the duties.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from django.db.models import Count, F, Model, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncMonth

from mingtang.catalogue.choices import Audience, DutyState
from mingtang.catalogue.models import Duty, Item, ItemCount, OrganCount
from mingtang.catalogue.queries.owed import COLUMNS, counted_ways
from mingtang.catalogue.rules.bodies import fields_of
from mingtang.catalogue.rules.counting import COLUMNS as KEPT_COLUMNS
from mingtang.catalogue.rules.standing import Tally
from mingtang.organs.models import County

Rows = TypeVar("Rows", bound=Model)
# Ours, no law's: so many duties are summed anew while somebody waits for a page.
MOST_COUNTED = 10_000
# Of an item that falls to no field in particular, as the word of an address and of the tables.
NO_FIELD = "none"


class By(StrEnum):
    """What the rows of a scoreboard are."""

    ORGAN = "organ"
    TIER = "tier"
    ITEM = "item"
    FIELD = "field"
    MONTH = "month"


@dataclass(frozen=True)
class Narrowed:
    """Which duties are meant. `organ` is a key, `code` that of an item; the days both included.

    `codes`: of several items, such as those of a law; None where it is not asked.
    """

    since: datetime.date | None = None
    until: datetime.date | None = None
    tier: str = ""
    emphasis: str = ""
    field: str = ""
    organ: int | None = None
    code: str = ""
    codes: frozenset[str] | None = None

    @property
    def is_small(self) -> bool:
        """One organ or one item: few enough to be summed one by one."""
        return self.organ is not None or bool(self.code)

    @property
    def is_of_items(self) -> bool:
        """Narrowed to some of the items; of these no sums by organ are kept."""
        return bool(self.field) or self.codes is not None


@dataclass(frozen=True)
class Named:
    """An item as the rows call it: its newest wording, and the fields that it is for."""

    code: str
    name: str
    object_id: object
    order: tuple[int, ...]


def scores(county: County, by: By, narrowed: Narrowed, on: datetime.date) -> dict[Any, Tally]:
    """By the key of an organ, a tier, the code of an item, a field or the first day of a month.

    An item that is for several fields counts in each of them, and one for none in `NO_FIELD`.
    Two queries at most.
    """
    fields = fields_of_items(county) if by is By.FIELD or narrowed.field else {}
    named = [item for item, own in fields.items() if narrowed.field in own]
    if _is_of_duties(by, narrowed):
        found = _of_duties(county, by, narrowed, named, on)
    else:
        found = _of_counts(county, by, narrowed, named, on)
    return _by_field(found, fields, narrowed.field) if by is By.FIELD else found


def do_scores_hold(county: County, by: By, narrowed: Narrowed, on: datetime.date) -> bool:
    """Whether such sums are what the duties themselves come to, for a page that shows them.

    Of more duties than a page can wait for, only whether the counts by organ and those by item
    come to the same on each day. Four queries at most, and none where nothing is kept.
    """
    if _is_of_duties(by, narrowed):
        return True
    named: list[int] = []
    if narrowed.field:
        fields = fields_of_items(county)
        named = [item for item, own in fields.items() if narrowed.field in own]
    some = narrowed_duties(_public(county), narrowed, named).values("pk")[: MOST_COUNTED + 1]
    if some.count() > MOST_COUNTED:
        organs = OrganCount.objects.filter(organ__county=county)
        items = ItemCount.objects.filter(item__standard__county=county)
        return _by_day(organs) == _by_day(items)
    kept = _of_counts(county, by, narrowed, named, on)
    return kept == _of_duties(county, by, narrowed, named, on)


def _is_of_duties(by: By, narrowed: Narrowed) -> bool:
    """Whether it is summed from the duties: few, or what no count tells apart."""
    return narrowed.is_small or (narrowed.is_of_items and by is By.ORGAN)


def _of_counts(
    county: County, by: By, narrowed: Narrowed, named: list[int], on: datetime.date
) -> dict[Any, Tally]:
    if by in (By.ITEM, By.FIELD) or narrowed.is_of_items:
        return _of_items(county, by, narrowed, named, on)
    return _of_organs(county, by, narrowed, on)


def _by_day(rows: QuerySet[Any, Any]) -> list[tuple[Any, ...]]:
    """What kept counts come to on each day, whatever they are by; what is nothing is left out."""
    sums = {f"sum_{column}": Sum(column) for column in KEPT_COLUMNS}
    found = rows.order_by("due_on").values("due_on").annotate(**sums)
    return [line for line in found.values_list("due_on", *sums) if any(line[1:])]


def names_of_items(county: County) -> dict[str, Named]:
    """By code, as the newest edition words it, in the order of the catalogue. One query."""
    items = Item.objects.filter(standard__county=county, audience=Audience.PUBLIC)
    rows = items.order_by("standard__from_on", "standard_id", "order", "id").values_list(
        "code", "level2", "object_id", "standard_id", "order"
    )
    return {
        code: Named(code, name, pk, (edition, order)) for code, name, pk, edition, order in rows
    }


def narrowed_duties(
    duties: QuerySet[Duty], narrowed: Narrowed, items: Iterable[int]
) -> QuerySet[Duty]:
    """The same of the duties themselves; `items` are those of the field, where one is named."""
    found = _in(duties, narrowed)
    if narrowed.tier:
        found = found.filter(organ__tier=narrowed.tier)
    if narrowed.emphasis:
        found = found.filter(item__emphasis=narrowed.emphasis)
    if narrowed.field:
        found = found.filter(item__in=list(items))
    if narrowed.organ is not None:
        found = found.filter(organ=narrowed.organ)
    if narrowed.codes is not None:
        found = found.filter(item__code__in=narrowed.codes)
    return found.filter(item__code=narrowed.code) if narrowed.code else found


def fields_of_items(county: County) -> dict[int, tuple[str, ...]]:
    """By the key of each public item, of every edition, the fields it counts in."""
    items = Item.objects.filter(standard__county=county, audience=Audience.PUBLIC)
    return {
        pk: tuple(fields_of(bodies, about) or (NO_FIELD,))
        for pk, bodies, about in items.values_list("pk", "bodies", "fields")
    }


def _in(rows: QuerySet[Rows], narrowed: Narrowed) -> QuerySet[Rows]:
    if narrowed.since:
        rows = rows.filter(due_on__gte=narrowed.since)
    return rows.filter(due_on__lte=narrowed.until) if narrowed.until else rows


def _public(county: County) -> QuerySet[Duty]:
    """All that count anywhere."""
    found = Duty.objects.filter(organ__county=county, item__audience=Audience.PUBLIC)
    return found.exclude(state=DutyState.VOID).order_by()


def _of_duties(
    county: County, by: By, narrowed: Narrowed, named: list[int], on: datetime.date
) -> dict[Any, Tally]:
    ways = counted_ways(on)
    sums = {column: Count("id", filter=ways[way]) for column, way in COLUMNS.items()}
    key = {
        By.ORGAN: F("organ_id"),
        By.TIER: F("organ__tier"),
        By.ITEM: F("item__code"),
        By.FIELD: F("item_id"),
        By.MONTH: TruncMonth("due_on"),
    }[by]
    found = narrowed_duties(_public(county), narrowed, named)
    return _tallies(found.annotate(key=key).values("key").annotate(**sums).order_by("key"))


def _of_items(
    county: County, by: By, narrowed: Narrowed, named: list[int], on: datetime.date
) -> dict[Any, Tally]:
    found = _in(ItemCount.objects.filter(item__standard__county=county), narrowed)
    if narrowed.tier:
        found = found.filter(tier=narrowed.tier)
    if narrowed.emphasis:
        found = found.filter(item__emphasis=narrowed.emphasis)
    if narrowed.field:
        found = found.filter(item__in=named)
    if narrowed.codes is not None:
        found = found.filter(item__code__in=narrowed.codes)
    key = {
        By.TIER: F("tier"),
        By.ITEM: F("item__code"),
        By.FIELD: F("item_id"),
        By.MONTH: TruncMonth("due_on"),
    }[by]
    return _tallies(_summed(found.annotate(key=key).values("key"), on))


def _of_organs(county: County, by: By, narrowed: Narrowed, on: datetime.date) -> dict[Any, Tally]:
    found = _in(OrganCount.objects.filter(organ__county=county), narrowed)
    if narrowed.tier:
        found = found.filter(organ__tier=narrowed.tier)
    if narrowed.emphasis:
        found = found.filter(emphasis=narrowed.emphasis)
    key = {
        By.ORGAN: F("organ_id"),
        By.TIER: F("organ__tier"),
        By.MONTH: TruncMonth("due_on"),
    }[by]
    return _tallies(_summed(found.annotate(key=key).values("key"), on))


def _summed(rows: QuerySet[Any, Any], on: datetime.date) -> Iterable[Mapping[str, Any]]:
    late, rest = Q(due_on__lt=on), Q(due_on__gte=on)
    found: QuerySet[Any, Any] = rows.annotate(
        late_open=Coalesce(Sum("open", filter=late), 0),
        not_due=Coalesce(Sum("open", filter=rest), 0),
        done=Sum("kept"),
        done_late=Sum("late_done"),
        nils=Sum("nil"),
        held=Sum("withheld"),
        nils_late=Sum("nil_late"),
        held_late=Sum("withheld_late"),
    )
    return found.order_by("key")


# What a sum is called where a column has its name already.
NAMES = {
    "kept": "done",
    "late_done": "done_late",
    "nil": "nils",
    "withheld": "held",
    "nil_late": "nils_late",
    "withheld_late": "held_late",
}


def _tallies(rows: Iterable[Mapping[str, Any]]) -> dict[Any, Tally]:
    """What adds up to nothing is left out."""
    found = {
        row["key"]: Tally(**{c: row[c if c in row else NAMES[c]] for c in COLUMNS}) for row in rows
    }
    return {key: tally for key, tally in found.items() if tally != Tally()}


def _by_field(
    by_item: Mapping[int, Tally], fields: Mapping[int, tuple[str, ...]], only: str
) -> dict[str, Tally]:
    found: dict[str, Tally] = {}
    for item, tally in by_item.items():
        for field in fields[item]:
            if only in ("", field):
                found[field] = found.get(field, Tally()) + tally
    return found
