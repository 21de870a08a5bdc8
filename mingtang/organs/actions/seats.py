import datetime
from collections.abc import Sequence

from django.db import transaction

from mingtang.organs.actions.counties import found_county
from mingtang.organs.actions.register import create_organ
from mingtang.organs.choices import OrganKind, Tier
from mingtang.organs.models import County, Organ, Region
from mingtang.organs.queries.seats import Made, organ_at
from mingtang.organs.rules.seats import Seat
from mingtang.people.models import User

STEP = 10  # leaves room in the order of the page


@transaction.atomic
def make_bodies(
    *,
    code: str,
    name: str,
    log_origin: str,
    government: Seat,
    townships: Sequence[Seat],
    by: User | None,
    at: datetime.datetime,
) -> Made:
    """Founds the county, unless it is there, and registers those of its bodies that are not.

    A body is there when one with its code or its name is. Done again it changes nothing.
    """
    found = County.objects.filter(code=code).first()
    county = found or found_county(code=code, name=name, log_origin=log_origin, by=by, at=at)
    regions = Region.objects.filter(code__startswith=code).in_bulk(field_name="code")
    made: list[Organ] = []

    def settle(seat: Seat, parent: Organ | None, order: int) -> Organ:
        there = organ_at(county, seat)
        if there is not None:
            return there
        made.append(
            create_organ(
                county=county,
                kind=OrganKind(seat.kind),
                tier=Tier(seat.tier),
                code=seat.code,
                name=seat.name,
                parent=parent,
                region=regions.get(seat.division),
                order=order,
                by=by,
                at=at,
            )
        )
        return made[-1]

    seat_of_county = settle(government, None, 0)
    for number, seat in enumerate(townships, start=1):
        settle(seat, seat_of_county, number * STEP)
    return Made(county, found is None, made)
