"""A draft that concerns another organ is agreed with it: asked, answered, and decided about."""

import datetime

from django.db import transaction
from django.db.models import Q

from mingtang.disclosure.choices import ConsultationState, Decision
from mingtang.disclosure.models import Consultation, Edition
from mingtang.disclosure.queries import consultations as queries
from mingtang.disclosure.queries.checked import digest
from mingtang.disclosure.queries.locked import locked_edition
from mingtang.disclosure.queries.signing import standing
from mingtang.disclosure.rules import consulting as rules
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.ledger.choices import Act
from mingtang.organs.actions import record_act
from mingtang.organs.models import Organ
from mingtang.organs.queries.register import predecessors
from mingtang.organs.rules import typed
from mingtang.people.models import User
from mingtang.terms.queries import calendar

BASIS = "政府信息公开条例:第十一条第一款"


@transaction.atomic
def ask_organ(
    *, edition: Edition, organ: Organ, question: str, by: User, at: datetime.datetime
) -> Consultation:
    """Sends a draft to an organ that it concerns; from now on its publication waits for it.

    The county's term runs from the day after. Raises RuleBroken.
    """
    draft, on = locked_edition(edition), day_of(at)
    asked = typed.line(question, what=_("请对方确认什么"), most=rules.MOST)
    if reason := rules.why_not_ask(queries.asking(draft, organ)):
        raise RuleBroken(reason, organ=organ.name)
    if not asked:
        raise RuleBroken(rules.NO_QUESTION)
    now = digest(draft)
    _close_earlier(draft, organ, now, on)
    county = draft.disclosure.organ.county
    due = calendar(county.code).add(on, county.consultation_working_days)
    made = Consultation.objects.create(
        disclosure=draft.disclosure,
        organ=organ,
        question=asked,
        digest=now,
        asked_at=at,
        asked_by=by,
        due_on=due.on,
        due_is_provisional=due.is_provisional,
    )
    _record(Act.CONSULTATION_ASKED, made, by=by, at=at)
    return made


def _close_earlier(draft: Edition, organ: Organ, now: str, on: datetime.date) -> None:
    """One that ran out unanswered makes room for the next. Raises RuleBroken where it stands."""
    asked = queries.latest(queries.of_disclosure(draft.disclosure))
    earlier = next((one for one in asked if one.organ_id == organ.pk), None)
    if earlier is None:
        return
    if reason := rules.why_not_ask_again(queries.word_of(earlier, now), on=on):
        raise RuleBroken(reason, organ=organ.name, day=earlier.due_on)
    if earlier.is_open:
        earlier.state = ConsultationState.LAPSED
        earlier.save(update_fields=["state"])


@transaction.atomic
def answer_consultation(
    *,
    consultation: Consultation,
    agrees: bool,
    answer: str = "",
    seen: int | None = None,
    by: User,
    at: datetime.datetime,
) -> Consultation:
    """What the organ that was asked says of the text as it stands: it binds to nothing else.

    `seen` is the version that was read. An answer after the term counts while nothing is public
    yet. Raises RuleBroken.
    """
    asked = _locked(consultation)
    if not asked.is_open:
        raise RuleBroken(rules.IS_ANSWERED)
    draft = _open_edition(asked, rules.IS_OVER)
    if any(signature.by_id == by.pk for signature in standing(draft)):
        raise RuleBroken(rules.WROTE_IT)
    if seen not in (None, draft.version):
        raise RuleBroken(rules.CHANGED_MEANWHILE)
    said = typed.line(answer, what=_("意见"), most=rules.MOST)
    if not agrees and not said:
        raise RuleBroken(rules.NO_OBJECTION)
    asked.state = ConsultationState.AGREED if agrees else ConsultationState.OBJECTED
    asked.answer, asked.digest = said, digest(draft)
    asked.answered_at, asked.answered_by = at, by
    asked.save(update_fields=["state", "answer", "digest", "answered_at", "answered_by"])
    _record(Act.CONSULTATION_ANSWERED, asked, by=by, at=at)
    return asked


@transaction.atomic
def decide_objection(
    *,
    consultation: Consultation,
    decision: Decision,
    reason: str,
    by: User,
    at: datetime.datetime,
) -> Consultation:
    """The openness office, where the organs could not agree. Raises RuleBroken."""
    disputed = _locked(consultation)
    if not disputed.is_disputed or not queries.is_latest(disputed):
        raise RuleBroken(rules.NOT_DISPUTED)
    draft = _open_edition(disputed, rules.IS_OVER)
    said = typed.line(reason, what=_("理由"), most=rules.MOST)
    if not said:
        raise RuleBroken(rules.NO_REASON)
    disputed.decision, disputed.decision_reason = Decision(decision), said
    disputed.digest, disputed.decided_at, disputed.decided_by = digest(draft), at, by
    disputed.save(
        update_fields=["decision", "decision_reason", "digest", "decided_at", "decided_by"]
    )
    _record(Act.CONSULTATION_DECIDED, disputed, by=by, at=at)
    return disputed


@transaction.atomic
def lapse_own_consultations(*, organ: Organ, by: User, at: datetime.datetime) -> int:
    """What an organ asked one that it has become one with, by a merger, lapses: nobody consults
    itself. An objection about which nobody had decided is no dispute any more. Says how many."""
    asked_itself = Consultation.objects.select_for_update(of=("self",)).filter(
        queries.IN_HAND,
        Q(state=ConsultationState.ASKED) | Q(state=ConsultationState.OBJECTED, decision=""),
        disclosure__organ=organ,
        organ__in=[organ.pk, *(one.pk for one in predecessors(organ))],
    )
    found = list(asked_itself.select_related("organ__county", "disclosure").order_by("id"))
    for one in found:
        if one.is_open:
            one.state, one.lapsed_because = ConsultationState.LAPSED, rules.BECAME_ONE
        else:
            one.decision, one.decision_reason = Decision.PUBLISH, rules.BECAME_ONE
            one.decided_at, one.decided_by = at, by
        one.save(
            update_fields=[
                *("state", "lapsed_because"),
                *("decision", "decision_reason", "decided_at", "decided_by"),
            ]
        )
        if one.decision:
            _record(Act.CONSULTATION_DECIDED, one, by=by, at=at)
    return len(found)


def _locked(consultation: Consultation) -> Consultation:
    return (
        Consultation.objects.select_for_update(of=("self",))
        .select_related("organ__county", "disclosure")
        .get(pk=consultation.pk)
    )


def _open_edition(consultation: Consultation, otherwise: str) -> Edition:
    found = queries.edition_sent(consultation)
    if found is None:
        raise RuleBroken(otherwise)
    return locked_edition(found)


def _record(act: Act, consultation: Consultation, *, by: User, at: datetime.datetime) -> None:
    record_act(
        act=act,
        about=consultation,
        basis=BASIS,
        due_on=consultation.due_on,
        fields=queries.told(consultation, act),
        by=by,
        at=at,
    )
