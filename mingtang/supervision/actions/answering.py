import datetime

from django.db import transaction

from mingtang.disclosure.queries.signing import answering
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.rules import canonical
from mingtang.organs.actions import record_act
from mingtang.organs.queries import acting_organ
from mingtang.organs.rules.roles import Power
from mingtang.people.models import User
from mingtang.supervision import permissions
from mingtang.supervision.actions.raising import BASIS
from mingtang.supervision.choices import FindingState
from mingtang.supervision.models import Answer, Finding
from mingtang.supervision.queries.committed import bound
from mingtang.supervision.rules import answering as rules


@transaction.atomic
def answer_finding(*, finding: Finding, text: str, by: User, at: datetime.datetime) -> Finding:
    """The organ says in public, once, how it is. Raises RuleBroken, NotUnderstood."""
    asked = _locked(finding)
    if reason := rules.why_not_answer(asked.state):
        raise RuleBroken(reason)
    if not permissions.may_answer(by, asked, day_of(at)):
        raise RuleBroken(_("说明要由这个机关的公开专员来写。"))
    words = rules.words(text, on=day_of(at))
    Answer.objects.create(finding=asked, text=words, at=at, by=by, organ=answering(asked.organ))
    asked.state = FindingState.ANSWERED
    asked.save(update_fields=["state"])
    _record(Act.FINDING_ANSWERED, asked, by, at)
    return asked


@transaction.atomic
def settle_finding(
    *, finding: Finding, accepted: bool, reason: str, by: User, at: datetime.datetime
) -> Finding:
    """Accepts the organ's answer, or keeps the question, once and with a reason that is public.

    Raises RuleBroken, NotUnderstood.
    """
    answered = _locked(finding)
    if problem := rules.why_not_settle(answered.state):
        raise RuleBroken(problem)
    organ = acting_organ(by, Power.SETTLE_FINDING, county_id=answered.county_id, on=day_of(at))
    if organ is None or not permissions.may_settle(by, answered, day_of(at)):
        raise RuleBroken(_("核定要由县政务公开办或者审计人员来做，而且不能核定自己机关的。"))
    answered.settlement = rules.words(reason, on=day_of(at))
    answered.state = FindingState.ACCEPTED if accepted else FindingState.KEPT
    answered.settled_at, answered.settled_by, answered.settled_for = at, by, organ
    answered.save(update_fields=["state", "settlement", "settled_at", "settled_by", "settled_for"])
    _record(Act.FINDING_SETTLED, answered, by, at)
    return answered


def _record(act: Act, finding: Finding, by: User, at: datetime.datetime) -> None:
    record_act(
        act=act,
        about=finding,
        basis=BASIS,
        fields={
            **bound(finding, act),
            FieldGroup.PERSON: canonical({"by": by.username}),
        },
        by=by,
        at=at,
    )


def _locked(finding: Finding) -> Finding:
    return (
        Finding.objects.select_for_update(of=("self",))
        .select_related("organ__county", "county")
        .get(pk=finding.pk)
    )
