"""All that organs withhold as one list: publications and documents, what is due first in front."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, Value

from mingtang.catalogue.choices import Audience
from mingtang.organs.models import County
from mingtang.withheld.queries.standing import (
    Withheld,
    documents,
    due_before,
    of_document,
    of_publication,
    publications,
)

PUBLICATION, DOCUMENT = 0, 1


@dataclass(frozen=True)
class Listing:
    """Counted and cut by the database: its length costs two queries, a page of it three, however
    long it is."""

    county: County
    published: QuerySet[Any]
    registered: QuerySet[Any]

    def __len__(self) -> int:
        return self.published.count() + self.registered.count()

    def __getitem__(self, page: slice) -> list[Withheld]:
        """What was looked at first is due first."""
        keys = list(self._keys()[page])
        published = self.published.in_bulk([key for _at, kind, key in keys if kind == PUBLICATION])
        registered = self.registered.in_bulk([key for _at, kind, key in keys if kind == DOCUMENT])
        return [
            of_publication(published[key], self.county)
            if kind == PUBLICATION
            else of_document(registered[key], self.county)
            for _at, kind, key in keys
        ]

    def overdue(self, on: datetime.date) -> int:
        """How many should have been looked at by that day. Two queries."""
        before = due_before(self.county, on)
        return (
            self.published.filter(before["disclosure"]).count()
            + self.registered.filter(before["document"]).count()
        )

    def _keys(self) -> QuerySet[Any, Any]:
        published, registered = (
            rows.order_by().annotate(kind=Value(kind)).values_list("looked_at", "kind", "pk")
            for rows, kind in ((self.published, PUBLICATION), (self.registered, DOCUMENT))
        )
        keys: QuerySet[Any, Any] = published.union(registered, all=True)
        return keys.order_by("looked_at", "kind", "pk")


def withheld_listing(
    county: County, organs: Collection[int] | None, *, inside: Collection[int]
) -> Listing:
    """Of these organs, or of the county; what concerns an organ's own people alone of those in
    `inside`."""
    shown = ~Q(audience=Audience.INTERNAL) | Q(organ__in=inside)
    return Listing(county, publications(county, organs).filter(shown), documents(county, organs))
