import datetime

from django.db import transaction
from django.db.models import Q

from mingtang.catalogue import actions as catalogue
from mingtang.catalogue.models import Duty
from mingtang.disclosure.actions.acts import record_edition
from mingtang.disclosure.actions.bulk import index_disclosure
from mingtang.disclosure.actions.deliveries import take_down
from mingtang.disclosure.choices import (
    OPEN,
    WAS_PUBLIC,
    DeliveryState,
    EditionState,
    WithdrawalGround,
)
from mingtang.disclosure.models import Delivery, Disclosure
from mingtang.disclosure.permissions import may_withdraw
from mingtang.disclosure.queries.hung import OF_WORKING_DAYS, over_in_working_days
from mingtang.disclosure.queries.signing import answering
from mingtang.disclosure.rules import correcting
from mingtang.disclosure.rules.delivering import TERM_OVER
from mingtang.foundation import clock
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.kept_words import in_chinese
from mingtang.foundation.personal_data.refusing import refuse_personal_data
from mingtang.foundation.prose import clean_line
from mingtang.foundation.text import gettext_noop as _
from mingtang.ledger.choices import Act
from mingtang.people.models import User


@transaction.atomic
def withdraw(
    *,
    disclosure: Disclosure,
    ground: WithdrawalGround,
    reason: str,
    basis: str = "",
    replaced_by: Disclosure | None = None,
    by: User,
    at: datetime.datetime,
) -> Disclosure:
    """Takes a publication back from every channel; its address keeps a tombstone that says why."""
    gone = (
        Disclosure.objects.select_for_update(of=("self",))
        .select_related("organ__county", "item", "current", "duty")
        .get(pk=disclosure.pk)
    )
    reason, current = clean_line(reason), gone.current
    if current is None:
        raise RuleBroken(_("这件信息还没有公开，不需要撤回；草稿请直接放弃。"))
    if not may_withdraw(by, gone, clock.day_of(at)):
        raise RuleBroken(_("撤回要由本机关的签发人或者县政务公开办来定。"))
    basis, item = clean_line(basis), gone.item
    if problem := (
        correcting.why_not_withdraw(is_withdrawn=gone.is_withdrawn, reason=reason)
        or correcting.why_not_reassessed(ground, outcome=gone.outcome)
        or correcting.why_not_ground(
            ground,
            basis=basis,
            is_replaced=replaced_by is not None,
            is_penalty=correcting.is_of_penalties(item.level2, [row["law"] for row in item.basis]),
        )
    ):
        raise RuleBroken(problem)
    refuse_personal_data(reason, basis, on=clock.day_of(at))
    if replaced_by is not None and not _may_replace(gone, replaced_by):
        raise RuleBroken(_("替代它的信息要是本县已经公开、没有撤回的另一件。"))
    gone.editions.filter(state__in=WAS_PUBLIC).update(state=EditionState.WITHDRAWN)
    gone.editions.filter(state__in=OPEN).update(state=EditionState.ABANDONED)
    gone.withdrawn_at, gone.withdrawal_ground, gone.withdrawal_reason = at, ground, reason
    gone.withdrawal_basis = correcting.withdrawal_basis(ground, basis)
    gone.replaced_by = replaced_by
    gone.title = correcting.public_title(gone.title, ground=ground, item=item.level2)
    gone.save()
    take_down(edition=current, because=in_chinese(WithdrawalGround(ground).label), at=at)
    if gone.duty and correcting.is_owed_again(
        ground,
        outcome=gone.outcome,
        is_replaced=replaced_by is not None,
        is_unowed=gone.is_unowed,
    ):
        _owe_again(gone.duty, because=reason, by=by, at=at)
    index_disclosure(disclosure=gone)
    record_edition(
        act=Act.WITHDRAWN,
        edition=current,
        basis=correcting.ledger_basis(ground),
        by=by,
        at=at,
        note=correcting.ledger_note(ground, reason, gone.withdrawal_basis),
    )
    return gone


def _owe_again(duty: Duty, *, because: str, by: User, at: datetime.datetime) -> None:
    """It is owed again: where the organ is no more, by the one that took its place."""
    catalogue.reopen_duty(duty=duty, because=because, by=by, at=at)
    successor = answering(duty.organ)
    if successor != duty.organ:
        catalogue.take_over_duties(
            organ=duty.organ, successor=successor, on=clock.day_of(at), by=by, at=at
        )


def _may_replace(gone: Disclosure, other: Disclosure) -> bool:
    return (
        other.pk != gone.pk
        and other.county_id == gone.county_id
        and other.is_public
        and not other.is_withdrawn
    )


@transaction.atomic
def come_down(*, on: datetime.date) -> int:
    """Marks sheets whose notice period is over as to be taken down; returns how many. Daily."""
    over = Q(remove_from__lte=on) & ~OF_WORKING_DAYS | Q(pk__in=over_in_working_days(on))
    return Delivery.objects.filter(over, state=DeliveryState.POSTED).update(
        state=DeliveryState.TO_REMOVE, remove_because=TERM_OVER
    )
