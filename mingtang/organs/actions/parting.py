"""What an organ leaves when it ends: to whom it passes, or that it ends too."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Q, QuerySet

from mingtang.foundation.errors import RuleBroken
from mingtang.organs.models import (
    LeadingGroup,
    OpennessOffice,
    Organ,
    OrganField,
    OrganName,
    Place,
    Post,
)
from mingtang.organs.rules import succession, tree

LONGEST_PLACE_NAME = 100


@transaction.atomic
def hand_over_parts(*, organ: Organ, successor: Organ, parents: Mapping[int, int | None]) -> None:
    """Puts the organ's parts under its successor. Raises RuleBroken where two have one name."""
    parts = Organ.objects.filter(parent=organ, dissolved_on__isnull=True)
    theirs = Organ.objects.filter(parent=successor, dissolved_on__isnull=True)
    same = parts.filter(name__in=theirs.values("name")).first()
    if same is not None:
        raise RuleBroken(succession.SAME_PART, name=same.name)
    for part in parts:
        tree.refuse_parent(part.pk, successor.pk, parents)
    parts.update(parent=successor)


@transaction.atomic
def hand_over_fields(*, organ: Organ, successor: Organ, on: datetime.date, basis: str) -> None:
    running = OrganField.objects.filter(_open(on), organ=organ)
    theirs = OrganField.objects.filter(_open(on), organ=successor)
    OrganField.objects.bulk_create(
        OrganField(organ=successor, field=row.field, from_on=on, to_on=row.to_on, basis=basis)
        for row in running.exclude(field__in=theirs.values("field"))
    )


@transaction.atomic
def hand_over_places(*, organ: Organ, successor: Organ) -> None:
    """Boards stay where they hang, and are named after the old organ where two have one name."""
    theirs = set(_boards(successor).values_list("name", flat=True))
    for place in _boards(organ):
        if place.name in theirs:
            place.name = f"{place.name}（{organ.name}）"[:LONGEST_PLACE_NAME]
        place.organ = successor
        place.save(update_fields=["organ", "name"])


@transaction.atomic
def close_places(*, organ: Organ, on: datetime.date) -> None:
    _boards(organ).update(closed_on=on)


@transaction.atomic
def end_running(*, organ: Organ, on: datetime.date) -> None:
    """Ends names, fields, posts, group and office of the organ on the day before that day."""
    for model in (OrganName, OrganField, Post, LeadingGroup, OpennessOffice):
        model.objects.filter(_open(on), organ=organ).update(to_on=succession.day_before(on))


def _open(on: datetime.date) -> Q:
    return Q(to_on__isnull=True) | Q(to_on__gte=on)


def _boards(organ: Organ) -> QuerySet[Place]:
    return Place.objects.filter(organ=organ, closed_on__isnull=True)
