import datetime
import secrets
from uuid import UUID

from django.conf import settings
from django.db import transaction

from mingtang.audit import actions as audit
from mingtang.audit.choices import Agent, AuditKind
from mingtang.cases import rules
from mingtang.cases.choices import DisputeKind, DisputeResult, DisputeState, SubjectKind
from mingtang.cases.models import Dispute, DisputeContact, DisputeOriginal
from mingtang.cases.queries import bound, received_since
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.personal_data.refusing import public_reason
from mingtang.foundation.sealing import is_sealed_by_old_key, seal, unseal
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.working_days import Due
from mingtang.ledger.actions import erase_salts
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.rules import canonical
from mingtang.organs.actions import record_act
from mingtang.organs.models import County, Organ
from mingtang.organs.queries import acting_organ
from mingtang.organs.rules.roles import Power
from mingtang.people.models import User

Sealed = DisputeContact | DisputeOriginal
DAY = datetime.timedelta(days=1)


@transaction.atomic
def receive_dispute(
    *,
    county: County,
    organ: Organ,
    kind: DisputeKind,
    subject_kind: SubjectKind,
    subject_id: UUID,
    subject_title: str,
    text: str,
    contact: str = "",
    idempotency_key: str,
    due: Due,
    at: datetime.datetime,
) -> Dispute:
    """Takes what somebody without an account says of a page; sent twice it is one receipt.

    `idempotency_key` is that of the form. Raises RuleBroken, NotUnderstood.
    """
    words = rules.words(text, on=day_of(at))
    how_to_reach = rules.contact(contact)
    sent_as = rules.sent_as(
        idempotency_key, kind, str(subject_id), words.public, words.original, how_to_reach
    )
    dispute, is_new = Dispute.objects.get_or_create(
        idempotency_key=sent_as,
        defaults={
            "county": county,
            "organ": organ,
            "receipt_number": _free_number(),
            "kind": kind,
            "subject_kind": subject_kind,
            "subject_id": subject_id,
            "subject_title": subject_title[:300],
            "text": words.public,
            "received_at": at,
            "due_on": due.on,
            "due_is_provisional": due.is_provisional,
        },
    )
    if not is_new:
        return dispute
    _refuse_flood(county, subject_id, at)
    if how_to_reach:
        _seal(DisputeContact(dispute=dispute), how_to_reach)
    if words.original:
        _seal(DisputeOriginal(dispute=dispute), words.original)
    record_act(
        act=Act.DISPUTE_RECEIVED,
        about=dispute,
        basis=rules.BASIS,
        due_on=dispute.due_on,
        fields=bound(dispute, Act.DISPUTE_RECEIVED),
        by=None,
        at=at,
        agent=Agent.CITIZEN,
    )
    return dispute


@transaction.atomic
def answer_dispute(
    *, dispute: Dispute, result: DisputeResult, answer: str, by: User, at: datetime.datetime
) -> Dispute:
    """Answers in public, once, for the organ in which `by` holds the office on that day.

    Raises RuleBroken, NotUnderstood.
    """
    asked = _locked(dispute)
    if not asked.is_open:
        raise RuleBroken(_("这一件刚才已经答复过了，请刷新页面查看答复。"))
    organ = acting_organ(by, Power.ANSWER_DISPUTE, county_id=asked.county_id, on=day_of(at))
    if organ is None:
        raise RuleBroken(_("答复要由县政务公开办的现任人员来做。"))
    asked.answer = rules.answer(answer, on=day_of(at))
    asked.result = DisputeResult(result)
    asked.state = DisputeState.ANSWERED
    asked.answered_at, asked.answered_by, asked.answered_for = at, by, organ
    asked.save()
    record_act(
        act=Act.DISPUTE_ANSWERED,
        about=asked,
        basis=rules.BASIS,
        due_on=asked.due_on,
        fields={
            **bound(asked, Act.DISPUTE_ANSWERED),
            FieldGroup.PERSON: canonical({"by": by.username}),
        },
        by=by,
        at=at,
    )
    return asked


@transaction.atomic
def hide_text(*, dispute: Dispute, because: str, by: User, at: datetime.datetime) -> Dispute:
    """Shows the text no more, as where it insults or names somebody; that it was said stays public.

    The reason is public. Raises RuleBroken.
    """
    shown = _locked(dispute)
    missing = _("写明为什么不再显示，公众会看到这个理由。")
    reason = public_reason(because, missing=missing, most=rules.LONGEST_REASON)
    if shown.is_text_hidden:
        raise RuleBroken(_("这段文字已经不再显示了，请刷新页面查看。"))
    shown.hidden_because = reason
    shown.save(update_fields=["hidden_because"])
    record_act(
        act=Act.DISPUTE_TEXT_HIDDEN,
        about=shown,
        basis="",
        fields={
            **bound(shown, Act.DISPUTE_TEXT_HIDDEN),
            FieldGroup.PERSON: canonical({"by": by.username}),
        },
        by=by,
        at=at,
    )
    return shown


@transaction.atomic
def look_at_contact(*, dispute: Dispute, by: User, at: datetime.datetime) -> str:
    """How to reach who wrote; whoever looks leaves a line. Raises RuleBroken."""
    kept = DisputeContact.objects.filter(dispute=dispute).first()
    if kept is None:
        raise RuleBroken(_("没有留下联系方式，或者已经按期删除。"))
    return _look(kept, _("联系方式"), by=by, at=at)


@transaction.atomic
def look_at_original(*, dispute: Dispute, by: User, at: datetime.datetime) -> str:
    """The text with the personal data in it; whoever looks leaves a line. Raises RuleBroken."""
    kept = DisputeOriginal.objects.filter(dispute=dispute).first()
    if kept is None:
        raise RuleBroken(_("公布的就是原文，或者原文已经按期删除。"))
    return _look(kept, _("未遮盖的原文"), by=by, at=at)


@transaction.atomic
def erase_sealed(*, at: datetime.datetime) -> int:
    """Contacts and originals of what was answered long ago are erased for good; how many."""
    old = Dispute.objects.filter(answered_at__lt=at - rules.KEPT_AFTER_ANSWER)
    contacts, _per_model = DisputeContact.objects.filter(dispute__in=old).delete()
    originals, _per_model = DisputeOriginal.objects.filter(dispute__in=old).delete()
    return contacts + originals


@transaction.atomic
def forget_title(
    *, subject_id: UUID, instead: str, basis: str, by: User, at: datetime.datetime
) -> int:
    """Takes the title of a page whose content is gone for good from what was said of it.

    Nothing opens any more what was committed to with that title; what is left of the words is
    committed to anew.
    """
    disputes = list(
        Dispute.objects.select_for_update(of=("self",))
        .filter(subject_id=subject_id)
        .exclude(subject_title=instead)
        .select_related("organ__county")
        .order_by("id")
    )
    for dispute in disputes:
        dispute.subject_title = instead
        dispute.save(update_fields=["subject_title"])
        closed = erase_salts(
            origin=dispute.organ.county.log_origin,
            objects=[dispute.object_id],
            acts=[Act.DISPUTE_RECEIVED, Act.PERSONAL_DATA_ERASED],
            groups=[FieldGroup.TEXT],
        )
        record_act(
            act=Act.PERSONAL_DATA_ERASED,
            about=dispute,
            basis=basis,
            fields={
                **bound(dispute, Act.PERSONAL_DATA_ERASED),
                FieldGroup.STRUCTURED: canonical({"entries": closed}),
                FieldGroup.PERSON: canonical({"by": by.username}),
            },
            by=by,
            at=at,
        )
    return len(disputes)


@transaction.atomic
def seal_anew() -> int:
    """What an old key sealed is sealed by the first key of the settings; how many."""
    if len(settings.SEALING_KEYS) == 1:
        return 0
    kept: list[Sealed] = [
        *DisputeContact.objects.select_for_update(of=("self",)).select_related("dispute"),
        *DisputeOriginal.objects.select_for_update(of=("self",)).select_related("dispute"),
    ]
    old = [one for one in kept if is_sealed_by_old_key(one.sealed)]
    for one in old:
        _seal(one, unseal(one.sealed, belongs_to=_name(one)))
    return len(old)


def _locked(dispute: Dispute) -> Dispute:
    return (
        Dispute.objects.select_for_update(of=("self",))
        .select_related("county", "organ__county")
        .get(pk=dispute.pk)
    )


def _refuse_flood(county: County, subject_id: UUID, at: datetime.datetime) -> None:
    on_page, in_county = received_since(county, subject_id, since=at - DAY)
    if on_page > rules.MOST_ON_ONE_PAGE_IN_A_DAY or in_county > rules.MOST_IN_ONE_COUNTY_IN_A_DAY:
        raise RuleBroken(
            _("这一天收到的太多，暂时不能再收。请明天再来，或者按页脚的电话和地址直接联系。")
        )


def _free_number() -> str:
    while True:
        number = rules.receipt_number(secrets.randbelow(10**rules.DIGITS))
        if not Dispute.objects.filter(receipt_number=number).exists():
            return number


def _seal(kept: Sealed, text: str) -> None:
    kept.sealed = seal(text, belongs_to=_name(kept))
    kept.save()


def _name(kept: Sealed) -> str:
    return f"{type(kept).__name__} {kept.dispute.object_id}"


def _look(kept: Sealed, what: str, *, by: User, at: datetime.datetime) -> str:
    dispute = kept.dispute
    audit.record(
        kind=AuditKind.LOOKED,
        by=by,
        at=at,
        county_code=dispute.county.code,
        object_id=dispute.object_id,
        detail=f"{what} {dispute.receipt_number}",
    )
    return unseal(kept.sealed, belongs_to=_name(kept))
