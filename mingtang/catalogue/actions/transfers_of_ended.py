"""What an organ that has ended still proposed, or was asked to take (任务移交): who goes on."""

import datetime

from django.db import transaction

from mingtang.catalogue.actions.recording_transfers import (
    locked_duty,
    record_transfer,
    settle_transfer,
)
from mingtang.catalogue.choices import TransferState, TransferWay
from mingtang.catalogue.models import Duty, DutyTransfer
from mingtang.catalogue.queries.transfers import given, pending_of, taker_of
from mingtang.catalogue.rules import transfers as rules
from mingtang.foundation.errors import RuleBroken
from mingtang.ledger.choices import Act
from mingtang.organs.models import Organ
from mingtang.people.models import User


@transaction.atomic
def carry_over_transfers(
    *, organ: Organ, successor: Organ | None, by: User, at: datetime.datetime
) -> list[tuple[DutyTransfer, DutyTransfer | None]]:
    """Ends what waits of an organ that has ended, and proposes it anew of or to its successor.

    After its duties went over. What the log says of who asked whom stays as it was said; therefore
    a new proposal. None comes where giver and taker are one organ now, where nobody succeeds, and
    where the duty could not be handed over by now. Gives each that ended, and what took its place.
    """
    waiting = pending_of(organ).select_for_update(of=("self",))
    return [_carry_over(one, organ, successor, by=by, at=at) for one in waiting]


def _carry_over(
    one: DutyTransfer, gone: Organ, successor: Organ | None, *, by: User, at: datetime.datetime
) -> tuple[DutyTransfer, DutyTransfer | None]:
    owed = locked_duty(duty=one.duty)
    taker = successor if one.organ_id == gone.pk else one.organ
    giver = successor if one.giver_id == gone.pk else one.giver
    goes_on = giver == owed.organ and taker is not None and _may_be_taken(one, owed, taker)
    said = rules.ENDED_ANEW if goes_on else rules.ENDED_FOR_GOOD
    answer = said % {"organ": gone.name, "giver": owed.organ.name, "taker": taker or ""}
    settle_transfer(
        transfer=one,
        state=TransferState.WITHDRAWN,
        answer=answer[: rules.REASON_AT_MOST],
        by=by,
        at=at,
    )
    record_transfer(act=Act.TRANSFER_WITHDRAWN, transfer=one, by=by, at=at)
    if taker is None or not goes_on:
        return one, None
    again = DutyTransfer.objects.create(
        duty=owed,
        organ=taker,
        giver=owed.organ,
        way=TransferWay.AGREED,
        because=one.because,
        with_later=one.with_later,
        proposed_at=at,
        proposed_by=by,
    )
    record_transfer(act=Act.TRANSFER_PROPOSED, transfer=again, by=by, at=at)
    return one, again


def _may_be_taken(one: DutyTransfer, owed: Duty, taker: Organ) -> bool:
    try:
        rules.refuse_transfer(given(owed, but=one), taker_of(owed, taker))
    except RuleBroken:
        return False
    return True
