"""What everyone may see of organs: the directory, one organ, its history and its boards."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Q, QuerySet, SmallIntegerField, Value, When

from mingtang.organs.choices import Role, Tier
from mingtang.organs.models import (
    County,
    GroupMember,
    LeadingGroup,
    OpennessOffice,
    Organ,
    OrganField,
    OrganName,
    Place,
    Post,
    Succession,
)
from mingtang.organs.queries.posts import OWN_POST_FIRST, on_that_day

# The county first, then its townships and villages, then utilities: the order of the page.
TIERS = (Tier.COUNTY, Tier.TOWNSHIP, Tier.VILLAGE, Tier.SERVICE)
TIER_ORDER = Case(
    *(When(tier=tier, then=Value(n)) for n, tier in enumerate(TIERS)),
    output_field=SmallIntegerField(),
)


def directory(county: County) -> QuerySet[Organ]:
    """The organs of a county that exist, in the order of the directory."""
    return every_organ(county).filter(dissolved_on__isnull=True)


def every_organ(county: County) -> QuerySet[Organ]:
    """Also those dissolved, whose publications stay."""
    return (
        Organ.objects.filter(county=county)
        .annotate(tier_order=TIER_ORDER)
        .order_by("tier_order", "order", "id")
    )


def in_charge(organs: QuerySet[Organ], field: str, on: datetime.date) -> QuerySet[Organ]:
    """Those in charge of a field (领域) on that day."""
    holding = OrganField.objects.filter(on_that_day(on), field=field)
    return organs.filter(pk__in=holding.values("organ_id"))


def find(county: County, object_id: UUID) -> Organ | None:
    return (
        every_organ(county).select_related("parent", "region").filter(object_id=object_id).first()
    )


def names_by_code(county: County) -> dict[str, str]:
    """Also of organs that are gone: the log speaks of them for ever."""
    return dict(Organ.objects.filter(county=county).order_by("code").values_list("code", "name"))


@dataclass(frozen=True)
class Leadership:
    """Who leads openness in an organ (S6.1-S6.3); `rules/leadership.py` says what is missing."""

    group: LeadingGroup | None
    members: list[GroupMember]
    office: OpennessOffice | None
    posts: list[Post]

    @property
    def roles(self) -> set[str]:
        return {post.role for post in self.posts}


# Whom the public may know by name: those the Opinions want named (六); of a village its chair, who
# is its first responsible person.
NAMED = (
    *(Role.HEAD, Role.VILLAGE_CHAIR, Role.OFFICER),
    *(Role.VILLAGE_CLERK, Role.VILLAGE_SUPERVISOR),
)


def leadership(organ: Organ, on: datetime.date) -> Leadership:
    """Four queries."""
    group = organ.leading_groups.filter(on_that_day(on)).first()
    posts = (
        organ.posts.filter(on_that_day(on), role__in=NAMED, holder__is_active=True)
        .select_related("holder")
        .order_by(*OWN_POST_FIRST)
    )
    return Leadership(
        group=group,
        members=list(GroupMember.objects.filter(group=group).order_by("id")) if group else [],
        office=organ.openness_offices.filter(on_that_day(on)).first(),
        posts=sorted(posts, key=lambda post: NAMED.index(Role(post.role))),
    )


def names(organ: Organ) -> list[OrganName]:
    """All it has been called, newest first."""
    return list(organ.names.order_by("-id"))


def fields_of(organ: Organ, on: datetime.date) -> list[OrganField]:
    return list(organ.fields.filter(on_that_day(on)).order_by("id"))


def history(organ: Organ) -> list[Succession]:
    """What became of it, and what became part of it, by day."""
    return list(
        Succession.objects.filter(Q(organ=organ) | Q(successor=organ))
        .select_related("organ", "successor")
        .order_by("on", "id")
    )


def children(organ: Organ) -> QuerySet[Organ]:
    return directory(organ.county).filter(parent=organ)


def board(county: County, object_id: UUID) -> Place | None:
    """Also one that is no longer used: what hangs there must still come down."""
    return (
        Place.objects.select_related("organ__county")
        .filter(organ__county=county, object_id=object_id)
        .first()
    )


def boards(county: County) -> QuerySet[Place]:
    """Bulletin boards (公开栏) that stand, in the order of the organs that keep them."""
    return (
        Place.objects.filter(organ__county=county, closed_on__isnull=True)
        .select_related("organ")
        .order_by("organ__order", "organ_id", "id")
    )
