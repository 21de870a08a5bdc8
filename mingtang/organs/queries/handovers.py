"""Who was given what by whom, when that one left a post."""

import datetime
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import QuerySet

from mingtang.organs.models import County, HandedMatter, Handover
from mingtang.people.models import User

SHOWN_MOST = 200


def handed_to(person: User, county: County) -> QuerySet[HandedMatter]:
    """The latest first."""
    return (
        HandedMatter.objects.filter(handover__taker=person, handover__organ__county=county)
        .select_related("handover__giver", "handover__organ")
        .order_by("-handover__at", "id")
    )


def organs_given(
    person: User, county: County, *, roles: Iterable[str], since: datetime.datetime
) -> set[int]:
    """Of whose work the person took over such a role since then. One query."""
    given = Handover.objects.filter(
        taker=person, organ__county=county, role__in=list(roles), at__gte=since
    )
    return set(given.values_list("organ", flat=True))


def takers_of(objects: Iterable[UUID]) -> Mapping[tuple[UUID, int], User]:
    """By the object and the key of who gave it away: who goes on with it. One query."""
    rows = (
        HandedMatter.objects.filter(object_id__in=list(objects))
        .select_related("handover__taker")
        .order_by("handover__at", "id")
    )
    return {(row.object_id, row.handover.giver_id): row.handover.taker for row in rows}


def goes_on(person: User, object_id: UUID, takers: Mapping[tuple[UUID, int], User]) -> User:
    """Who goes on with it for this person today, through however many handovers."""
    seen = {person.pk}
    while (following := takers.get((object_id, person.pk))) and following.pk not in seen:
        seen.add(following.pk)
        person = following
    return person
