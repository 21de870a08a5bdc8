"""Duties on their way between organs, against the acts that stand in the log about them."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from mingtang.catalogue.choices import TransferState, TransferWay
from mingtang.catalogue.models import DutyTransfer
from mingtang.catalogue.queries.committed import OF_TRANSFERS
from mingtang.catalogue.rules.handed import Handed, ends
from mingtang.ledger.choices import Act
from mingtang.ledger.queries import not_as_claimed
from mingtang.ledger.rules import Claim
from mingtang.organs.models import County

JOINED = ("organ", "giver", "duty__item")
ANSWERS = {
    TransferState.DONE: Act.TRANSFER_ACCEPTED,
    TransferState.DECLINED: Act.TRANSFER_DECLINED,
    TransferState.WITHDRAWN: Act.TRANSFER_WITHDRAWN,
}
Acts = Mapping[str, datetime.datetime | None]


def transfers_not_as_told(county: County, keys: Iterable[int]) -> list[UUID]:
    """Of these transfers, those that were proposed, answered or decided otherwise, or that hold
    for what comes later though another came after them. Three queries."""
    rows = DutyTransfer.objects.filter(organ__county=county, pk__in=list(keys))
    return not_as_told(list(rows.select_related(*JOINED)))


def not_as_told(transfers: Sequence[DutyTransfer]) -> list[UUID]:
    """Of those of one page. Two queries, or none."""
    known = _ends(transfers)
    claims = [
        Claim(
            one.object_id,
            one.organ.code,
            acts_of(one.way, one.state, proposed_at=one.proposed_at, answered_at=one.answered_at),
            is_sound=one.ended_at == known.get(one.pk)
            and one.giver.county_id == one.organ.county_id
            and (not one.is_done or not one.answer),
        )
        for one in transfers
    ]
    return not_as_claimed(claims, OF_TRANSFERS)


def acts_of(
    way: str,
    state: str,
    *,
    proposed_at: datetime.datetime,
    answered_at: datetime.datetime | None,
) -> Acts:
    """Which acts there must be, and when. What was decided is one act, and done with it."""
    if way == TransferWay.DECIDED:
        is_whole = state == TransferState.DONE and answered_at == proposed_at
        return {Act.TRANSFER_DECIDED: proposed_at} if is_whole else {}
    proposed: Acts = {Act.TRANSFER_PROPOSED: proposed_at}
    if state == TransferState.PROPOSED:
        return proposed
    return {**proposed, ANSWERS[TransferState(state)]: answered_at}


def _ends(transfers: Sequence[DutyTransfer]) -> dict[int, datetime.datetime | None]:
    """When each stopped holding for what comes later, by its key."""
    rows = DutyTransfer.objects.filter(
        duty__item__code__in={one.duty.item.code for one in transfers},
        organ__county__in={one.organ.county_id for one in transfers},
        with_later=True,
        state=TransferState.DONE,
    ).order_by("answered_at", "pk")
    found = rows.values_list(
        "pk", "organ", "organ__county", "duty__item__code", "duty__taken_over_from", "answered_at"
    )
    return ends(
        Handed(key, (county, code, origin), at, is_back=organ == origin)
        for key, organ, county, code, origin, at in found
    )
