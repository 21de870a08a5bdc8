"""What was said of numbers that have no document, and what became of it."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from mingtang.issued.models import GapExplanation
from mingtang.issued.rules.explaining import stretches
from mingtang.issued.rules.numbers import Gap, Number
from mingtang.organs.models import County, Organ


@dataclass(frozen=True)
class Missing:
    """Numbers that are missing one after the other, and what was said of all of them, if anything
    was."""

    series: str
    year: int
    gap: Gap
    said: GapExplanation | None

    @property
    def numbers(self) -> str:
        return f"{self.series}〔{self.year}〕{self.gap}号"


@dataclass(frozen=True)
class Past:
    """What was said and does not explain all of its numbers any more.

    `later`: those under which a document was registered while it stood; for them it is over.
    """

    said: GapExplanation
    later: list[int]


# A number, and when a document was put on the register under it.
Registered = tuple[Number, datetime.datetime]


def explanations_of(organ: Organ, year: int) -> list[GapExplanation]:
    """Those that were withdrawn too, in the order in which they were said. One query."""
    found = GapExplanation.objects.filter(organ=organ, year=year)
    return list(found.select_related("organ", "said_for").order_by("said_at", "id"))


def standing_explanations(organ: Organ, series: str, year: int) -> list[GapExplanation]:
    """One query."""
    found = GapExplanation.objects.filter(
        organ=organ, series=series, year=year, withdrawn_at__isnull=True
    )
    return list(found.order_by("first"))


def explanations_in(county: County) -> QuerySet[GapExplanation]:
    """All of a county, by when they were said."""
    found = GapExplanation.objects.filter(organ__county=county)
    return found.select_related("organ", "said_for").order_by("pk")


def missing_with_reasons(
    series: str, year: int, gaps: Sequence[Gap], explained: Sequence[GapExplanation]
) -> list[Missing]:
    """Each gap of a series, cut where what was said of it changes. No query."""
    said = [one for one in explained if one.series == series and one.stands]
    pieces = stretches(gaps, [one.gap for one in said])
    return [
        Missing(series, year, gap, None if place is None else said[place]) for gap, place in pieces
    ]


def past_explanations(
    explained: Sequence[GapExplanation],
    missing: Sequence[Missing],
    registered: Collection[Registered],
) -> list[Past]:
    """Those that were withdrawn, those under whose numbers a document was registered since, and
    those of which no number is missing any more. No query."""
    explaining = {one.said.pk for one in missing if one.said}
    told = [Past(one, _later(one, registered)) for one in explained]
    return [one for one in told if one.later or one.said.pk not in explaining]


def _later(one: GapExplanation, registered: Collection[Registered]) -> list[int]:
    found = {
        number.serial
        for number, at in registered
        if (number.series, number.year) == (one.series, one.year)
        and one.first <= number.serial <= one.last
        and one.said_at <= at
        and (one.withdrawn_at is None or at < one.withdrawn_at)
    }
    return sorted(found)
