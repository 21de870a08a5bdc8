"""Whether an edition may become public at this very moment."""

import datetime

from mingtang.disclosure.choices import EditionState
from mingtang.disclosure.models import Edition
from mingtang.disclosure.queries.checked import findings
from mingtang.disclosure.queries.gates import why_gates_shut
from mingtang.disclosure.queries.signing import fallen, signed_steps, standing, workflow_of
from mingtang.disclosure.rules import checks, workflow
from mingtang.disclosure.rules.drafting import NO_LONGER_OWED
from mingtang.foundation import clock
from mingtang.foundation.text import gettext_noop as _

READY = (EditionState.IN_REVIEW, EditionState.SCHEDULED, EditionState.HELD)


def why_not_publish(edition: Edition, *, at: datetime.datetime) -> str:
    """The first reason against it, fit to show; empty when nothing stands in the way."""
    on = clock.day_of(at)
    return (
        _why_not_by_state(edition, at=at)
        or _why_not_by_signatures(edition, on=on)
        or why_gates_shut(edition, on=on)
        or _why_not_by_checks(edition, on=on)
    )


def _why_not_by_state(edition: Edition, *, at: datetime.datetime) -> str:
    disclosure = edition.disclosure
    if edition.state not in READY:
        return _("这一版不在可以公开的状态，请刷新页面查看最新状态。")
    is_first = disclosure.first_published_at is None
    if disclosure.organ.is_dissolved and is_first:
        return _("这个机关已经撤销，请由承继它的机关公开。")
    if disclosure.is_withdrawn:
        return _("这件信息已经撤回，请另外起草一件。")
    if is_first and disclosure.is_unowed:
        return NO_LONGER_OWED
    if is_first and disclosure.duty and not disclosure.duty.is_open:
        return _("这项公开任务已经由另一件信息办结，请放弃这份草稿或者改做更正。")
    earlier = [signature.at for signature in standing(edition)]
    if disclosure.published_at:
        earlier.append(disclosure.published_at)
    if any(moment > at for moment in earlier):
        return _("服务器的时钟比先前的签署时间还早，可能被调慢了：请系统管理员校准时钟后再公开。")
    return ""


def _why_not_by_signatures(edition: Edition, *, on: datetime.date) -> str:
    down = fallen(edition, on=on)
    if down:
        return down[0].why
    flow = workflow_of(edition.disclosure.organ)
    needed = workflow.needed_before_publication(flow, is_emergency=edition.is_emergency)
    missing = {step.code for step in needed} - signed_steps(edition)
    return _("审查和签发还没有办完。") if missing else ""


def _why_not_by_checks(edition: Edition, *, on: datetime.date) -> str:
    stopped = checks.stops(findings(edition, on=on))
    return stopped[0].message if stopped else ""
