"""What every step of a duty between organs does: it locks, settles, and tells the log."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from mingtang.catalogue.choices import TransferState
from mingtang.catalogue.models import Duty, DutyTransfer
from mingtang.catalogue.queries.committed import transfer_as_told
from mingtang.catalogue.queries.transfers import joint_bodies
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.rules import Plain, canonical
from mingtang.organs.actions import record_act
from mingtang.organs.models import Organ
from mingtang.people.models import User

SHARED_BASIS = "政府信息公开条例:第十条第三款"


@transaction.atomic
def locked_duty(*, duty: Duty) -> Duty:
    return (
        Duty.objects.select_for_update(of=("self",))
        .select_related("organ__county", "item")
        .get(pk=duty.pk)
    )


@transaction.atomic
def settle_transfer(
    *,
    transfer: DutyTransfer,
    state: TransferState,
    answer: str,
    by: User,
    at: datetime.datetime,
) -> None:
    """A proposal that is locked has its result."""
    transfer.state, transfer.answer = state, answer
    transfer.answered_at, transfer.answered_by = at, by
    transfer.save(update_fields=["state", "answer", "answered_at", "answered_by"])


@transaction.atomic
def record_transfer(*, act: Act, transfer: DutyTransfer, by: User, at: datetime.datetime) -> None:
    record_act(
        act=act,
        about=transfer,
        basis="",
        due_on=transfer.duty.due_on,
        fields=transfer_as_told(transfer, act),
        by=by,
        at=at,
    )


@transaction.atomic
def record_shared(
    *, owed: Duty, said: Mapping[str, Plain] | None = None, by: User, at: datetime.datetime
) -> list[Organ]:
    """Who owes a duty together now; `said`: who does no longer, and why."""
    together = joint_bodies(owed)
    codes = canonical({"with": sorted(organ.code for organ in together), **(said or {})})
    record_act(
        act=Act.DUTY_SHARED,
        about=owed,
        basis=SHARED_BASIS,
        due_on=owed.due_on,
        fields={FieldGroup.STRUCTURED: codes},
        by=by,
        at=at,
    )
    return together
