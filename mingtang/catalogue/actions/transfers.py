"""A duty goes to another organ, by agreement or by decision; and one that several owe together."""

import datetime
from collections.abc import Collection
from dataclasses import replace

from django.db import transaction
from django.db.models import Exists, OuterRef

from mingtang.catalogue.actions.moving import hand_over
from mingtang.catalogue.actions.recording_transfers import (
    locked_duty,
    record_transfer,
    settle_transfer,
)
from mingtang.catalogue.choices import Audience, DutyState, TransferState, TransferWay
from mingtang.catalogue.models import Duty, DutyTransfer, JointBody
from mingtang.catalogue.queries.transfers import (
    duties_to_follow,
    given,
    joint_bodies,
    running_transfers,
    taker_of,
    transfer_waiting,
)
from mingtang.catalogue.rules import transfers as rules
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.personal_data.refusing import public_reason
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.rules import canonical
from mingtang.organs.actions import record_act
from mingtang.organs.models import County, Organ
from mingtang.organs.queries import successors
from mingtang.people.models import User

SHARED_BASIS = "政府信息公开条例:第十条第三款"


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


@transaction.atomic
def share_duty(
    *, duty: Duty, organs: Collection[Organ], by: User, at: datetime.datetime
) -> list[Organ]:
    """Says which organs owe a duty together with the one that leads; none: it is alone again.

    政府信息公开条例 art. 10: what several organs make together, the one that leads discloses.
    Raises RuleBroken.
    """
    owed = locked_duty(duty=duty)
    if owed.item.audience == Audience.INTERNAL:
        raise RuleBroken(rules.IS_INTERNAL)
    if not owed.is_open:
        raise RuleBroken(rules.HAS_ENDED)
    for organ in organs:
        if organ.pk == owed.organ_id:
            raise RuleBroken(rules.LEADS_ITSELF, organ=organ.name)
        rules.refuse_taker(replace(taker_of(owed, organ), owes_it=False))
    wanted = {organ.pk for organ in organs}
    if wanted == {organ.pk for organ in joint_bodies(owed)}:
        raise RuleBroken(rules.SAME_AS_BEFORE)
    JointBody.objects.filter(duty=owed).exclude(organ__in=wanted).delete()
    JointBody.objects.bulk_create(
        [JointBody(duty=owed, organ_id=pk) for pk in sorted(wanted)], ignore_conflicts=True
    )
    return _record_shared(owed, by=by, at=at)


@transaction.atomic
def take_over_shares(*, organ: Organ, successor: Organ, by: User, at: datetime.datetime) -> int:
    """Open duties that an organ owes together with another are its successor's from now on, too.

    What the successor leads itself, it leads. Says how many; twice hands over nothing twice.
    """
    mine = JointBody.objects.filter(organ=organ)
    led = JointBody.objects.filter(organ=successor, duty__organ=successor)
    found = Duty.objects.select_for_update(of=("self",)).filter(state=DutyState.OPEN)
    concerned = found.filter(Exists(mine.filter(duty=OuterRef("pk")))) | found.filter(
        Exists(led.filter(duty=OuterRef("pk")))
    )
    shared = list(concerned.select_related("organ__county", "item").order_by("id"))
    for owed in shared:
        JointBody.objects.filter(duty=owed, organ=organ).delete()
        if owed.organ_id == successor.pk:
            JointBody.objects.filter(duty=owed, organ=successor).delete()
        else:
            JointBody.objects.get_or_create(duty=owed, organ=successor)
        _record_shared(owed, by=by, at=at)
    return len(shared)


def _record_shared(owed: Duty, *, by: User, at: datetime.datetime) -> list[Organ]:
    together = joint_bodies(owed)
    codes = canonical({"with": sorted(organ.code for organ in together)})
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


def _carry_out(transfer: DutyTransfer, owed: Duty, *, by: User, at: datetime.datetime) -> None:
    """Hands the duty over. Who owed it together with the giver and takes it now leads."""
    origin = owed.taken_over_from_id or owed.organ_id
    hand_over(owed=[owed], taker=transfer.organ, by=by, at=at)
    if transfer.with_later:
        _settle_later(transfer, owed, origin, at=at)
    if JointBody.objects.filter(duty=owed, organ=transfer.organ).delete()[0]:
        _record_shared(locked_duty(duty=owed), by=by, at=at)


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
