"""What a person may do, by the posts held on a day. One query each."""

import datetime

from django.db.models import Q, QuerySet

from mingtang.organs.choices import OrganKind
from mingtang.organs.models import County, Organ, Post
from mingtang.organs.queries.posts import on_that_day
from mingtang.organs.rules.roles import Power, Scope, roles_with
from mingtang.people.models import User


def may(
    person: User,
    power: Power,
    *,
    organ: Organ | None = None,
    county: County | None = None,
    on: datetime.date,
) -> bool:
    """Whether the person has the power for that organ, or for all of that county.

    Give `organ` or `county`. A power that reaches no further than an organ never counts for its
    county; one that reaches the whole county counts for each of its organs; one over the units of a
    department, for each organ right below the department.
    """
    if organ is not None:
        own = Q(organ=organ, role__in=roles_with(power, Scope.ORGAN))
        above = Q(organ=organ.parent_id, organ__kind=OrganKind.DEPARTMENT)
        units = above & Q(role__in=roles_with(power, Scope.UNITS))
        where = own | units | _whole_county(power, organ.county_id)
    elif county is not None:
        where = _whole_county(power, county.pk)
    else:
        raise TypeError("may() asks about an organ or about a county")
    return _held(person, on).filter(where).exists()


def organs_where(person: User, power: Power, on: datetime.date) -> QuerySet[Organ]:
    """The organs for which the person has the power, standing or not, in the order of the page.

    Not the units of a department for which it has it beside those: see `units_where`.
    """
    held = _held(person, on)
    own = held.filter(role__in=roles_with(power, Scope.ORGAN)).values("organ")
    whole = held.filter(role__in=roles_with(power, Scope.COUNTY)).values("organ__county")
    return Organ.objects.filter(Q(pk__in=own) | Q(county__in=whole)).order_by(
        "county_id", "tier", "order", "id"
    )


def units_where(person: User, power: Power, on: datetime.date) -> QuerySet[Organ]:
    """The units right below a department for which the person has the power by a post in that."""
    over = _held(person, on).filter(
        organ__kind=OrganKind.DEPARTMENT, role__in=roles_with(power, Scope.UNITS)
    )
    return Organ.objects.filter(parent__in=over.values("organ"), dissolved_on=None).order_by(
        "tier", "order", "id"
    )


def acting_organ(person: User, power: Power, *, county_id: int, on: datetime.date) -> Organ | None:
    """The organ for which the person uses a power over the whole county on that day."""
    post = (
        _held(person, on)
        .filter(_whole_county(power, county_id))
        .select_related("organ")
        .order_by("id")
        .first()
    )
    return post.organ if post else None


def counties_of(person: User, on: datetime.date) -> QuerySet[County]:
    """The counties in which the person holds any post on that day."""
    return County.objects.filter(pk__in=_held(person, on).values("organ__county")).order_by("code")


def _held(person: User, on: datetime.date) -> QuerySet[Post]:
    return Post.objects.filter(on_that_day(on), holder=person, holder__is_active=True)


def _whole_county(power: Power, county_id: int) -> Q:
    return Q(organ__county_id=county_id, role__in=roles_with(power, Scope.COUNTY))
