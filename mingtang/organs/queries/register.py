"""The register of organs: what stands, what it was called, what became of it."""

import datetime
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from mingtang.foundation.prose import clean_line
from mingtang.organs.choices import Field, SuccessionKind, Tier
from mingtang.organs.models import (
    County,
    LeadingGroup,
    OpennessOffice,
    Organ,
    OrganField,
    OrganName,
    Place,
    Post,
    Succession,
)
from mingtang.organs.queries.posts import on_that_day
from mingtang.organs.rules import succession


def organs_of(
    county: County, *, tier: Tier | None = None, with_dissolved: bool = False
) -> QuerySet[Organ]:
    """The county's organs in the order of the page; those that still stand, unless asked."""
    organs = Organ.objects.filter(county=county).order_by("tier", "order", "id")
    if tier is not None:
        organs = organs.filter(tier=tier)
    return organs if with_dissolved else organs.filter(dissolved_on__isnull=True)


def standing_on(on: datetime.date) -> Q:
    """Organs not dissolved by that day. `dissolved_on` is the first day without the organ."""
    return Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=on)


def organs_named(county: County, words: str) -> QuerySet[Organ]:
    """Organs that are called so, or ever were, in part or whole; dissolved ones too.

    None where nothing was typed that can be seen.
    """
    asked = clean_line(words)
    names = OrganName.objects.filter(organ__county=county, name__icontains=asked)
    found = organs_of(county, with_dissolved=True).filter(pk__in=names.values("organ"))
    return found if asked else found.none()


class Called(NamedTuple):
    """An organ of that name: `once` is the past name that was asked for, empty for today's.

    `now` answers for it today: itself while it stands, None where nobody took over.
    """

    organ: Organ
    once: str
    now: Organ | None


def called(county: County, words: str, most: int) -> list[Called]:
    """Organs by present or past name, dissolved ones too; none where more than `most` would fit.

    Four queries at most.
    """
    organs = list(organs_named(county, words)[: most + 1])
    if not organs or len(organs) > most:
        return []
    asked = clean_line(words)
    names = OrganName.objects.filter(organ__in=organs, name__icontains=asked).order_by("id")
    once = dict(names.values_list("organ_id", "name"))
    now = _answering(county, organs)
    return [
        Called(organ, "" if asked in organ.name else once[organ.pk], now.get(organ.pk))
        for organ in organs
    ]


def _answering(county: County, organs: list[Organ]) -> dict[int, Organ]:
    """Who answers today for each; those for whom nobody does are left out."""
    standing = {organ.pk: organ for organ in organs if not organ.is_dissolved}
    if len(standing) == len(organs):
        return standing
    after = _successors(county.pk)
    final = {organ.pk: succession.final(organ.pk, after) for organ in organs}
    heirs = Organ.objects.filter(dissolved_on__isnull=True).in_bulk(set(final.values()))
    return {pk: heirs[heir] for pk, heir in final.items() if heir in heirs}


def successors(organ: Organ) -> Organ | None:
    """The organ that answers today for what was its own; itself while it stands.

    None where it was dissolved and nobody took over. Two queries at most.
    """
    if not organ.is_dissolved:
        return organ
    final = succession.final(organ.pk, _successors(organ.county_id))
    return Organ.objects.filter(pk=final, dissolved_on__isnull=True).first()


def answering_on(asked: Iterable[tuple[Organ, datetime.date | None]]) -> list[Organ | None]:
    """Of organs of one county, who answered for each on a day, or answers today (None): the organ
    itself while it stood.

    None where nobody had taken over that stood then. Two queries at most, however many there are.
    """
    pairs = list(asked)
    gone = next((organ for organ, on in pairs if not _stands(organ, on)), None)
    if gone is None:
        return [organ for organ, _on in pairs]
    after = _successors(gone.county_id)
    ways = [succession.way(organ.pk, after)[1:] for organ, _on in pairs]
    heirs = Organ.objects.in_bulk({pk for way in ways for pk in way})
    return [
        next((one for one in (organ, *map(heirs.get, way)) if one and _stands(one, on)), None)
        for (organ, on), way in zip(pairs, ways, strict=True)
    ]


def _stands(organ: Organ, on: datetime.date | None) -> bool:
    return organ.stands_on(on) if on else not organ.is_dissolved


def ended_into(county: County) -> list[tuple[Organ, Organ]]:
    """Every organ that has ended, with the one that answers for it today. Three queries at most.

    Those for which nobody does are left out.
    """
    gone = list(organs_of(county, with_dissolved=True).filter(dissolved_on__isnull=False))
    now = _answering(county, gone)
    return [(organ, now[organ.pk]) for organ in gone if organ.pk in now]


def ended_without_successor(county: County) -> list[Organ]:
    """Those that have ended and for which nobody answers today, the latest end last."""
    gone = organs_of(county, with_dissolved=True).filter(dissolved_on__isnull=False)
    answered = {organ.pk for organ, _heir in ended_into(county)}
    return [one for one in gone.order_by("dissolved_on", "id") if one.pk not in answered]


def predecessors(organ: Organ) -> list[Organ]:
    """All whose place it took, by whatever way, the earliest first. Two queries."""
    found = succession.succeeded_by(organ.pk, _successors(organ.county_id))
    by_id = Organ.objects.in_bulk(found)
    return [by_id[pk] for pk in found]


def ends_of(organs: Iterable[Organ]) -> dict[int, Succession]:
    """By the key of each that was merged or dissolved, how, and into which. One query."""
    found = Succession.objects.filter(organ__in=organs).exclude(kind=SuccessionKind.RENAMED)
    return {one.organ_id: one for one in found.select_related("successor").order_by("id")}


def merged_away(county: County) -> list[UUID]:
    """The objects of those that were merged into another. One query."""
    merged = Succession.objects.filter(organ__county=county, kind=SuccessionKind.MERGED)
    return list(merged.order_by("id").values_list("organ__object_id", flat=True))


def in_charge(county: County, field: Field, on: datetime.date) -> Organ | None:
    """The organ in charge of a field of S2.3 on that day."""
    return fields_in_charge(county, on).get(field)


def fields_in_charge(county: County, on: datetime.date) -> dict[Field, Organ]:
    """Who is in charge of which field on that day; fields with nobody are left out. One query."""
    rows = OrganField.objects.filter(on_that_day(on), organ__county=county).select_related("organ")
    by_field = {row.field: row.organ for row in rows}
    return {field: by_field[field] for field in Field if field in by_field}


def _successors(county_id: int) -> Mapping[int, int]:
    """Which organ took the place of which, merged or dissolved, in the order of time."""
    rows = Succession.objects.filter(organ__county_id=county_id, successor__isnull=False).order_by(
        "on", "id"
    )
    return {row.organ_id: row.successor_id for row in rows if row.successor_id is not None}


def starts_of(organ: Organ, on: datetime.date) -> list[datetime.date | None]:
    """When all that is still running that day, or is yet to come, began."""
    open_then = Q(to_on__isnull=True) | Q(to_on__gte=on)
    dated = (Post, OrganField, LeadingGroup, OpennessOffice, OrganName)
    starts = [
        start
        for model in dated
        for start in model.objects.filter(open_then, organ=organ).values_list("from_on", flat=True)
    ]
    boards = Place.objects.filter(organ=organ, closed_on__isnull=True)
    return [*starts, *boards.values_list("opened_on", flat=True)]
