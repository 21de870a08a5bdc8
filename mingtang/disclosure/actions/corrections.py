import datetime

from django.db import transaction

from mingtang.audit.choices import Agent
from mingtang.disclosure.actions.acts import record_edition
from mingtang.disclosure.choices import BINDING, OPEN, StepCode, Validity
from mingtang.disclosure.models import Attachment, Disclosure, Edition, Signature
from mingtang.disclosure.queries.checked import findings
from mingtang.disclosure.queries.signing import (
    authority_to_draft,
    authority_to_sign,
    workflow_of,
)
from mingtang.disclosure.rules import correcting
from mingtang.foundation import clock
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.personal_data.refusing import refuse_personal_data
from mingtang.foundation.prose import clean_line
from mingtang.foundation.text import gettext_noop as _
from mingtang.ledger.choices import Act
from mingtang.people.models import User

COPIED = (
    *("title", "summary", "document_number", "formed_on", "values", "body"),
    *("exemption", "third_party", "third_party_on"),
)


@transaction.atomic
def start_correction(*, disclosure: Disclosure, by: User, at: datetime.datetime) -> Edition:
    """A new edition that begins as a copy of the current one; it goes the whole way again."""
    wrong = _locked(disclosure)
    current = wrong.current
    if current is None or wrong.is_withdrawn:
        raise RuleBroken(_("只有正在公开的信息可以更正；已撤回的请另外起草。"))
    if wrong.editions.filter(state__in=OPEN).exists():
        raise RuleBroken(_("这件信息已经有一份更正稿没有办完，请在草稿里继续。"))
    right = authority_to_draft(by, wrong.organ, clock.day_of(at))
    if right is None:
        raise RuleBroken(_("更正要由本机关的公开专员来起草。"))
    latest = wrong.editions.order_by("-number").values_list("number", flat=True)[0]
    edition = Edition.objects.create(
        disclosure=wrong,
        number=latest + 1,
        started_at=at,
        started_by=by,
        saved_at=at,
        saved_by=by,
        **{name: getattr(current, name) for name in COPIED},
    )
    Attachment.objects.bulk_create(
        Attachment(
            edition=edition,
            file_id=old.file_id,
            name=old.name,
            order=old.order,
            decision=old.decision,
            decision_note=old.decision_note,
        )
        for old in current.attachments.all()
    )
    Signature.objects.create(
        edition=edition,
        step=StepCode.DRAFT,
        by=by,
        post=right.post,
        at=at,
        is_stand_in=right.is_stand_in,
    )
    edition.checks = [row.as_row() for row in findings(edition, on=clock.day_of(at))]
    edition.save(update_fields=["checks"])
    record_edition(act=Act.DRAFT_STARTED, edition=edition, by=by, at=at)
    return edition


def _locked(disclosure: Disclosure) -> Disclosure:
    return (
        Disclosure.objects.select_for_update(of=("self",))
        .select_related("organ__county", "item", "current", "duty")
        .get(pk=disclosure.pk)
    )


@transaction.atomic
def change_validity(
    *,
    disclosure: Disclosure,
    validity: Validity,
    note: str,
    until: datetime.date | None = None,
    by: User,
    at: datetime.datetime,
) -> Disclosure:
    """Marks a document as amended, repealed or expired, on its own page (政府网站发展指引)."""
    document = _locked(disclosure)
    on = clock.day_of(at)
    note = clean_line(note)
    if document.current is None or document.is_withdrawn:
        raise RuleBroken(_("只有正在公开的信息可以标注效力。"))
    if reason := correcting.why_not_change_validity(
        validity=validity,
        was=document.validity,
        note=note,
        is_new_end=until != document.valid_until,
    ) or correcting.why_not_until(validity, until=until, on=on):
        raise RuleBroken(reason)
    refuse_personal_data(note, on=on)
    last = workflow_of(document.organ).last
    if authority_to_sign(by, last, document.organ, on) is None:
        raise RuleBroken(_("效力标注要由签发人来定。"))
    document.validity, document.validity_note, document.valid_until = validity, note, until
    document.save(update_fields=["validity", "validity_note", "valid_until"])
    record_edition(
        act=Act.VALIDITY_CHANGED,
        edition=document.current,
        by=by,
        at=at,
        note=_validity(document),
    )
    return document


@transaction.atomic
def expire(*, disclosure: Disclosure, at: datetime.datetime) -> Disclosure:
    """Marks a document whose last day has passed as expired; for the schedule."""
    document = _locked(disclosure)
    end = document.valid_until
    binds = document.validity in BINDING
    if document.current is None or document.is_withdrawn or not binds:
        return document
    if end is None or end >= clock.day_of(at):
        return document
    document.validity = Validity.EXPIRED
    document.save(update_fields=["validity"])
    record_edition(
        act=Act.VALIDITY_CHANGED,
        edition=document.current,
        by=None,
        at=at,
        agent=Agent.SCHEDULE,
        note=_validity(document),
    )
    return document


def _validity(document: Disclosure) -> str:
    return correcting.validity_note(document.validity, document.valid_until, document.validity_note)
