"""Who signs, in which order, for each kind of body (公开审批流程). Data: a new kind is a new row.

Source: 保守国家秘密法实施条例 art. 42 (先审查、后公开: secrecy and privacy review stand first,
everywhere); 政府信息公开条例 art. 17 (each organ has its own procedure of review). The village's
order (plan, supervision committee, joint meeting) is that of 山东省村务公开条例, a local rule: a
county setting here, not national law.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from mingtang.foundation.text import gettext_noop as _

DRAFT = "draft"
SECRECY = "secrecy"
SUPERVISION = "supervision"
APPROVAL = "approval"
MEETING = "meeting"

# Working days after an emergency publication in which its approval follows. No law sets them.
APPROVAL_FOLLOWS_WITHIN = 1


@dataclass(frozen=True)
class Step:
    """One signature: which step, and the role (`organs.choices.Role`) that gives it."""

    code: str
    role: str
    verb: str


@dataclass(frozen=True)
class Workflow:
    """The signatures an edition needs, in order. The last one is the approval.

    `lends` names the steps for which a superior's holder may step in (借用) where the body itself
    has nobody in the role.
    """

    code: str
    drafter: str
    steps: tuple[Step, ...]
    lends: frozenset[str] = frozenset()

    def step(self, code: str) -> Step | None:
        return next((step for step in self.steps if step.code == code), None)

    @property
    def last(self) -> Step:
        return self.steps[-1]


_SECRECY = Step(SECRECY, "secrecy_reviewer", _("审查通过"))
_APPROVAL = Step(APPROVAL, "approver", _("签发并公开"))

STANDARD = Workflow("standard", "officer", (_SECRECY, _APPROVAL))
SMALL = Workflow("small", "officer", (_SECRECY, _APPROVAL), frozenset({SECRECY, APPROVAL}))
VILLAGE = Workflow(
    "village",
    "village_clerk",
    (
        _SECRECY,
        Step(SUPERVISION, "village_supervisor", _("监督委员会审查通过")),
        Step(MEETING, "village_chair", _("会议通过并公开")),
    ),
    frozenset({SECRECY}),
)

BY_KIND = {
    "committee": VILLAGE,
    "branch": SMALL,
    "station": SMALL,
    "institution": SMALL,
    "entrusted": SMALL,
    "utility": SMALL,
}


SCHEDULED_FARTHEST = datetime.timedelta(days=366)  # no law: a year typed wrong is seen


def why_not_at(publish_at: datetime.datetime | None, *, now: datetime.datetime) -> str:
    """Reason a time cannot be set for publication; empty when it can, or when it is at once."""
    if publish_at is None:
        return ""
    if publish_at <= now:
        return _("定时公开的时间要在现在以后；要马上公开，请不填时间。")
    if publish_at - now > SCHEDULED_FARTHEST:
        return _("定时公开的时间超过一年，请核对年份。")
    return ""


def workflow_for(kind: str) -> Workflow:
    """The workflow of a kind of body (`organs.choices.OrganKind`)."""
    return BY_KIND.get(kind, STANDARD)


def next_step(workflow: Workflow, signed: Collection[str]) -> Step | None:
    """The first signature still missing; None when all are there."""
    return next((step for step in workflow.steps if step.code not in signed), None)


def needed_before_publication(workflow: Workflow, *, is_emergency: bool) -> tuple[Step, ...]:
    """In an emergency the secrecy review alone comes first, and approval the next working day."""
    return workflow.steps[:1] if is_emergency else workflow.steps


def why_not_sign(
    workflow: Workflow, *, step: str, signed: Collection[str], is_in_review: bool
) -> str:
    """Reason this step cannot be signed now; empty when it can."""
    if workflow.step(step) is None:
        return _("这类机关的流程里没有这一步。")
    if step in signed:
        return _("这一步已经有人签过了，请刷新页面查看最新状态。")
    if not is_in_review:
        return _("这一版不在审核中：可能已被退回、撤回或者公开，请刷新页面查看最新状态。")
    wanted = next_step(workflow, signed)
    if wanted is not None and wanted.code != step:
        return _("还没有轮到这一步：前一步尚未通过。")
    return ""
