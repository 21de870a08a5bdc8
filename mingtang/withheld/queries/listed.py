"""The things and the looks that the figures of `figures` count, one by one, page by page."""

import datetime
from collections.abc import Iterable
from enum import StrEnum
from itertools import chain
from typing import Any

from django.db.models import F, Q, QuerySet

from mingtang.catalogue.choices import Audience
from mingtang.disclosure.models import Disclosure
from mingtang.issued.models import IssuedDocument
from mingtang.organs.models import County, Organ
from mingtang.withheld.choices import Result
from mingtang.withheld.models import Examination
from mingtang.withheld.queries.figures import due_in
from mingtang.withheld.queries.standing import documents, due_before, publications

Listed = Disclosure | IssuedDocument | Examination


class Way(StrEnum):
    """What is listed: things withheld, or looks at them; the words of an address.

    NOW and WAITING are of today, the others of the looks that were due in one year.
    """

    NOW = "now"
    WAITING = "waiting"
    DUE = "due"
    IN_TIME = "in_time"
    LATE = "late"
    OVERDUE = "overdue"
    RELEASED = "released"


OF_TODAY = (Way.NOW, Way.WAITING)
THINGS = (*OF_TODAY, Way.DUE, Way.OVERDUE)
LOOKS = {
    Way.DUE: Q(),
    Way.IN_TIME: Q(late_by__lte=0),
    Way.LATE: Q(late_by__gt=0),
    Way.RELEASED: Q(result=Result.RELEASED),
}


class InTurn:
    """Several queries read one after the other as if they were one list."""

    def __init__(self, parts: Iterable[QuerySet[Any]]) -> None:
        self._parts = list(parts)
        self._counts = [part.count() for part in self._parts]

    def __len__(self) -> int:
        return sum(self._counts)

    def __getitem__(self, index: slice) -> Iterable[Listed]:
        """Of a part that the slice does not touch nothing is asked."""
        found: list[Iterable[Listed]] = []
        start, stop = index.start or 0, len(self) if index.stop is None else index.stop
        for part, count in zip(self._parts, self._counts, strict=True):
            if start < count and stop > 0:
                found.append(part[max(start, 0) : stop])
            start, stop = start - count, stop - count
        return chain.from_iterable(found)


def listed(
    county: County, way: Way, on: datetime.date, *, year: int, organ: Organ | None, ground: str
) -> InTurn:
    """As many as the figure says, of one organ or of all, on one ground or on any."""
    organs = None if organ is None else [organ.pk]
    parts: list[QuerySet[Any]] = []
    if way in LOOKS:
        looks = _looks(county, organ).filter(LOOKS[way], due_on__year=year)
        parts.append(looks.filter(ground=ground) if ground else looks)
    if way in THINGS:
        published = publications(county, organs).filter(audience=Audience.PUBLIC)
        registered = documents(county, organs)
        if way != Way.NOW:
            old = due_before(county, on) if way == Way.WAITING else due_in(county, year, on)
            published = published.filter(old["disclosure"])
            registered = registered.filter(old["document"])
        if ground:
            published = published.filter(current__exemption=ground)
            registered = registered.filter(current__ground=ground)
        parts += [rows.order_by(F("looked_at"), "pk") for rows in (published, registered)]
    return InTurn(parts)


def _looks(county: County, organ: Organ | None) -> QuerySet[Examination]:
    """Those at what everybody may read of, the latest first."""
    public = Q(disclosure__audience=Audience.PUBLIC) | Q(disclosure=None)
    found = Examination.objects.filter(public, organ__county=county)
    if organ is not None:
        found = found.filter(organ=organ)
    return found.select_related("organ", "disclosure", "document__organ").order_by(
        "-examined_at", "-pk"
    )
