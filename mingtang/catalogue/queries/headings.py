"""What a table would be called as an edition, before anybody says so."""

import datetime
from collections.abc import Mapping
from dataclasses import replace

from django.db.models import F, Q

from mingtang.catalogue.models import ImportedRow, ImportedTable, Item, Standard
from mingtang.catalogue.queries.standards import in_force
from mingtang.catalogue.rules.official.drafting import Heading
from mingtang.catalogue.rules.official.naming import (
    bare_name,
    own_title,
    title_above,
    title_by_matters,
)

TITLE_AT_MOST = 200


def usual_heading(table: ImportedTable, on: datetime.date) -> Heading:
    """What is offered: the table's own name, and next year's first day. Four queries.

    What was taken out of an edition, or has most of its matters, keeps the name of that edition.
    Settings are those of that edition, else of the one in force.
    """
    above = [line for around in table.around for line in around["above"]]
    known = table.county.standards.filter(Q(to_on=None) | Q(to_on__lt=F("from_on")))
    editions = {one.title: one for one in known.order_by("from_on", "id")}
    title = title_above(above, editions) or title_by_matters(
        ImportedRow.objects.filter(table=table).values_list("level1", "level2"),
        _matters(editions),
    )
    like = editions[title] if title else in_force(table.county, on).last()
    year = on.year + 1
    heading = Heading(
        title=title or own_title(above, table.name)[:TITLE_AT_MOST],
        edition=f"{year}年版",
        from_on=datetime.date(year, 1, 1),
    )
    if like is None:
        return heading
    return replace(
        heading,
        at_once_days=like.at_once_days,
        pre_disclosure_days=like.pre_disclosure_days,
    )


def name_beside(table: ImportedTable, taken: str) -> str:
    """Another name for a table than the one that is taken: its own, else that of its file."""
    above = [line for around in table.around for line in around["above"]]
    names = (own_title(above, table.name)[:TITLE_AT_MOST], bare_name(table.name))
    return next((name for name in names if name != taken), "")


def _matters(editions: Mapping[str, Standard]) -> dict[str, list[tuple[str, str]]]:
    """By title, both levels of each item. One query."""
    found: dict[str, list[tuple[str, str]]] = {}
    items = Item.objects.filter(standard__in=editions.values())
    for title, *matter in items.values_list("standard__title", "level1", "level2"):
        found.setdefault(title, []).append((matter[0], matter[1]))
    return found
