"""How much each organ withholds, on which grounds, and whether it looks again when due.

Of publications those that everybody may read of, and every document of the register.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast

from django.db.models import Count, F, Min, Q, QuerySet

from mingtang.catalogue.choices import Audience
from mingtang.foundation.clock import day_of
from mingtang.organs.models import County, Organ
from mingtang.withheld.choices import Result
from mingtang.withheld.models import Examination
from mingtang.withheld.queries.standing import documents, due_before, publications
from mingtang.withheld.rules.terms import Looked, next_look


@dataclass
class Figures:
    """Of one organ."""

    looked: Looked = Looked()
    by_ground: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, looked: Looked) -> None:
        self.looked += looked


def figures(
    county: County, on: datetime.date, *, year: int, organ: Organ | None = None
) -> dict[int, Figures]:
    """By the organ's key; those that never withheld anything are left out. Three queries.

    A look counts in the `year` in which it was due, however late it was taken, or if it was not.
    """
    organs = None if organ is None else [organ.pk]
    old = due_before(county, on)
    due = due_in(county, year, on)
    found: dict[int, Figures] = defaultdict(Figures)
    for rows, ground, ways in (
        (
            publications(county, organs).filter(audience=Audience.PUBLIC),
            F("current__exemption"),
            (old["disclosure"], due["disclosure"]),
        ),
        (documents(county, organs), F("current__ground"), (old["document"], due["document"])),
    ):
        for row in _counted(rows, ground, *ways):
            of_organ = found[row["organ_id"]]
            of_organ.by_ground[row["ground"]] += row["all"]
            of_organ.add(Looked(row["all"], waiting=row["old"], overdue=row["due"]))
    for row in _looks(county, organs, year):
        found[row["organ_id"]].add(
            Looked(in_time=row["in_time"], late=row["late"], released=row["released"])
        )
    return dict(found)


def years_of(county: County, on: datetime.date) -> list[int]:
    """In which looks were due, this one and the one before at least, the latest first."""
    looked = Examination.objects.filter(organ__county=county).aggregate(on=Min("due_on"))["on"]
    since = [
        next_look(day_of(at), county.look_again_months)
        for rows in (publications(county), documents(county))
        if (at := rows.aggregate(at=Min("looked_at"))["at"])
    ]
    first = min(day.year for day in [*since, looked or on, on])
    return list(range(on.year, min(first, on.year - 1) - 1, -1))


def due_in(county: County, year: int, on: datetime.date) -> dict[str, Q]:
    """What was due in that year, before `on`, and was not looked at since."""
    first, end = datetime.date(year, 1, 1), datetime.date(year + 1, 1, 1)
    earlier, until = due_before(county, first), due_before(county, min(end, on))
    return {name: until[name] & ~earlier[name] for name in until}


def _counted(rows: QuerySet[Any], ground: F, overdue: Q, of_year: Q) -> Iterable[dict[str, Any]]:
    grouped = rows.order_by().values("organ_id", ground=ground)
    return cast(
        Iterable[dict[str, Any]],
        grouped.annotate(
            all=Count("pk"),
            old=Count("pk", filter=overdue),
            due=Count("pk", filter=of_year),
        ),
    )


def _looks(county: County, organs: list[int] | None, year: int) -> Iterable[dict[str, Any]]:
    public = Q(disclosure__audience=Audience.PUBLIC) | Q(disclosure=None)
    rows = Examination.objects.filter(public, organ__county=county, due_on__year=year)
    if organs is not None:
        rows = rows.filter(organ__in=organs)
    grouped = rows.order_by().values("organ_id")
    return cast(
        Iterable[dict[str, Any]],
        grouped.annotate(
            in_time=Count("pk", filter=Q(late_by__lte=0)),
            late=Count("pk", filter=Q(late_by__gt=0)),
            released=Count("pk", filter=Q(result=Result.RELEASED)),
        ),
    )
