"""All that organs withhold as one list: publications and documents, what is due first in front."""

import datetime
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

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
MOST_WORDS, MOST_COLUMNS = 5, 2
AT_ONCE = 500
# The number as it stands on a document: see `issued.rules.numbers.Number`.
WRITTEN = Concat(
    "series",
    Value("〔"),
    Cast("year", CharField()),
    Value("〕"),
    Cast("serial", CharField()),
    Value("号"),
    output_field=CharField(),
)


class Order(StrEnum):
    """What stands in front; the words of an address."""

    DUE = "due"
    LONGEST = "longest"
    ORGAN = "organ"


class Kind(StrEnum):
    """What is withheld: a duty answered so, or a document in the register."""

    PUBLICATION = "publication"
    DOCUMENT = "document"


# By which columns of publications, and of documents.
COLUMNS: dict[Order, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Order.DUE: ((), ()),
    Order.LONGEST: (("first_published_at",), ("issued_at",)),
    Order.ORGAN: (("organ__order", "organ_id"), ("organ__order", "organ_id")),
}


@dataclass(frozen=True)
class Listing:
    """Counted and cut by the database: its length costs two queries, a page of it three, however
    long it is."""

    county: County
    published: QuerySet[Any]
    registered: QuerySet[Any]
    order: Order = Order.DUE

    def __len__(self) -> int:
        return self.published.count() + self.registered.count()

    def __getitem__(self, page: slice) -> list[Withheld]:
        """What was looked at first is due first; `order` may put something before that."""
        keys = list(self._keys()[page])
        published = self.published.in_bulk(
            [key for *_places, kind, key in keys if kind == PUBLICATION]
        )
        registered = self.registered.in_bulk(
            [key for *_places, kind, key in keys if kind == DOCUMENT]
        )
        return [
            of_publication(published[key], self.county)
            if kind == PUBLICATION
            else of_document(registered[key], self.county)
            for *_places, kind, key in keys
        ]

    def overdue(self, on: datetime.date) -> int:
        """How many should have been looked at by that day. Two queries."""
        before = due_before(self.county, on)
        return (
            self.published.filter(before["disclosure"]).count()
            + self.registered.filter(before["document"]).count()
        )

    def each(self) -> Iterator[Withheld]:
        """All of it, some hundred at a time."""
        start = 0
        while found := self[start : start + AT_ONCE]:
            yield from found
            start += AT_ONCE

    def sorted_by(self, order: Order) -> "Listing":
        return replace(self, order=order)

    def due(self, *, before: datetime.date | None, since: datetime.date | None) -> "Listing":
        """To be looked at again before that day, or on it and after: either may be left out."""
        found = self
        if before is not None:
            wanted = due_before(self.county, before)
            found = _filtered(found, wanted["disclosure"], wanted["document"])
        if since is not None:
            earlier = due_before(self.county, since)
            found = _filtered(found, ~earlier["disclosure"], ~earlier["document"])
        return found

    def of_kind(self, kind: Kind) -> "Listing":
        if kind == Kind.PUBLICATION:
            return replace(self, registered=self.registered.none())
        return replace(self, published=self.published.none())

    def on_ground(self, ground: str) -> "Listing":
        return _filtered(self, Q(current__exemption=ground), Q(current__ground=ground))

    def with_words(self, words: str) -> "Listing":
        """Each of the words stands in the title, the number or the organ's name."""
        found = replace(self, registered=self.registered.annotate(written=WRITTEN))
        for word in words.split()[:MOST_WORDS]:
            organ = Q(organ__name__icontains=word)
            found = _filtered(
                found,
                organ | Q(title__icontains=word),
                organ | Q(written__icontains=word) | Q(current__title__icontains=word),
            )
        return found

    def _keys(self) -> QuerySet[Any, Any]:
        """Which of the two, and its key."""
        published, registered = (
            rows.order_by()
            .annotate(kind=Value(kind), **_in_front(columns))
            .values_list("place_0", "place_1", "looked_at", "kind", "pk")
            for rows, kind, columns in zip(
                (self.published, self.registered),
                (PUBLICATION, DOCUMENT),
                COLUMNS[self.order],
                strict=True,
            )
        )
        keys: QuerySet[Any, Any] = published.union(registered, all=True)
        return keys.order_by("place_0", "place_1", "looked_at", "kind", "pk")


def _filtered(listing: Listing, published: Q, registered: Q) -> Listing:
    return replace(
        listing,
        published=listing.published.filter(published),
        registered=listing.registered.filter(registered),
    )


def _in_front(columns: Sequence[str]) -> dict[str, Any]:
    """Two columns to sort by before all others; where there is nothing to sort by, the same."""
    return {
        f"place_{n}": F(columns[n]) if n < len(columns) else Value(0) for n in range(MOST_COLUMNS)
    }


def withheld_listing(
    county: County, organs: Collection[int] | None, *, inside: Collection[int]
) -> Listing:
    """Of these organs, or of the county; what concerns an organ's own people alone of those in
    `inside`."""
    shown = ~Q(audience=Audience.INTERNAL) | Q(organ__in=inside)
    return Listing(county, publications(county, organs).filter(shown), documents(county, organs))
