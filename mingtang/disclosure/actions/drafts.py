import datetime
from collections.abc import Mapping

from django.db import transaction

from mingtang.catalogue.choices import DutyState
from mingtang.catalogue.models import Duty, Item
from mingtang.disclosure.actions.acts import record_edition
from mingtang.disclosure.choices import (
    EDITABLE,
    EditionState,
    Outcome,
    PersonalDataDecision,
    StepCode,
)
from mingtang.disclosure.errors import StaleDraft
from mingtang.disclosure.models import Attachment, Disclosure, Edition, Signature
from mingtang.disclosure.queries.checked import findings
from mingtang.disclosure.queries.locked import locked_edition
from mingtang.disclosure.queries.signing import authority_to_draft, standing
from mingtang.disclosure.rules import drafting
from mingtang.files.models import StoredFile
from mingtang.files.rules import clean_name
from mingtang.foundation import clock
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.prose import clean_line
from mingtang.foundation.text import gettext_noop as _
from mingtang.ledger.choices import Act
from mingtang.organs.models import Organ
from mingtang.organs.queries import Authority
from mingtang.people.models import User

ATTACHMENTS_MOST = 50
NOTE_LONGEST = 200


@transaction.atomic
def start_draft(
    *,
    item: Item,
    organ: Organ,
    duty: Duty | None = None,
    outcome: Outcome = Outcome.CONTENT,
    idempotency_key: str = "",
    by: User,
    at: datetime.datetime,
) -> Edition:
    """The first edition of a new disclosure, in the form its item prescribes.

    `idempotency_key` is that of the form: sent twice it gives the draft it gave before.
    """
    sent_as = drafting.sent_as(idempotency_key, str(by.pk), str(organ.pk), str(item.pk))
    if sent_as and (made := Edition.objects.filter(disclosure__idempotency_key=sent_as).first()):
        return made
    if duty is not None:
        duty = Duty.objects.select_for_update().get(pk=duty.pk)
    if reason := drafting.why_not_start(
        is_same_county=item.standard.county_id == organ.county_id,
        is_dissolved=organ.is_dissolved,
        has_duty=duty is not None,
        fits_duty=duty is None or (duty.organ_id == organ.pk and duty.item_id == item.pk),
        duty_is_open=duty is None or duty.is_open,
        duty_holds=duty is None or duty.state != DutyState.VOID,
        has_happened=duty is not None and duty.fact_id is not None,
        never_nil=item.never_nil,
        outcome=outcome,
    ):
        raise RuleBroken(reason)
    if duty and Edition.objects.filter(disclosure__duty=duty, state__in=drafting.OPEN).exists():
        raise RuleBroken(_("这项任务已经有一份没有办完的草稿，请在草稿里继续。"))
    disclosure = Disclosure.objects.create(
        organ=organ,
        county_id=organ.county_id,
        item=item,
        duty=duty,
        outcome=outcome,
        audience=item.audience,
        created_at=at,
        idempotency_key=sent_as,
    )
    return _begin(disclosure=disclosure, number=1, title=duty.title if duty else "", by=by, at=at)


def _begin(
    *, disclosure: Disclosure, number: int, title: str, by: User, at: datetime.datetime
) -> Edition:
    edition = Edition(
        disclosure=disclosure,
        number=number,
        title=title,
        started_at=at,
        started_by=by,
        saved_at=at,
        saved_by=by,
    )
    right = _right_to_draft(edition, by, at)
    _check(edition, at)
    edition.save(force_insert=True)
    _sign_as_drafter(edition, right, by, at)
    record_edition(act=Act.DRAFT_STARTED, edition=edition, by=by, at=at)
    return edition


@transaction.atomic(savepoint=False)
def note_drafter(
    *, edition: Edition, right: Authority | None = None, by: User, at: datetime.datetime
) -> None:
    """Everyone who wrote has signed as a drafter, and so can neither review nor approve.

    `right` is that by which he writes, where the caller has asked for it already.
    """
    right = right or _right_to_draft(edition, by, at)
    if all(signature.by_id != by.pk for signature in standing(edition)):
        _sign_as_drafter(edition, right, by, at)


def _right_to_draft(edition: Edition, by: User, at: datetime.datetime) -> Authority:
    right = authority_to_draft(by, edition.disclosure.organ, clock.day_of(at))
    if right is None:
        raise RuleBroken(_("起草要由本机关的公开专员来做；请先由系统管理员登记任职。"))
    return right


def _sign_as_drafter(edition: Edition, right: Authority, by: User, at: datetime.datetime) -> None:
    signature = Signature(
        step=StepCode.DRAFT, by=by, post=right.post, at=at, is_stand_in=right.is_stand_in
    )
    keep_signature(edition=edition, signature=signature)


@transaction.atomic(savepoint=False)
def keep_signature(*, edition: Edition, signature: Signature) -> None:
    """Writes it down, and among those at hand of an edition that is locked."""
    signature.edition = edition
    signature.save(force_insert=True)
    if edition.given is not None:
        edition.given.append(signature)


def _check(edition: Edition, at: datetime.datetime) -> None:
    edition.checks = [row.as_row() for row in findings(edition, on=clock.day_of(at))]


@transaction.atomic
def save_draft(
    *,
    edition: Edition,
    version: int,
    changes: Mapping[str, object],
    by: User,
    at: datetime.datetime,
) -> Edition:
    """Keeps what was typed, cleaned, whatever the check list says of it.

    Raises StaleDraft when `version` is not the one last saved.
    """
    draft = _editable(edition)
    if reason := drafting.why_not_keep(changes):
        raise RuleBroken(reason)
    keys = [element["key"] for element in draft.disclosure.item.elements]
    columns = drafting.cleaned(changes, keys=keys, values=draft.values)
    if draft.version != version:
        return _sent_twice(draft, columns, by)
    for name, value in columns.items():
        setattr(draft, name, value)
    note_drafter(edition=draft, by=by, at=at)
    return _saved(draft, by=by, at=at)


def _sent_twice(draft: Edition, columns: Mapping[str, object], by: User) -> Edition:
    """The same person's same form changes nothing. Raises StaleDraft for another."""
    is_same = all(getattr(draft, name) == value for name, value in columns.items())
    if draft.saved_by_id != by.pk or not is_same:
        raise StaleDraft(version=draft.version)
    return draft


def _editable(edition: Edition) -> Edition:
    """The edition, locked; refused when it can no longer be written in."""
    locked = locked_edition(edition)
    if locked.state not in EDITABLE:
        raise RuleBroken(_("草稿已经送审，不能再改。要改请先撤回送审，或者请审查人退回。"))
    return locked


def _saved(draft: Edition, *, by: User, at: datetime.datetime) -> Edition:
    draft.version += 1
    draft.saved_at, draft.saved_by = at, by
    _check(draft, at)
    draft.save()
    return draft


@transaction.atomic
def attach(
    *, edition: Edition, file: StoredFile, name: str, by: User, at: datetime.datetime
) -> Attachment:
    """Adds a stored file; the same content twice is one attachment."""
    draft = _editable(edition)
    if found := draft.attachments.filter(file=file).first():
        return found
    if draft.attachments.count() >= ATTACHMENTS_MOST:
        raise RuleBroken(_("附件最多50个。请合并成一个文件，或者另起一件公开信息。"))
    note_drafter(edition=draft, by=by, at=at)
    made = Attachment.objects.create(
        edition=draft, file=file, name=clean_name(name), order=draft.attachments.count()
    )
    made.edition = _saved(_editable(draft), by=by, at=at)
    return made


@transaction.atomic
def detach(*, attachment: Attachment, by: User, at: datetime.datetime) -> Edition:
    draft = _editable(attachment.edition)
    note_drafter(edition=draft, by=by, at=at)
    draft.attachments.filter(pk=attachment.pk).delete()
    return _saved(_editable(draft), by=by, at=at)


@transaction.atomic
def decide_personal_data(
    *,
    attachment: Attachment,
    decision: PersonalDataDecision,
    note: str,
    by: User,
    at: datetime.datetime,
) -> Edition:
    """What the drafter says of personal data that the machine found, or could not look for."""
    draft = _editable(attachment.edition)
    note = clean_line(note)
    if decision != PersonalDataDecision.NONE and not note:
        raise RuleBroken(_("写明法律条款，或者谁核对的、结论是什么。"))
    if len(note) > NOTE_LONGEST:
        raise RuleBroken(_("条款或者说明超过200个字，存不下，请写短一些。"))
    note_drafter(edition=draft, by=by, at=at)
    draft.attachments.filter(pk=attachment.pk).update(decision=decision, decision_note=note)
    return _saved(_editable(draft), by=by, at=at)


@transaction.atomic
def abandon_draft(*, edition: Edition, by: User, at: datetime.datetime) -> Edition:
    """Gives a draft up; it stays on record, and its duty stays owed."""
    draft = _editable(edition)
    note_drafter(edition=draft, by=by, at=at)
    draft.state = EditionState.ABANDONED
    draft.save(update_fields=["state"])
    record_edition(act=Act.DRAFT_ABANDONED, edition=draft, by=by, at=at)
    return draft
