import datetime
from uuid import UUID

from django.db import models, transaction

from mingtang.audit.choices import Agent
from mingtang.catalogue.actions.counting import enter
from mingtang.catalogue.choices import ENDED, DutyState
from mingtang.catalogue.models import Duty
from mingtang.catalogue.queries.committed import ended
from mingtang.catalogue.queries.counting import spots
from mingtang.catalogue.rules.standing import late_by
from mingtang.foundation.asked_often import AskedOften
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.prose import clean_line
from mingtang.foundation.text import gettext_noop as _
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.rules import canonical
from mingtang.organs.actions import record_act
from mingtang.people.models import User
from mingtang.terms.queries import calendar

NOT_AN_END = _("公开任务只能以公开、无此事项或者依法不予公开办结。")
HAS_ENDED = _("“%(duty)s”已经办结（%(state)s），不能再办结一次。需要改动的，请更正已公开的信息。")
STILL_OPEN = _("“%(duty)s”还没有办结，不用重新打开。")
IS_VOID = _("“%(duty)s”因为事实撤销登记，已经不再成立。")
NO_REASON = _("请写明为什么重新打开，公众会看到。")

_DUTY = AskedOften(
    lambda key: (
        Duty.objects.select_for_update(of=("self",))
        .select_related("organ__county", "item")
        .filter(pk=key)
    ),
    key=models.BigIntegerField(),
)


@transaction.atomic
def settle_duty(
    *,
    duty: Duty,
    state: DutyState | str,
    settled_by: UUID,
    by: User | None,
    at: datetime.datetime,
    agent: Agent = Agent.ACCOUNT,
) -> Duty:
    """Ends a duty, by what was disclosed in its place; says how late in working days.

    Raises RuleBroken for one that has ended.
    """
    duty = _DUTY.get(key=duty.pk)
    if state not in ENDED:
        raise RuleBroken(NOT_AN_END)
    if not duty.is_open:
        raise RuleBroken(HAS_ENDED, duty=duty.title, state=duty.get_state_display())
    gone = spots([duty])
    duty.state = DutyState(state)
    duty.ended_at = at
    duty.late_by = late_by(duty.due_on, day_of(at), calendar(duty.organ.county.code))
    duty.settled_by = settled_by
    duty.save(update_fields=["state", "ended_at", "late_by", "settled_by"])
    enter(gone=gone, come=spots([duty]))
    record_act(
        act=Act.DUTY_FULFILLED,
        about=duty,
        basis=_basis(duty),
        due_on=duty.due_on,
        fields={FieldGroup.STRUCTURED: ended(duty)},
        by=by,
        at=at,
        agent=agent,
    )
    return duty


@transaction.atomic
def reopen_duty(*, duty: Duty, because: str, by: User | None, at: datetime.datetime) -> Duty:
    """Opens a duty again: what had settled it is withdrawn, and nothing stands in its place.

    Its due day stays what it was: the public waits since then.
    """
    duty = _DUTY.get(key=duty.pk)
    if duty.is_open:
        raise RuleBroken(STILL_OPEN, duty=duty.title)
    if duty.state == DutyState.VOID:
        raise RuleBroken(IS_VOID, duty=duty.title)
    reason = clean_line(because)
    if not reason:
        raise RuleBroken(NO_REASON)
    was, gone = duty.state, spots([duty])
    duty.state = DutyState.OPEN
    duty.ended_at = duty.late_by = duty.settled_by = None
    duty.save(update_fields=["state", "ended_at", "late_by", "settled_by"])
    enter(gone=gone, come=spots([duty]))
    record_act(
        act=Act.DUTY_REOPENED,
        about=duty,
        basis=_basis(duty),
        due_on=duty.due_on,
        fields={
            FieldGroup.TEXT: canonical({"because": reason}),
            FieldGroup.STRUCTURED: canonical({"was": str(was), "item": duty.item.code}),
        },
        by=by,
        at=at,
        agent=Agent.ACCOUNT if by else Agent.SCHEDULE,
    )
    return duty


def _basis(duty: Duty) -> str:
    """The article that sets the term; empty where the county does."""
    law = "" if duty.reason.get("local") else duty.reason.get("law", "")
    return f"{law}:{duty.reason['article']}"[:64] if law else ""
