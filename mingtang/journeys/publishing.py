"""The acts of a publication that somebody else must be told of: `disclosure` acts, then we tell.

In one transaction: whoever learns of an act can rely on it, and no act stays untold.
"""

import datetime

from django.db import transaction

from mingtang.cases import actions as cases
from mingtang.disclosure import actions
from mingtang.disclosure.actions.erasing import PERSONAL_DATA_LAW
from mingtang.disclosure.choices import (
    DeliveryState,
    EditionState,
    StepCode,
    WithdrawalGround,
)
from mingtang.disclosure.models import Delivery, Disclosure, Edition
from mingtang.disclosure.rules.delivering import Seen
from mingtang.files.models import StoredFile
from mingtang.foundation.clock import day_of
from mingtang.journeys.telling import (
    tell_deliveries,
    tell_drafters,
    tell_held,
    tell_next,
    tell_posters,
    tell_published,
)
from mingtang.notices.choices import NoticeKind
from mingtang.people.models import User
from mingtang.supervision import actions as supervision


@transaction.atomic
def submit_draft(
    *,
    edition: Edition,
    is_emergency: bool = False,
    emergency_reason: str = "",
    by: User,
    at: datetime.datetime,
) -> Edition:
    submitted = actions.submit(
        edition=edition,
        is_emergency=is_emergency,
        emergency_reason=emergency_reason,
        by=by,
        at=at,
    )
    tell_next(edition=submitted, by=by, at=at)
    return submitted


@transaction.atomic
def sign(
    *,
    edition: Edition,
    step: StepCode,
    note: str = "",
    publish_at: datetime.datetime | None = None,
    seen: int | None = None,
    by: User,
    at: datetime.datetime,
) -> Edition:
    signed = actions.sign(
        edition=edition, step=step, note=note, publish_at=publish_at, seen=seen, by=by, at=at
    )
    if signed.state == EditionState.PUBLISHED:
        tell_published(edition=signed, by=by, at=at)
    tell_next(edition=signed, by=by, at=at)
    return signed


@transaction.atomic
def sign_afterwards(
    *, edition: Edition, step: StepCode, note: str = "", by: User, at: datetime.datetime
) -> Edition:
    signed = actions.sign_afterwards(edition=edition, step=step, note=note, by=by, at=at)
    tell_next(edition=signed, by=by, at=at)
    return signed


@transaction.atomic
def return_draft(
    *, edition: Edition, step: StepCode, text: str, by: User, at: datetime.datetime
) -> Edition:
    returned = actions.return_draft(edition=edition, step=step, text=text, by=by, at=at)
    tell_drafters(
        edition=returned, kind=NoticeKind.RETURNED, text=f"退回理由：{text}", by=by, at=at
    )
    return returned


@transaction.atomic
def withdraw_approval(
    *, edition: Edition, because: str, by: User, at: datetime.datetime
) -> Edition:
    returned = actions.withdraw_approval(edition=edition, because=because, by=by, at=at)
    tell_drafters(
        edition=returned, kind=NoticeKind.RETURNED, text=f"撤回签发：{because}", by=by, at=at
    )
    return returned


@transaction.atomic
def recall(*, edition: Edition, by: User, at: datetime.datetime) -> Edition:
    """Nobody has to be told: the draft is simply no longer among what waits for the reviewer."""
    return actions.recall(edition=edition, by=by, at=at)


@transaction.atomic
def publish_scheduled(*, edition: Edition, at: datetime.datetime) -> Edition:
    """What the schedule does at the set time; whoever drafted and signed learns how it went."""
    due = actions.publish_scheduled(edition=edition, at=at)
    if due.state == EditionState.PUBLISHED:
        tell_published(edition=due, by=None, at=at)
    elif due.state == EditionState.HELD:
        tell_held(edition=due, at=at)
    return due


@transaction.atomic
def publish_held(*, edition: Edition, by: User, at: datetime.datetime) -> Edition:
    published = actions.publish_held(edition=edition, by=by, at=at)
    tell_published(edition=published, by=by, at=at)
    return published


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
    gone = actions.withdraw(
        disclosure=disclosure,
        ground=ground,
        reason=reason,
        basis=basis,
        replaced_by=replaced_by,
        by=by,
        at=at,
    )
    supervision.forget_text(disclosure=gone)
    if gone.title != disclosure.title:
        cases.forget_title(
            subject_id=gone.object_id,
            instead=gone.title,
            basis=PERSONAL_DATA_LAW,
            by=by,
            at=at,
        )
    tell_posters(disclosure=gone, by=by, at=at)
    return gone


@transaction.atomic
def confirm_posting(
    *,
    delivery: Delivery,
    photograph: StoredFile | None,
    seen: Seen,
    by: User,
    at: datetime.datetime,
) -> Delivery:
    """Nobody has to be told; here so that the desk has all acts of a publication in one place."""
    return actions.confirm_posting(
        delivery=delivery, photograph=photograph, seen=seen, by=by, at=at
    )


@transaction.atomic
def confirm_removal(
    *,
    delivery: Delivery,
    photograph: StoredFile | None,
    seen: Seen,
    by: User,
    at: datetime.datetime,
) -> Delivery:
    return actions.confirm_removal(
        delivery=delivery, photograph=photograph, seen=seen, by=by, at=at
    )


@transaction.atomic
def come_down(*, at: datetime.datetime) -> int:
    """Sheets whose notice period is over must come down; whoever posted them is told. Daily."""
    actions.come_down(on=day_of(at))
    outstanding = Delivery.objects.filter(state=DeliveryState.TO_REMOVE, place__isnull=False)
    return tell_deliveries(deliveries=outstanding, by=None, at=at)
