"""How a publication came to be public (怎样公开的), from what is on record and nothing else.

Names of people are not shown: who signed is told by post, and that they were different people.
"""

import datetime
from dataclasses import dataclass
from itertools import groupby

from mingtang.catalogue.choices import Channel
from mingtang.catalogue.models import Duty
from mingtang.disclosure.choices import WAS_PUBLIC, DeliveryState, StepCode
from mingtang.disclosure.models import Delivery, Disclosure, Edition, Signature
from mingtang.disclosure.rules.workflow import APPROVAL_FOLLOWS_WITHIN
from mingtang.foundation.clock import day_of
from mingtang.foundation.text import gettext_noop as _
from mingtang.terms.queries import calendar


@dataclass(frozen=True)
class CourseStep:
    """One step. `code` names the words a page shows, `words` fills them in.

    `at` is a moment, or a day where only the day is known. `is_said`: the state spoke.
    """

    code: str
    label: str
    at: datetime.datetime | datetime.date
    proof: str = ""
    words: tuple[tuple[str, str], ...] = ()
    is_said: bool = False
    is_waiting: bool = False

    @property
    def params(self) -> dict[str, str]:
        return dict(self.words)


APPROVING = (StepCode.APPROVAL, StepCode.MEETING)
# No law: the schedule looks every few minutes, and nobody is told of those.
DELAY_TOLD_FROM = datetime.timedelta(minutes=15)
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
DELAYS = (  # from how much on, counted in what, said how
    (2 * DAY, DAY, _("原定%(set)s公开，实际晚了%(late)s天。")),
    (HOUR, HOUR, _("原定%(set)s公开，实际晚了%(late)s小时。")),
    (DELAY_TOLD_FROM, HOUR / 60, _("原定%(set)s公开，实际晚了%(late)s分钟。")),
)
STEP_LABELS = {
    StepCode.DRAFT: _("起草"),
    StepCode.SECRECY: _("保密和隐私审查通过"),
    StepCode.SUPERVISION: _("村务监督委员会审查通过"),
    StepCode.APPROVAL: _("签发"),
    StepCode.MEETING: _("村两委联席会议通过"),
}


def course(disclosure: Disclosure, *, on: datetime.date) -> list[CourseStep]:
    """From the duty to the latest receipt, oldest first. Three queries, whatever its length.

    `on` is the day it is asked: an approval that is owed afterwards may be late by then.
    """
    editions = list(disclosure.editions.filter(state__in=WAS_PUBLIC).order_by("number"))
    signatures = (
        Signature.objects.filter(edition__in=editions, void_at__isnull=True)
        .select_related("post__organ")
        .order_by("at", "id")
    )
    by_edition = {
        key: list(rows)
        for key, rows in groupby(
            sorted(signatures, key=lambda row: row.edition_id), lambda row: row.edition_id
        )
    }
    deliveries = list(
        Delivery.objects.filter(edition__in=editions, channel=Channel.BOARD).order_by("id")
    )
    steps = [_opened(disclosure.duty)] if disclosure.duty else []
    for edition in editions:
        signed = by_edition.get(edition.pk, [])
        steps += [_signed(row, disclosure, edition) for row in signed]
        steps += _owed(edition, signed, on)
        steps.append(_published(edition, disclosure, edition.published_at or edition.saved_at))
        steps += _delayed(edition)
        steps += _hung([row for row in deliveries if row.edition_id == edition.pk])
    steps = sorted(steps, key=_when)
    if disclosure.withdrawn_at:
        steps.append(_withdrawn(disclosure, disclosure.withdrawn_at))
    if disclosure.erased_at:
        steps.append(_erased(disclosure, disclosure.erased_at))
    return steps


def _when(step: CourseStep) -> datetime.datetime:
    if isinstance(step.at, datetime.datetime):
        return step.at
    return datetime.datetime.combine(step.at, datetime.time.min, datetime.UTC)


def _opened(duty: Duty) -> CourseStep:
    because = duty.fact.title if duty.fact else ""
    return CourseStep(
        code="opened",
        label=_("任务产生"),
        at=duty.opened_on,
        proof=_("因“%(fact)s”产生，应在%(due)s前公开。")
        if because
        else _("按期产生，应在%(due)s前公开。"),
        words=(("fact", because), ("due", duty.due_on.isoformat())),
        is_said=True,
    )


def _signed(signature: Signature, disclosure: Disclosure, edition: Edition) -> CourseStep:
    borrowed = signature.post.organ.name if signature.is_borrowed else ""
    return CourseStep(
        code=signature.step,
        label=STEP_LABELS[StepCode(signature.step)],
        at=signature.at,
        proof=_proof_of(signature, edition),
        words=(
            ("post", signature.post.title),
            ("organ", borrowed or disclosure.organ.name),
            *((("due", approval_due(edition).isoformat()),) if signature.is_afterwards else ()),
        ),
    )


def _owed(edition: Edition, signed: list[Signature], on: datetime.date) -> list[CourseStep]:
    """The approval of an emergency that has not followed yet; a correction does not excuse."""
    is_approved = any(row.step in APPROVING for row in signed)
    if is_approved or not edition.awaits_approval_afterwards:
        return []
    due = approval_due(edition)
    return [
        CourseStep(
            code="approval_owed",
            label=_("还没有补办签发"),
            at=due,
            proof=_("应在%(due)s前补办签发，已经过期，还没有补办。")
            if on > due
            else _("应在%(due)s前补办签发。"),
            words=(("due", due.isoformat()),),
            is_waiting=True,
        )
    ]


def approval_due(edition: Edition) -> datetime.date:
    """By when what was published in an emergency is to be approved: a setting, no law."""
    published_on = day_of(edition.published_at or edition.saved_at)
    days = calendar(edition.disclosure.organ.county.code)
    return days.add(published_on, APPROVAL_FOLLOWS_WITHIN).on


def _proof_of(signature: Signature, edition: Edition) -> str:
    if signature.is_borrowed:
        return _("由上级单位%(organ)s的人员办理，不是起草人，也没有在这一版上签过别的环节。")
    if signature.is_afterwards and day_of(signature.at) > approval_due(edition):
        return _("紧急公开后补办，应在%(due)s前办，迟了。")
    if signature.is_afterwards:
        return _("紧急公开后补办。")
    if signature.is_stand_in:
        return _("由登记过的代班人办理，与其他环节不是同一人。")
    if signature.step == StepCode.DRAFT:
        return _("%(organ)s起草。")
    return _("与起草和其他环节不是同一人。")


def _published(edition: Edition, disclosure: Disclosure, at: datetime.datetime) -> CourseStep:
    is_first = at == disclosure.first_published_at
    proof = "" if is_first else _("更正原因：%(reason)s")
    if edition.is_emergency:
        emergency = _("紧急公开，理由：%(emergency)s")
        again = _("紧急公开，理由：%(emergency)s；更正原因：%(reason)s")
        proof = emergency if is_first else again
    return CourseStep(
        code="published" if is_first else "corrected",
        label=_("公开") if is_first else _("更正后重新公开"),
        at=at,
        proof=proof,
        words=(("reason", edition.correction_reason), ("emergency", edition.emergency_reason)),
        is_said=True,
    )


def _delayed(edition: Edition) -> list[CourseStep]:
    """That it came later than the time that was set for it, as far as people would notice."""
    wanted, came = edition.publish_at, edition.published_at
    if wanted is None or came is None or came - wanted < DELAY_TOLD_FROM:
        return []
    late = came - wanted
    how_late, count = next((said, late // unit) for least, unit, said in DELAYS if late >= least)
    return [
        CourseStep(
            code="delayed",
            label=_("没有按原定时间公开"),
            at=came,
            proof=how_late,
            words=(("set", wanted.isoformat()), ("late", str(count))),
        )
    ]


def _hung(deliveries: list[Delivery]) -> list[CourseStep]:
    posted = [row.posted_at for row in deliveries if row.posted_at]
    waiting = [row for row in deliveries if row.state == DeliveryState.WAITING]
    steps = []
    if posted:
        steps.append(
            CourseStep(
                code="posted",
                label=_("公开栏张贴"),
                at=max(posted),
                proof=_("%(done)s处已张贴，都有照片回执；还有%(waiting)s处没有回执。")
                if waiting
                else _("%(done)s处已张贴，都有照片回执。"),
                words=(("done", str(len(posted))), ("waiting", str(len(waiting)))),
            )
        )
    elif waiting:
        steps.append(
            CourseStep(
                code="to_post",
                label=_("公开栏待张贴"),
                at=waiting[0].created_at,
                proof=_("%(waiting)s处还没有张贴回执。"),
                words=(("waiting", str(len(waiting))),),
                is_waiting=True,
            )
        )
    return steps


def _erased(disclosure: Disclosure, at: datetime.datetime) -> CourseStep:
    return CourseStep(
        code="erased",
        label=_("依法永久删除内容"),
        at=at,
        proof=_("原因：%(reason)s"),
        words=(("reason", disclosure.erasure_reason),),
        is_said=True,
    )


def _withdrawn(disclosure: Disclosure, at: datetime.datetime) -> CourseStep:
    return CourseStep(
        code="withdrawn",
        label=_("撤回"),
        at=at,
        proof=_("原因：%(reason)s"),
        words=(("reason", disclosure.withdrawal_reason),),
        is_said=True,
    )
