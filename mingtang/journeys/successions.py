"""What becomes of an organ's duties when it is merged into another (机构合并)."""

import datetime

from django.db import transaction

from mingtang.catalogue import actions as catalogue
from mingtang.organs import actions as organs
from mingtang.organs.models import Organ
from mingtang.people.models import User


@transaction.atomic
def merge_organ(
    *,
    organ: Organ,
    into: Organ,
    on: datetime.date,
    basis: str,
    by: User,
    at: datetime.datetime,
) -> Organ:
    """The organ ends and what it still owes is owed by its successor, or neither.

    What it published stays under its old address. Raises RuleBroken.
    """
    merged = organs.merge_organ(organ=organ, into=into, on=on, basis=basis, by=by, at=at)
    catalogue.take_over_duties(organ=organ, successor=into, on=on, by=by, at=at)
    return merged
