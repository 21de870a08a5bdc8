import datetime

from django.db import transaction

from mingtang.disclosure.actions.acts import PROACTIVE, REVIEW_FIRST, record_edition
from mingtang.disclosure.actions.drafts import keep_signature, note_drafter
from mingtang.disclosure.actions.publishing import publish
from mingtang.disclosure.choices import EditionState, StepCode
from mingtang.disclosure.models import Edition, Remark, Signature
from mingtang.disclosure.queries.checked import digest, findings
from mingtang.disclosure.queries.gates import why_gates_shut
from mingtang.disclosure.queries.locked import locked_edition
from mingtang.disclosure.queries.signed import BY_STEP, how_signed
from mingtang.disclosure.queries.signing import (
    authority_to_draft,
    authority_to_sign,
    signed_steps,
    standing,
    took_over,
    workflow_of,
)
from mingtang.disclosure.rules import checks, workflow
from mingtang.foundation import clock
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.ledger.choices import Act
from mingtang.organs.rules import typed
from mingtang.people.models import User

NOTE_AT_MOST, REMARK_AT_MOST = 300, 500  # characters; no law


@transaction.atomic
def submit(
    *,
    edition: Edition,
    is_emergency: bool = False,
    emergency_reason: str = "",
    by: User,
    at: datetime.datetime,
) -> Edition:
    """Sends a draft to review and locks it. In an emergency the approval follows (design §4.4)."""
    draft = locked_edition(edition)
    on = clock.day_of(at)
    if not draft.is_editable:
        raise RuleBroken(_("这份草稿已经送审，请刷新页面查看最新状态。"))
    right = authority_to_draft(by, draft.disclosure.organ, on)
    if right is None:
        raise RuleBroken(_("送审要由本机关的公开专员来做。"))
    reason = typed.line(emergency_reason, what=_("紧急公开的理由"), most=NOTE_AT_MOST)
    if is_emergency and not reason:
        raise RuleBroken(_("紧急公开要写明紧急的理由，公众会看到。"))
    draft.is_emergency, draft.emergency_reason = is_emergency, reason if is_emergency else ""
    found = findings(draft, on=on)
    if stopped := checks.stops(found):
        raise checks.refusal(stopped[0])
    note_drafter(
        edition=draft, right=right, by=by, at=at
    )  # who calls it urgent, and why, has written in it
    draft.checks = [row.as_row() for row in found]
    draft.state = EditionState.IN_REVIEW
    draft.submitted_at = at
    draft.save(
        update_fields=["checks", "state", "is_emergency", "emergency_reason", "submitted_at"]
    )
    record_edition(act=Act.DRAFT_SUBMITTED, edition=draft, by=by, at=at)
    return draft


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
    """One person's consent. The last signature publishes at once, or sets the time for it.

    `seen` is the version that was read: who consents, consents to nothing else.
    """
    read = locked_edition(edition)
    flow = workflow_of(read.disclosure.organ)
    in_review = read.state in (EditionState.IN_REVIEW, EditionState.HELD)
    if reason := workflow.why_not_sign(
        flow, step=step, signed=signed_steps(read), is_in_review=in_review
    ):
        raise RuleBroken(reason)
    if seen not in (None, read.version):
        raise RuleBroken(_("您看过以后，这一版又改过。下面是现在的内容，请看过再办。"))
    if reason := workflow.why_not_at(publish_at, now=at):
        raise RuleBroken(reason)
    given = _put_signature(read, flow, step=step, note=note, by=by, at=at, is_afterwards=False)
    record_edition(
        act=BY_STEP.get(step, Act.APPROVED),
        edition=read,
        basis=REVIEW_FIRST if step == StepCode.SECRECY else PROACTIVE,
        by=by,
        at=at,
        note=given.note,
        signed=how_signed(given),
    )
    return _go_on(read, flow, publish_at=publish_at, by=by, at=at)


def _put_signature(
    edition: Edition,
    flow: workflow.Workflow,
    *,
    step: str,
    note: str,
    by: User,
    at: datetime.datetime,
    is_afterwards: bool,
) -> Signature:
    wanted = flow.step(step)
    organ, on = edition.disclosure.organ, clock.day_of(at)
    right = authority_to_sign(by, wanted, organ, on) if wanted else None
    if right is None:
        raise RuleBroken(_("您今天没有这个岗位，不能办这一步；请由现任或者登记过的代班人来办。"))
    if any(signature.by_id == by.pk for signature in standing(edition)):
        raise RuleBroken(_("起草、审查、签发要由不同的人来做：您已经在这一版上签过。"))
    if took_over(by, edition):
        raise RuleBroken(_("这份草稿移交给您接着办，不能再由您审签。请由别的人来办。"))
    if edition.state != EditionState.SUPERSEDED and (
        stopped := checks.stops(findings(edition, on=on))
    ):
        raise checks.refusal(stopped[0])
    given = Signature(
        step=StepCode(step),
        by=by,
        post=right.post,
        at=at,
        digest=digest(edition),
        note=typed.line(note, what=_("审核意见"), most=NOTE_AT_MOST),
        is_stand_in=right.is_stand_in,
        is_borrowed=right.is_borrowed,
        is_afterwards=is_afterwards,
    )
    keep_signature(edition=edition, signature=given)
    return given


def _go_on(
    edition: Edition,
    flow: workflow.Workflow,
    *,
    publish_at: datetime.datetime | None,
    by: User,
    at: datetime.datetime,
) -> Edition:
    needed = workflow.needed_before_publication(flow, is_emergency=edition.is_emergency)
    if {step.code for step in needed} - signed_steps(edition):
        return edition
    if publish_at is None:
        return publish(edition=edition, by=by, at=at)
    if shut := why_gates_shut(edition, on=clock.day_of(at)):
        raise RuleBroken(shut)
    edition.state, edition.publish_at = EditionState.SCHEDULED, publish_at
    edition.held_because = ""
    edition.save(update_fields=["state", "publish_at", "held_because"])
    record_edition(act=Act.SCHEDULED, edition=edition, by=by, at=at, note=publish_at.isoformat())
    return edition


@transaction.atomic
def sign_afterwards(
    *, edition: Edition, step: StepCode, note: str = "", by: User, at: datetime.datetime
) -> Edition:
    """The approval that follows an emergency publication, due the next working day."""
    published = locked_edition(edition)
    flow = workflow_of(published.disclosure.organ)
    if not published.awaits_approval_afterwards:
        raise RuleBroken(_("只有紧急公开、还没有补签发的信息可以补签。"))
    if reason := workflow.why_not_sign(
        flow, step=step, signed=signed_steps(published), is_in_review=True
    ):
        raise RuleBroken(reason)
    given = _put_signature(published, flow, step=step, note=note, by=by, at=at, is_afterwards=True)
    record_edition(
        act=Act.APPROVED_AFTERWARDS, edition=published, by=by, at=at, signed=how_signed(given)
    )
    return published


@transaction.atomic
def return_draft(
    *, edition: Edition, step: StepCode, text: str, by: User, at: datetime.datetime
) -> Edition:
    """Sends an edition back with the reason; what was signed on it no longer counts."""
    read = locked_edition(edition)
    flow = workflow_of(read.disclosure.organ)
    text = typed.line(text, what=_("退回理由"), most=REMARK_AT_MOST)
    if read.state not in (EditionState.IN_REVIEW, EditionState.HELD):
        raise RuleBroken(_("这一版不在审核中，不能退回；请刷新页面查看最新状态。"))
    wanted = flow.step(step)
    if not wanted or authority_to_sign(by, wanted, read.disclosure.organ, clock.day_of(at)) is None:
        raise RuleBroken(_("您今天没有这个岗位，不能退回；请由现任或者登记过的代班人来办。"))
    if not text:
        raise RuleBroken(_("退回要写明理由，起草人才知道怎样改。"))
    Remark.objects.create(edition=read, step=step, by=by, at=at, text=text)
    _back_to(read, EditionState.RETURNED, at=at)
    record_edition(act=Act.DRAFT_RETURNED, edition=read, by=by, at=at, note=text)
    return read


def _back_to(edition: Edition, state: EditionState, *, at: datetime.datetime) -> None:
    edition.signatures.filter(void_at__isnull=True).exclude(step=StepCode.DRAFT).update(void_at=at)
    edition.state = state
    edition.publish_at, edition.held_because = None, ""
    edition.save(update_fields=["state", "publish_at", "held_because"])


@transaction.atomic
def recall(*, edition: Edition, by: User, at: datetime.datetime) -> Edition:
    """The drafter takes an edition back out of review to go on writing."""
    read = locked_edition(edition)
    if read.state != EditionState.IN_REVIEW:
        raise RuleBroken(_("只有审核中的草稿可以撤回；已签发的请先由签发人撤回签发。"))
    if authority_to_draft(by, read.disclosure.organ, clock.day_of(at)) is None:
        raise RuleBroken(_("撤回送审要由本机关的公开专员来做。"))
    _back_to(read, EditionState.DRAFT, at=at)
    record_edition(act=Act.DRAFT_RETURNED, edition=read, by=by, at=at, note="recalled")
    return read


@transaction.atomic
def withdraw_approval(
    *, edition: Edition, because: str, by: User, at: datetime.datetime
) -> Edition:
    """The approver takes consent back before the set time; the drafter has the edition again."""
    read = locked_edition(edition)
    last = workflow_of(read.disclosure.organ).last
    because = typed.line(because, what=_("撤回签发的理由"), most=REMARK_AT_MOST)
    if read.state not in (EditionState.SCHEDULED, EditionState.HELD):
        raise RuleBroken(
            _("只有已签发、还没有公开的信息可以撤回签发；已经公开的请办理更正或者撤回。")
        )
    if authority_to_sign(by, last, read.disclosure.organ, clock.day_of(at)) is None:
        raise RuleBroken(_("撤回签发要由签发人来做。"))
    if not because:
        raise RuleBroken(_("写明为什么撤回签发。"))
    Remark.objects.create(edition=read, step=StepCode(last.code), by=by, at=at, text=because)
    _back_to(read, EditionState.RETURNED, at=at)
    record_edition(act=Act.APPROVAL_WITHDRAWN, edition=read, by=by, at=at, note=because)
    return read
