import datetime

from django.db import transaction

from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.ledger.choices import Act
from mingtang.organs.actions.entries import record_change
from mingtang.organs.actions.register import lock_organ
from mingtang.organs.models import Organ, Place
from mingtang.organs.rules import typed
from mingtang.people.models import User

NAME, ADDRESS = _("公开栏名称"), _("公开栏地址")
NAME_TAKEN = _("已经有一处叫“%(name)s”的公开栏。请换一个名称，例如加上方位。")
CLOSED_ALREADY = _("这处公开栏已经在%(on)s停用。")
NOT_YET_OPEN = _("这处公开栏%(on)s才启用，停用日期不能更早。请核对日期。")


@transaction.atomic
def open_place(
    *,
    organ: Organ,
    name: str,
    address: str,
    opened_on: datetime.date,
    by: User | None,
    at: datetime.datetime,
) -> Place:
    """Registers a fixed bulletin board of the organ (S4.1)."""
    locked = lock_organ(organ=organ)
    name = typed.line(name, what=NAME, most=100, required=True)
    if Place.objects.filter(organ=locked, name=name, closed_on__isnull=True).exists():
        raise RuleBroken(NAME_TAKEN, name=name)
    place = Place.objects.create(
        organ=locked,
        name=name,
        address=typed.line(address, what=ADDRESS, most=200),
        opened_on=opened_on,
    )
    record_change(
        act=Act.PLACE_OPENED,
        about=place,
        text={"name": place.name, "address": place.address},
        structured={"on": str(opened_on)},
        by=by,
        at=at,
    )
    return place


@transaction.atomic
def close_place(
    *, place: Place, on: datetime.date, by: User | None, at: datetime.datetime
) -> Place:
    """Nothing more is posted there from that day on; what hangs must still be taken down."""
    locked = Place.objects.select_for_update(of=("self",)).get(pk=place.pk)
    if locked.closed_on is not None:
        raise RuleBroken(CLOSED_ALREADY, on=locked.closed_on)
    if on < locked.opened_on:
        raise RuleBroken(NOT_YET_OPEN, on=locked.opened_on)
    locked.closed_on = on
    locked.save(update_fields=["closed_on"])
    record_change(
        act=Act.PLACE_CLOSED,
        about=locked,
        structured={"on": str(on)},
        by=by,
        at=at,
    )
    return locked
