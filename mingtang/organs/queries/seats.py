"""Whether the bodies that a division stands for are registered already."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from mingtang.organs.choices import OrganKind, Role, Tier
from mingtang.organs.models import County, Organ, Post
from mingtang.organs.queries.posts import on_that_day
from mingtang.organs.rules.seats import Seat
from mingtang.people.models import User


class Made(NamedTuple):
    """A county's bodies, made from divisions. `organs` are those that were not there before."""

    county: County
    is_new: bool
    organs: list[Organ]


class Seated(NamedTuple):
    """An administrator and the password to hand over, which is over with the first sign-in."""

    account: User
    role: Role
    password: str


def organ_at(county: County, seat: Seat) -> Organ | None:
    """The body by its code, dissolved or not, or one that stands under its name."""
    mine = Organ.objects.filter(county=county)
    return (
        mine.filter(code=seat.code).first()
        or mine.filter(name=seat.name, dissolved_on__isnull=True).first()
    )


def seats_to_make(county_code: str, seats: Iterable[Seat]) -> list[Seat]:
    """Those that are not registered yet; all of them where there is no such county."""
    county = County.objects.filter(code=county_code).first()
    return [seat for seat in seats if county is None or organ_at(county, seat) is None]


def seat_of_government(county: County) -> Organ | None:
    """The county's people's government: the authority above which there is none."""
    return (
        Organ.objects.filter(
            county=county,
            kind=OrganKind.AUTHORITY,
            tier=Tier.COUNTY,
            parent__isnull=True,
            dissolved_on__isnull=True,
        )
        .select_related("county")
        .order_by("order", "id")
        .first()
    )


def roles_without_anybody(county: County, roles: Iterable[Role], on: datetime.date) -> list[Role]:
    """Those that no account which can sign in holds anywhere in the county on that day."""
    held = set(
        Post.objects.filter(on_that_day(on), organ__county=county, holder__is_active=True)
        .values_list("role", flat=True)
        .distinct()
    )
    return [role for role in roles if role not in held]
