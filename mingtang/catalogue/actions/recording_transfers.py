"""What every step of a duty between organs does: it locks, settles, and tells the log."""

import datetime

from django.db import transaction

from mingtang.catalogue.choices import TransferState
from mingtang.catalogue.models import Duty, DutyTransfer
from mingtang.catalogue.queries.committed import transfer_as_told
from mingtang.ledger.choices import Act
from mingtang.organs.actions import record_act
from mingtang.people.models import User


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
