"""Duties on their way from one organ to another, and those that several organs owe."""

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingtang.catalogue.choices import Audience, DutyState, TransferEnd, TransferState, TransferWay
from mingtang.catalogue.models import Duty, DutyTransfer, JointBody
from mingtang.catalogue.rules.transfers import Given, Taker
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry
from mingtang.organs.models import County, Organ

SHOWN_MOST = 200
ENDS_OF_ORGANS = (Act.ORGAN_MERGED, Act.ORGAN_DISSOLVED)


def given(duty: Duty, *, but: DutyTransfer | None = None) -> Given:
    """A duty as it may be handed over; whether another organ than by `but` was asked to take it."""
    waiting = transfer_waiting(duty)
    asked = waiting.organ.name if waiting and waiting != but else ""
    return Given(duty.is_open, duty.item.audience == Audience.INTERNAL, asked)


def taker_of(duty: Duty, organ: Organ) -> Taker:
    return Taker(
        organ.name,
        is_giver=organ.pk == duty.organ_id,
        is_elsewhere=organ.county_id != duty.organ.county_id,
        is_gone=organ.is_dissolved,
        owes_it=duty.fact_id is not None
        and Duty.objects.filter(organ=organ, item=duty.item_id, fact=duty.fact_id).exists(),
    )


def transfer_waiting(duty: Duty) -> DutyTransfer | None:
    """What somebody has proposed for a duty and was not answered yet."""
    waiting = DutyTransfer.objects.filter(duty=duty, state=TransferState.PROPOSED)
    return waiting.select_related("organ__county", "giver", "duty__item").first()


def _with_context(transfers: QuerySet[DutyTransfer]) -> QuerySet[DutyTransfer]:
    return transfers.select_related(
        *("organ", "giver", "duty__organ", "duty__item", "proposed_by", "answered_by")
    )


def transfers_between(organs: Iterable[int]) -> QuerySet[DutyTransfer]:
    """All that these organs gave or were to take, the latest first."""
    ours = list(organs)
    found = DutyTransfer.objects.filter(Q(organ__in=ours) | Q(giver__in=ours))
    return _with_context(found).order_by("-proposed_at", "-id")


def transfers_of(county: County) -> QuerySet[DutyTransfer]:
    found = DutyTransfer.objects.filter(organ__county=county)
    return _with_context(found).order_by("-proposed_at", "-id")


def waiting_for(organs: Iterable[int]) -> QuerySet[DutyTransfer]:
    """What these organs were asked to take; the most urgent first."""
    found = DutyTransfer.objects.filter(organ__in=list(organs), state=TransferState.PROPOSED)
    return _with_context(found).order_by("duty__due_on", "id")


def given_when_late(organ: Organ) -> QuerySet[Duty]:
    """Public duties that were overdue already when the organ handed them to another, which owes
    them since: its own figures hold them no more. The latest due first."""
    handed = DutyTransfer.objects.filter(
        duty=OuterRef("pk"),
        giver=organ,
        state=TransferState.DONE,
        answered_at__date__gt=OuterRef("due_on"),
    )
    found = Duty.objects.filter(Exists(handed), item__audience=Audience.PUBLIC).exclude(organ=organ)
    return found.select_related("organ", "item").order_by("-due_on", "-id")


def ends_of(transfers: Iterable[DutyTransfer]) -> dict[int, TransferEnd]:
    """Of those that ended unanswered why, by their keys: not each was taken back by who asked.

    The openness office decided at that moment, or either organ ended then, as the log says. Two
    queries, or none.
    """
    ended = [one for one in transfers if one.state == TransferState.WITHDRAWN]
    if not ended:
        return {}
    decided = set(
        DutyTransfer.objects.filter(
            duty__in={one.duty_id for one in ended}, way=TransferWay.DECIDED
        ).values_list("duty", "proposed_at")
    )
    organs = {organ.object_id for one in ended for organ in (one.organ, one.giver)}
    parted = Entry.objects.filter(object_id__in=organs, act__in=ENDS_OF_ORGANS)
    gone = set(parted.values_list("object_id", "at"))
    return {one.pk: _end_of(one, decided, gone) for one in ended}


def _end_of(
    one: DutyTransfer,
    decided: set[tuple[int, datetime.datetime]],
    gone: set[tuple[UUID, datetime.datetime]],
) -> TransferEnd:
    at = one.answered_at
    if (one.duty_id, at) in decided:
        return TransferEnd.DECIDED
    whole = at.replace(microsecond=0) if at else None  # as the log has it
    if any((organ.object_id, whole) in gone for organ in (one.organ, one.giver)):
        return TransferEnd.ORGAN_ENDED
    return TransferEnd.TAKEN_BACK


def pending_of(organ: Organ) -> QuerySet[DutyTransfer]:
    """What waits for an answer, proposed by the organ or put to it; the oldest first."""
    waiting = DutyTransfer.objects.filter(
        Q(organ=organ) | Q(giver=organ), state=TransferState.PROPOSED
    )
    return waiting.select_related("organ__county", "giver", "duty__item").order_by("id")


def transfers_of_duty(duty: Duty) -> QuerySet[DutyTransfer]:
    """Everything that was proposed and decided about who owes it, oldest first."""
    return _with_context(DutyTransfer.objects.filter(duty=duty)).order_by("proposed_at", "id")


def passed_through(duty: Duty) -> set[Organ]:
    """The organs that a duty came by, so far as it was handed over one by one."""
    done = DutyTransfer.objects.filter(duty=duty, state=TransferState.DONE)
    return {one.organ for one in done.select_related("organ")}


def running_transfers(county: County) -> QuerySet[DutyTransfer]:
    """Those by which what arises later goes the same way."""
    return DutyTransfer.objects.filter(
        organ__county=county, state=TransferState.DONE, with_later=True, ended_at__isnull=True
    ).select_related("organ", "duty__item", "duty__taken_over_from")


def duties_to_follow(transfer: DutyTransfer, taker: Organ) -> list[Duty]:
    """Open duties of the same item that arose since for the organ that owed it at first; locked.

    Of one for whose fact the taker owes the same already, nothing is handed over.
    """
    origin = transfer.duty.taken_over_from_id
    same = Duty.objects.filter(organ=taker, item=OuterRef("item"), fact=OuterRef("fact"))
    found = Duty.objects.select_for_update(of=("self",)).filter(
        organ=origin,
        taken_over_from__isnull=True,
        item__code=transfer.duty.item.code,
        state=DutyState.OPEN,
        pk__gt=transfer.duty_id,
    )
    return list(found.exclude(Exists(same)).select_related("organ", "item").order_by("id"))


def joint_bodies(duty: Duty) -> list[Organ]:
    """Who owes it together with the organ that leads, in the order of the page."""
    found = JointBody.objects.filter(duty=duty).select_related("organ")
    return [row.organ for row in found.order_by("organ__tier", "organ__order", "organ_id")]


def joint_duties(organs: Iterable[int]) -> QuerySet[Duty]:
    """Open ones that these organs owe together with another that leads; the most urgent first."""
    return (
        Duty.objects.filter(joint_bodies__organ__in=list(organs), state=DutyState.OPEN)
        .select_related("organ", "item")
        .distinct()
        .order_by("due_on", "id")
    )
