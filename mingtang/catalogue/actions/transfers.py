"""A duty goes to another organ, by agreement or by decision; and one that several owe together."""

import datetime

from django.db import transaction

from mingtang.catalogue.actions.moving import hand_over
from mingtang.catalogue.actions.recording_transfers import (
    locked_duty,
    record_shared,
    record_transfer,
    settle_transfer,
)
from mingtang.catalogue.choices import TransferState, TransferWay
from mingtang.catalogue.models import Duty, DutyTransfer, JointBody
from mingtang.catalogue.queries.transfers import (
    duties_to_follow,
    given,
    running_transfers,
    taker_of,
    transfer_waiting,
)
from mingtang.catalogue.rules import transfers as rules
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.personal_data.refusing import public_reason
from mingtang.ledger.choices import Act
from mingtang.organs.models import County, Organ
from mingtang.organs.queries import successors
from mingtang.people.models import User


@transaction.atomic
def propose_transfer(
    *,
    duty: Duty,
    taker: Organ,
    because: str,
    with_later: bool = False,
    by: User,
    at: datetime.datetime,
) -> DutyTransfer:
    """The organ that owes a duty asks another to take it. Until that agrees, nothing changes.

    Raises RuleBroken.
    """
    owed = locked_duty(duty=duty)
    reason = _reason(because, rules.NO_REASON)
    rules.refuse_transfer(given(owed), taker_of(owed, taker))
    made = DutyTransfer.objects.create(
        duty=owed,
        organ=taker,
        giver=owed.organ,
        way=TransferWay.AGREED,
        because=reason,
        with_later=with_later,
        proposed_at=at,
        proposed_by=by,
    )
    record_transfer(act=Act.TRANSFER_PROPOSED, transfer=made, by=by, at=at)
    return made


@transaction.atomic
def accept_transfer(*, transfer: DutyTransfer, by: User, at: datetime.datetime) -> DutyTransfer:
    """The other organ takes the duty, with the due day that it has. Raises RuleBroken."""
    asked = _asked(transfer)
    owed = locked_duty(duty=asked.duty)
    if owed.organ_id != asked.giver_id:
        raise RuleBroken(rules.OWED_BY_ANOTHER, organ=owed.organ.name)
    rules.refuse_transfer(given(owed, but=asked), taker_of(owed, asked.organ))
    settle_transfer(transfer=asked, state=TransferState.DONE, answer="", by=by, at=at)
    _carry_out(asked, owed, by=by, at=at)
    record_transfer(act=Act.TRANSFER_ACCEPTED, transfer=asked, by=by, at=at)
    return asked


@transaction.atomic
def decline_transfer(
    *, transfer: DutyTransfer, because: str, by: User, at: datetime.datetime
) -> DutyTransfer:
    """The duty stays where it is; the openness office may still decide. Raises RuleBroken."""
    asked = _asked(transfer)
    settle_transfer(
        transfer=asked,
        state=TransferState.DECLINED,
        answer=_reason(because, rules.NO_WHY_NOT),
        by=by,
        at=at,
    )
    record_transfer(act=Act.TRANSFER_DECLINED, transfer=asked, by=by, at=at)
    return asked


@transaction.atomic
def withdraw_transfer(
    *, transfer: DutyTransfer, because: str, by: User, at: datetime.datetime
) -> DutyTransfer:
    """Whoever asked takes it back before it was answered. Raises RuleBroken."""
    asked = _asked(transfer)
    settle_transfer(
        transfer=asked,
        state=TransferState.WITHDRAWN,
        answer=_reason(because, rules.NO_WHY_BACK),
        by=by,
        at=at,
    )
    record_transfer(act=Act.TRANSFER_WITHDRAWN, transfer=asked, by=by, at=at)
    return asked


@transaction.atomic
def decide_transfer(
    *,
    duty: Duty,
    taker: Organ,
    because: str,
    with_later: bool = False,
    by: User,
    at: datetime.datetime,
) -> DutyTransfer:
    """The openness office says who is in charge of it; no organ need agree. Raises RuleBroken.

    What the organs were still asking each other is settled by it.
    """
    owed = locked_duty(duty=duty)
    reason = _reason(because, rules.NO_REASON)
    waiting = transfer_waiting(owed)
    rules.refuse_transfer(given(owed, but=waiting), taker_of(owed, taker))
    if waiting is not None:
        settle_transfer(
            transfer=waiting, state=TransferState.WITHDRAWN, answer=reason, by=by, at=at
        )
        record_transfer(act=Act.TRANSFER_WITHDRAWN, transfer=waiting, by=by, at=at)
    made = DutyTransfer.objects.create(
        duty=owed,
        organ=taker,
        giver=owed.organ,
        way=TransferWay.DECIDED,
        state=TransferState.DONE,
        because=reason,
        with_later=with_later,
        proposed_at=at,
        proposed_by=by,
        answered_at=at,
        answered_by=by,
    )
    _carry_out(made, owed, by=by, at=at)
    record_transfer(act=Act.TRANSFER_DECIDED, transfer=made, by=by, at=at)
    return made


@transaction.atomic
def carry_on_transfers(*, county: County, at: datetime.datetime) -> int:
    """What has arisen since of an item that was handed over for good goes the same way."""
    count = 0
    for transfer in running_transfers(county):
        taker = successors(transfer.organ) or transfer.organ
        count += hand_over(owed=duties_to_follow(transfer, taker), taker=taker, by=None, at=at)
    return count


def _carry_out(transfer: DutyTransfer, owed: Duty, *, by: User, at: datetime.datetime) -> None:
    """Hands the duty over. Who owed it together with the giver and takes it now leads."""
    origin = owed.taken_over_from_id or owed.organ_id
    hand_over(owed=[owed], taker=transfer.organ, by=by, at=at)
    if transfer.with_later:
        _settle_later(transfer, owed, origin, at=at)
    if JointBody.objects.filter(duty=owed, organ=transfer.organ).delete()[0]:
        record_shared(owed=locked_duty(duty=owed), by=by, at=at)


def _settle_later(
    transfer: DutyTransfer, owed: Duty, origin: int, *, at: datetime.datetime
) -> None:
    """What was settled earlier of what arises later is over; back where it arises, this too."""
    running_transfers(owed.organ.county).filter(
        duty__item__code=owed.item.code, duty__taken_over_from=origin
    ).exclude(pk=transfer.pk).update(ended_at=at)
    if transfer.organ_id == origin:
        transfer.ended_at = at
        transfer.save(update_fields=["ended_at"])


def _asked(transfer: DutyTransfer) -> DutyTransfer:
    """As it stands, locked. Raises RuleBroken where it has been answered."""
    found = (
        DutyTransfer.objects.select_for_update(of=("self",))
        .select_related("organ__county", "giver", "duty__item")
        .get(pk=transfer.pk)
    )
    if not found.is_proposed:
        raise RuleBroken(rules.IS_ANSWERED, state=found.get_state_display())
    return found


def _reason(because: str, missing: str) -> str:
    return public_reason(because, missing=missing, most=rules.REASON_AT_MOST)
