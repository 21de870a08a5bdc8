"""Whether the bodies that a division stands for are registered already."""

from collections.abc import Iterable
from typing import NamedTuple

from mingtang.organs.models import County, Organ
from mingtang.organs.rules.seats import Seat


class Made(NamedTuple):
    """A county's bodies, made from divisions. `organs` are those that were not there before."""

    county: County
    is_new: bool
    organs: list[Organ]


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
