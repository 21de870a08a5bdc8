import datetime

from django.db import transaction

from mingtang.audit.choices import Agent
from mingtang.catalogue import actions as catalogue
from mingtang.catalogue.choices import Audience, DutyState
from mingtang.disclosure.actions.acts import PROACTIVE, record_edition
from mingtang.disclosure.actions.bulk import index_disclosure
from mingtang.disclosure.actions.deliveries import send_out, take_down
from mingtang.disclosure.choices import EditionState, Outcome, Validity
from mingtang.disclosure.models import Edition
from mingtang.disclosure.queries.locked import locked_edition
from mingtang.disclosure.queries.publishing import why_not_publish
from mingtang.disclosure.queries.signed import signed_before
from mingtang.disclosure.queries.signing import (
    authority_to_sign,
    fallen,
    standing,
    workflow_of,
)
from mingtang.disclosure.rules.delivering import REPLACED
from mingtang.disclosure.rules.numbers import index_number
from mingtang.foundation import clock
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.prose import html_from_markdown
from mingtang.foundation.text import gettext_noop as _
from mingtang.ledger.choices import Act
from mingtang.organs.actions import take_number
from mingtang.organs.choices import NumberKind
from mingtang.organs.models import Organ
from mingtang.people.models import User

DUTY_ENDS = {
    Outcome.CONTENT: DutyState.FULFILLED,
    Outcome.NIL: DutyState.NIL,
    Outcome.WITHHELD: DutyState.WITHHELD,
}
# What publication changes of a disclosure.
CHANGES = (
    *("current", "title", "published_at", "first_published_at"),
    *("index_number", "validity", "late_by"),
)


@transaction.atomic
def publish(
    *,
    edition: Edition,
    by: User | None,
    at: datetime.datetime,
    agent: Agent = Agent.ACCOUNT,
) -> Edition:
    """Makes an edition public, if everything the law puts before it stands at this very moment.

    `edition` is one that `locked_edition` gave. Freezes it, settles its duty, sends it to each
    channel and place the item names, and records the act. `at` is the server's time; nobody
    chooses it.
    """
    if reason := why_not_publish(edition, at=at):
        raise RuleBroken(reason)
    disclosure = edition.disclosure
    is_first = disclosure.first_published_at is None
    if disclosure.current:
        disclosure.current.state = EditionState.SUPERSEDED
        disclosure.current.save(update_fields=["state"])
        take_down(edition=disclosure.current, because=REPLACED, at=at)
    edition.state, edition.published_at = EditionState.PUBLISHED, at
    edition.body_html = html_from_markdown(edition.body)
    edition.held_because = ""
    edition.save(update_fields=["state", "published_at", "body_html", "held_because"])
    disclosure.current, disclosure.title, disclosure.published_at = edition, edition.title, at
    if is_first:
        _first_time(edition, by=by, at=at, agent=agent)
    disclosure.save(update_fields=CHANGES)
    edition.sheets = send_out(edition=edition, at=at)
    index_disclosure(disclosure=disclosure)
    record_edition(
        act=_act_of(edition, is_first=is_first),
        edition=edition,
        basis=PROACTIVE,
        by=by,
        at=at,
        agent=agent,
        signed={"signed": signed_before(standing(edition))},
    )
    return edition


def _act_of(edition: Edition, *, is_first: bool) -> Act:
    if not is_first:
        return Act.CORRECTED
    is_internal = edition.disclosure.audience == Audience.INTERNAL
    return Act.PUBLISHED_INSIDE if is_internal else Act.PUBLISHED


def _first_time(edition: Edition, *, by: User | None, at: datetime.datetime, agent: Agent) -> None:
    disclosure = edition.disclosure
    year = clock.day_of(at).year
    disclosure.index_number = index_number(
        organ_code=disclosure.organ.code,
        year=year,
        serial=take_number(organ=disclosure.organ, kind=NumberKind.INDEX, year=year),
    )
    disclosure.first_published_at = at
    if edition.document_number and disclosure.outcome == Outcome.CONTENT:
        disclosure.validity = Validity.IN_FORCE
    if disclosure.duty and disclosure.duty.is_open:
        settled = catalogue.settle_duty(
            duty=disclosure.duty,
            state=DUTY_ENDS[Outcome(disclosure.outcome)],
            settled_by=disclosure.object_id,
            by=by,
            at=at,
            agent=agent,
        )
        disclosure.late_by = settled.late_by


@transaction.atomic
def publish_scheduled(*, edition: Edition, at: datetime.datetime) -> Edition:
    """What the schedule does when the set time has come: publish, or hold and say why."""
    due = locked_edition(edition)
    if due.state != EditionState.SCHEDULED or due.publish_at is None or due.publish_at > at:
        return due
    if reason := why_not_publish(due, at=at):
        _hold(due, reason, at=at)
        return due
    return publish(edition=due, by=None, at=at, agent=Agent.SCHEDULE)


def _hold(edition: Edition, reason: str, *, at: datetime.datetime) -> None:
    on = clock.day_of(at)
    void = [row.signature.pk for row in fallen(edition, on=on)]
    edition.signatures.filter(pk__in=void).update(void_at=at)
    edition.state, edition.held_because = EditionState.HELD, reason
    edition.save(update_fields=["state", "held_because"])
    record_edition(
        act=Act.PUBLICATION_HELD,
        edition=edition,
        by=None,
        at=at,
        agent=Agent.SCHEDULE,
        note=reason,
    )


@transaction.atomic
def publish_held(*, edition: Edition, by: User, at: datetime.datetime) -> Edition:
    """The approver lets a held edition out once what held it is mended."""
    held = locked_edition(edition)
    if held.state != EditionState.HELD:
        raise RuleBroken(_("只有到时未能公开的信息可以重新公开，请刷新页面查看最新状态。"))
    if not _may_release(by, held.disclosure.organ, clock.day_of(at)):
        raise RuleBroken(_("重新公开要由签发人来做。"))
    return publish(edition=held, by=by, at=at)


def _may_release(person: User, organ: Organ, on: datetime.date) -> bool:
    return authority_to_sign(person, workflow_of(organ).last, organ, on) is not None
