"""A board is opened, or comes with an organ: what waited for one is to be posted there."""

import datetime

from django.db import transaction

from mingtang.disclosure import actions
from mingtang.disclosure.models import Delivery
from mingtang.journeys.telling import tell_deliveries
from mingtang.organs import actions as organs
from mingtang.organs.models import Organ, Place
from mingtang.people.models import User


@transaction.atomic
def open_board(
    *,
    organ: Organ,
    name: str,
    address: str,
    opened_on: datetime.date,
    by: User | None,
    at: datetime.datetime,
) -> Place:
    """Whatever is in force and hung nowhere for want of a board is to be posted on it."""
    place = organs.open_place(
        organ=organ, name=name, address=address, opened_on=opened_on, by=by, at=at
    )
    _hang(place, by=by, at=at)
    return place


@transaction.atomic
def share_board(*, organ: Organ, by: User, at: datetime.datetime) -> None:
    """After a merger: what waited on either side hangs on the first board of the one that stays."""
    place = Place.objects.filter(organ=organ, closed_on__isnull=True).order_by("id").first()
    if place is not None:
        _hang(place, by=by, at=at)


def _hang(place: Place, *, by: User | None, at: datetime.datetime) -> None:
    found = actions.hang_what_waits(place=place)
    waiting = Delivery.objects.filter(pk__in=[one.pk for one in found])
    tell_deliveries(deliveries=waiting, by=by, at=at)
