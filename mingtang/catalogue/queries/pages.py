"""One item, one duty, as an address names them; what is internal is for nobody here."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from mingtang.catalogue.choices import Audience
from mingtang.catalogue.models import Duty, DutyMove, Item, Standard
from mingtang.organs.models import County


def find_item(county: County, object_id: UUID) -> Item | None:
    """Also of a standard that has ended: what was published under it still names it."""
    return (
        Item.objects.filter(object_id=object_id, standard__county=county, audience=Audience.PUBLIC)
        .select_related("standard")
        .first()
    )


def find_standard(county: County, object_id: UUID) -> Standard | None:
    """Any edition of the county: in force, ended or to come."""
    return county.standards.filter(object_id=object_id).select_related("county").first()


def find_duty(county: County, object_id: UUID) -> Duty | None:
    return (
        Duty.objects.filter(
            object_id=object_id, organ__county=county, item__audience=Audience.PUBLIC
        )
        .select_related("organ__county", "item__standard", "fact__recorded_for", "taken_over_from")
        .first()
    )


def named_duties(county: County, objects: Collection[UUID]) -> QuerySet[Duty]:
    """Those of them that have a page for everyone."""
    return Duty.objects.filter(
        object_id__in=objects, organ__county=county, item__audience=Audience.PUBLIC
    )


def moves_of(duty: Duty) -> list[DutyMove]:
    """How its due day came to be what it is, oldest first."""
    return list(DutyMove.objects.filter(duty=duty).order_by("at", "id"))
