import datetime

from django.db import models, transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce

from mingtang.catalogue.choices import Channel
from mingtang.disclosure.choices import DeliveryState, ReceiptKind
from mingtang.disclosure.models import Delivery, Edition, Receipt
from mingtang.disclosure.queries.hung import BOARDLESS, may_come_down_from
from mingtang.disclosure.queries.posted import sheet
from mingtang.disclosure.queries.signing import answering
from mingtang.disclosure.rules import delivering
from mingtang.disclosure.rules.delivering import Seen
from mingtang.files.models import StoredFile
from mingtang.foundation import clock
from mingtang.foundation.asked_often import AskedOften
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.rules import canonical
from mingtang.organs.actions import record_act
from mingtang.organs.choices import Role
from mingtang.organs.models import Place
from mingtang.organs.queries import holds_post, predecessors
from mingtang.organs.rules import typed
from mingtang.people.models import User
from mingtang.terms.queries import calendar

POSTERS = (Role.VILLAGE_CLERK, Role.OFFICER)
SEEN_AT_MOST = 200

_DELIVERY = AskedOften(
    lambda key: (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("organ__county", "edition__disclosure", "place")
        .filter(pk=key)
    ),
    key=models.BigIntegerField(),
)


@transaction.atomic(savepoint=False)
def send_out(*, edition: Edition, at: datetime.datetime) -> list[Delivery]:
    """One delivery for each channel and place the item names; the website has it at once.

    Where the organ has no board, one waits for a board: everybody sees that it hangs nowhere.
    """
    disclosure = edition.disclosure
    organ = answering(disclosure.organ) if disclosure.organ.is_dissolved else disclosure.organ
    channels = disclosure.item.channels
    made: list[Delivery] = []
    if Channel.WEBSITE in channels:
        made.append(
            Delivery(
                edition=edition,
                organ=disclosure.organ,
                channel=Channel.WEBSITE,
                state=DeliveryState.POSTED,
                created_at=at,
                posted_at=at,
            )
        )
    if Channel.BOARD in channels:
        on = clock.day_of(at)
        days = calendar(disclosure.county.code)
        post_by = days.add(on, delivering.POSTING_WORKING_DAYS).on
        places = Place.objects.filter(organ=organ, closed_on__isnull=True)
        somewhere: list[Place | None] = [*places]
        made.extend(
            Delivery(
                edition=edition,
                organ=organ,
                channel=Channel.BOARD,
                place=place,
                created_at=at,
                post_by=post_by,
                notice_days=disclosure.item.notice_days,
                notice_unit=disclosure.item.notice_unit,
                objection_address=delivering.objection_address(
                    name=organ.name, address=organ.address, phone=organ.phone
                ),
            )
            for place in somewhere or [None]
        )
    return Delivery.objects.bulk_create(made)


@transaction.atomic
def hang_what_waits(*, place: Place) -> list[Delivery]:
    """What waits for any board of its organ, or of one whose place that took, goes to this one.

    The day by which it should have hung stays what it was.
    """
    keepers = [place.organ, *predecessors(place.organ)]
    found = list(
        Delivery.objects.select_for_update(of=("self",))
        .filter(BOARDLESS, organ__in=keepers)
        .order_by("id")
    )
    for delivery in found:
        delivery.place, delivery.organ = place, place.organ
    Delivery.objects.bulk_update(found, ["place", "organ"])
    return found


@transaction.atomic(savepoint=False)
def take_down(*, edition: Edition, because: str, at: datetime.datetime) -> None:
    """What hangs must come down, what does not hang yet is not hung; the website is cleared."""
    on = clock.day_of(at)
    there = edition.deliveries.all()
    there.filter(state=DeliveryState.WAITING).update(
        state=DeliveryState.CANCELLED, remove_because=because
    )
    there.filter(state=DeliveryState.POSTED, channel=Channel.WEBSITE).update(
        state=DeliveryState.REMOVED, removed_at=at, remove_because=because
    )
    there.filter(state__in=(DeliveryState.POSTED, DeliveryState.TO_REMOVE)).update(
        state=DeliveryState.TO_REMOVE,
        remove_because=because,
        remove_from=Coalesce(F("remove_from"), Value(on)),
    )


@transaction.atomic
def confirm_posting(
    *,
    delivery: Delivery,
    photograph: StoredFile | None,
    seen: Seen,
    by: User,
    at: datetime.datetime,
) -> Delivery:
    """The clerk on the spot says that it hangs, with a photograph; the notice period begins.

    Said twice by the same clerk (a form sent again) it was said once.
    """
    hung = _locked(delivery, by=by, at=at)
    if _has_said(hung, ReceiptKind.POSTED, by=by):
        return hung
    if hung.state != DeliveryState.WAITING:
        raise RuleBroken(_("这一张不在待张贴的状态：可能已经确认过，请刷新页面查看。"))
    if photograph is None:
        raise RuleBroken(_("请拍一张公开栏的照片，照片里能看见张贴的内容。"))
    on = clock.day_of(at)
    hung.state, hung.posted_at = DeliveryState.POSTED, at
    if hung.notice_term:
        days = calendar(hung.organ.county.code)
        hung.remove_from = delivering.notice_ends(on, hung.notice_term, days)
    hung.save()
    receipt = _receipt(hung, ReceiptKind.POSTED, photograph, seen, by=by, at=at)
    _record(hung, Act.POSTED, receipt, by=by, at=at)
    return hung


@transaction.atomic
def confirm_removal(
    *,
    delivery: Delivery,
    photograph: StoredFile | None,
    seen: Seen,
    by: User,
    at: datetime.datetime,
) -> Delivery:
    """The clerk on the spot says that it no longer hangs; never before the notice period ends.

    Said twice by the same clerk it was said once.
    """
    hung = _locked(delivery, by=by, at=at)
    if _has_said(hung, ReceiptKind.REMOVED, by=by):
        return hung
    if reason := delivering.why_not_remove(
        state=hung.state,
        remove_from=may_come_down_from(hung, calendar(hung.organ.county.code)),
        on=clock.day_of(at),
    ):
        raise RuleBroken(reason)
    hung.state, hung.removed_at = DeliveryState.REMOVED, at
    hung.save()
    receipt = _receipt(hung, ReceiptKind.REMOVED, photograph, seen, by=by, at=at)
    _record(hung, Act.REMOVED, receipt, by=by, at=at)
    return hung


def _locked(delivery: Delivery, *, by: User, at: datetime.datetime) -> Delivery:
    locked = _DELIVERY.get(key=delivery.pk)
    if not holds_post(by, *POSTERS, organ=answering(locked.organ), on=clock.day_of(at)):
        raise RuleBroken(_("张贴和撤下要由公开栏所在单位的公开员确认。"))
    if locked.place is None:
        raise RuleBroken(_("这一张还没有公开栏可以张贴。请县政务公开办先登记公开栏。"))
    return locked


def _has_said(delivery: Delivery, kind: ReceiptKind, *, by: User) -> bool:
    return Receipt.objects.filter(delivery=delivery, kind=kind, by=by).exists()


def _receipt(
    delivery: Delivery,
    kind: ReceiptKind,
    photograph: StoredFile | None,
    seen: Seen,
    *,
    by: User,
    at: datetime.datetime,
) -> Receipt:
    return Receipt.objects.create(
        delivery=delivery,
        kind=kind,
        by=by,
        at=at,
        photograph=photograph,
        taken_at=seen.taken_at,
        latitude=delivering.degrees(seen.latitude),
        longitude=delivering.degrees(seen.longitude),
        where=typed.line(seen.where, what=_("张贴地点"), most=SEEN_AT_MOST),
        note=typed.line(seen.note, what=_("备注"), most=SEEN_AT_MOST),
    )


def _record(
    delivery: Delivery, act: Act, receipt: Receipt, *, by: User, at: datetime.datetime
) -> None:
    record_act(
        act=act,
        about=delivery,
        basis="实施意见:S4.1",
        fields={
            **sheet(delivery, receipt),
            FieldGroup.PERSON: canonical({"by": by.username}),
        },
        by=by,
        at=at,
    )
