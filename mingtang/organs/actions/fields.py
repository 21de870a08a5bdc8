import datetime

from django.db import transaction

from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.ledger.choices import Act
from mingtang.organs.actions.entries import record_change
from mingtang.organs.actions.register import lock_organ
from mingtang.organs.choices import Field
from mingtang.organs.models import Organ, OrganField
from mingtang.organs.rules import entry
from mingtang.organs.rules.succession import day_before
from mingtang.people.models import User

ALREADY = _("从%(from_on)s起已由“%(name)s”主管这个领域。请写更晚的日期，或者不用登记。")
NOT_IN_CHARGE = _("“%(name)s”在%(on)s没有主管这个领域。请核对机关、领域和日期。")


@transaction.atomic
def assign_field(
    *,
    organ: Organ,
    field: Field,
    from_on: datetime.date,
    basis: str,
    by: User | None,
    at: datetime.datetime,
) -> OrganField:
    """Puts the organ in charge of a field; whoever was, is so until the day before.

    A county has one organ in charge of a field at a time: who is asked must be clear.
    """
    locked = lock_organ(organ=organ)
    basis = entry.basis(basis)
    running = OrganField.objects.filter(organ__county=locked.county, field=field).exclude(
        to_on__lt=from_on
    )
    for row in running.select_related("organ"):
        if row.organ_id == locked.pk or row.from_on >= from_on:
            raise RuleBroken(ALREADY, name=row.organ.name, from_on=row.from_on)
    running.update(to_on=day_before(from_on))
    made = OrganField.objects.create(organ=locked, field=field, from_on=from_on, basis=basis)
    record_change(
        act=Act.FIELD_ASSIGNED,
        about=locked,
        text={"basis": basis},
        structured={"field": str(field), "from": str(from_on)},
        by=by,
        at=at,
    )
    return made


@transaction.atomic
def end_field(
    *,
    organ: Organ,
    field: Field,
    to_on: datetime.date,
    basis: str = "",
    by: User | None,
    at: datetime.datetime,
) -> OrganField:
    """Takes a field from the organ without giving it to another; `to_on` is the last day."""
    locked = lock_organ(organ=organ)
    basis = entry.basis(basis, required=False)
    row = (
        OrganField.objects.filter(organ=locked, field=field, from_on__lte=to_on)
        .exclude(to_on__lte=to_on)
        .first()
    )
    if row is None:
        raise RuleBroken(NOT_IN_CHARGE, name=locked.name, on=to_on)
    row.to_on = to_on
    row.save(update_fields=["to_on"])
    record_change(
        act=Act.FIELD_ENDED,
        about=locked,
        text={"basis": basis},
        structured={"field": str(field), "to": str(to_on)},
        by=by,
        at=at,
    )
    return row
