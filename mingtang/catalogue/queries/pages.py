"""One item, one duty, as an address names them; what is internal is for nobody here."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from mingtang.catalogue.choices import Audience
from mingtang.catalogue.models import Duty, DutyMove, FormerJointBody, Item, JointBody, Standard
from mingtang.catalogue.rules.blocks import ACTIVE, block_of
from mingtang.catalogue.rules.bodies import codes_of
from mingtang.organs.models import County, Organ

# In the order of the page.
TOGETHER = Prefetch(
    "joint_bodies",
    JointBody.objects.select_related("organ").order_by("organ__tier", "organ__order", "organ_id"),
)

FORMERLY = Prefetch(
    "former_joint_bodies", FormerJointBody.objects.select_related("organ").order_by("id")
)


def find_item(county: County, object_id: UUID) -> Item | None:
    """Also of a standard that has ended: what was published under it still names it."""
    return (
        Item.objects.filter(object_id=object_id, standard__county=county, audience=Audience.PUBLIC)
        .select_related("standard")
        .first()
    )


def named_organs(item: Item) -> dict[str, str]:
    """By their codes, the names of the organs that an item names one by one. One query; none where
    it names kinds of organs alone."""
    codes = codes_of(item.bodies)
    if not codes:
        return {}
    organs = Organ.objects.filter(county=item.standard.county_id, code__in=codes)
    return dict(organs.order_by("id").values_list("code", "name"))


def find_standard(county: County, object_id: UUID) -> Standard | None:
    """Any edition of the county: in force, ended or to come."""
    return county.standards.filter(object_id=object_id).select_related("county").first()


def find_duty(county: County, object_id: UUID) -> Duty | None:
    return (
        Duty.objects.filter(
            object_id=object_id, organ__county=county, item__audience=Audience.PUBLIC
        )
        .select_related("organ__county", "item__standard", "fact__recorded_for", "taken_over_from")
        .prefetch_related(TOGETHER, FORMERLY)
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


def items_by_block(county: County) -> dict[int, str]:
    """Items about openness itself, of all editions: by key, the block that they stand in."""
    named = Q(level2__contains="信息公开") | Q(level2__contains="政务公开")
    found = Item.objects.filter(named, standard__county=county, audience=Audience.PUBLIC)
    return {
        pk: block
        for pk, name, mode in found.values_list("pk", "level2", "mode")
        if (block := block_of(name, mode)) != ACTIVE
    }
