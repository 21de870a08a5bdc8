"""Drafts before other organs: what they were asked, what they said, what waits for whom."""

import datetime
from collections.abc import Iterable, Mapping

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from mingtang.catalogue.choices import Audience
from mingtang.catalogue.models import Duty
from mingtang.catalogue.queries.transfers import joint_bodies
from mingtang.catalogue.rules.gates import GateAnswer
from mingtang.disclosure.choices import OPEN, ConsultationState, Outcome
from mingtang.disclosure.models import Consultation, Disclosure, Edition
from mingtang.disclosure.queries.checked import digest
from mingtang.disclosure.queries.signing import answering
from mingtang.disclosure.rules import consulting
from mingtang.disclosure.rules.consulting import Asking, Word
from mingtang.foundation.clock import day_of
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.models import Entry
from mingtang.ledger.rules import canonical
from mingtang.organs.models import County, Organ
from mingtang.organs.queries.register import answering_on

OF_CONSULTATIONS = (
    Act.CONSULTATION_ASKED,
    Act.CONSULTATION_MOVED,
    Act.CONSULTATION_ANSWERED,
    Act.CONSULTATION_DECIDED,
)
SHOWN_MOST = 200
# Of the draft that was sent: not of one that was begun after it had been given up or published.
IN_HAND = Exists(
    Edition.objects.filter(
        disclosure=OuterRef("disclosure"), state__in=OPEN, started_at__lte=OuterRef("asked_at")
    )
)
# The same organ was asked of it again.
ASKED_AGAIN = Exists(
    Consultation.objects.filter(
        disclosure=OuterRef("disclosure"), organ=OuterRef("organ"), pk__gt=OuterRef("pk")
    )
)


def of_disclosure(disclosure: Disclosure) -> list[Consultation]:
    """All of a disclosure, oldest first."""
    found = Consultation.objects.filter(disclosure=disclosure)
    return with_heirs(
        found.select_related("organ", "asked_by", "answered_by", "decided_by").order_by("id")
    )


def with_heirs(consultations: Iterable[Consultation]) -> list[Consultation]:
    """Each with the organ that answers, or answered, for one that had ended by then.

    All of one county. Two queries more where any was asked of one that has ended.
    """
    rows = list(consultations)
    of_ended = [
        one for one in rows if one.organ.is_dissolved and one.state != ConsultationState.LAPSED
    ]
    heirs = answering_on(
        (one.organ, day_of(one.answered_at) if one.answered_at else None) for one in of_ended
    )
    for one, heir in zip(of_ended, heirs, strict=True):
        one.heir = heir if heir != one.organ else None
    return rows


def latest(consultations: Iterable[Consultation]) -> list[Consultation]:
    """Of each organ the last: it was asked anew after the text had changed."""
    return list({one.organ_id: one for one in consultations}.values())


def is_latest(consultation: Consultation) -> bool:
    """Whether that organ was not asked of the same disclosure again."""
    return not Consultation.objects.filter(ASKED_AGAIN, pk=consultation.pk).exists()


def word_of(consultation: Consultation, now: str) -> Word:
    """`now` is the digest of the text as it stands. `consultation` as `with_heirs` gives it."""
    said_at = consultation.decided_at or consultation.answered_at
    return Word(
        object_id=consultation.object_id,
        organ=consultation.organ.name,
        state=consultation.state,
        due_on=consultation.due_on,
        is_same=consultation.digest == now,
        answer=consultation.answer,
        heir=consultation.heir.name if consultation.heir else "",
        decision=consultation.decision,
        decision_reason=consultation.decision_reason,
        said_on=day_of(said_at) if said_at else None,
    )


def consulted(edition: Edition, *, on: datetime.date) -> list[GateAnswer]:
    """A gate for each organ that the edition concerns; none where nobody else is concerned."""
    disclosure = edition.disclosure
    asked = _of_others(edition, latest(of_disclosure(disclosure)))
    joint = _joint(disclosure)
    if not asked and not joint:
        return []
    now = digest(edition)
    found = consulting.answers([word_of(one, now) for one in asked], joint=joint, on=on)
    # Of what is public, how it came to be: what is asked of a correction stands with that.
    return [one for one in found if one.is_passed or not edition.was_public]


def _of_others(edition: Edition, asked: Iterable[Consultation]) -> list[Consultation]:
    """Nobody consults itself: what was asked of an organ that is this one by now, shuts no gate.
    Of what is public, what it had said before stays."""
    own = answering(edition.disclosure.organ)
    return [
        one
        for one in asked
        if not one.lapsed_because and (edition.was_public or answering(one.organ) != own)
    ]


def _joint(disclosure: Disclosure) -> list[str]:
    """Who owes it too, today: of one that was merged into another, that one."""
    if disclosure.duty is None:
        return []
    today = [answering(organ) for organ in joint_bodies(disclosure.duty)]
    return list(dict.fromkeys(one.name for one in today if one.pk != disclosure.organ_id))


def asking(edition: Edition, organ: Organ) -> Asking:
    disclosure = edition.disclosure
    return Asking(
        organ=organ.name,
        is_open=edition.is_open,
        is_content=disclosure.outcome == Outcome.CONTENT,
        is_empty=not (
            edition.title.strip() and (edition.body.strip() or any(edition.values.values()))
        ),
        is_internal=disclosure.audience == Audience.INTERNAL,
        is_itself=organ.pk == disclosure.organ_id,
        is_elsewhere=organ.county_id != disclosure.county_id,
        is_gone=organ.is_dissolved,
    )


def open_edition(disclosure: Disclosure) -> Edition | None:
    """The one under way, with all that its digest needs."""
    return (
        Edition.objects.filter(disclosure=disclosure, state__in=OPEN)
        .select_related("disclosure__organ__county", "disclosure__item", "disclosure__duty")
        .first()
    )


def edition_sent(consultation: Consultation) -> Edition | None:
    """The draft that was sent, while it is under way."""
    found = open_edition(consultation.disclosure)
    return found if found and found.started_at <= consultation.asked_at else None


def mentioned_organs(edition: Edition) -> list[Organ]:
    """Standing organs of the county that the text names, but for its own."""
    standing = Organ.objects.filter(
        county=edition.disclosure.county_id, dissolved_on__isnull=True
    ).exclude(pk=edition.disclosure.organ_id)
    by_name = {organ.name: organ for organ in standing}
    values = " ".join(str(value) for value in edition.values.values())
    text = f"{edition.title} {edition.summary} {edition.body} {values}"
    return [by_name[name] for name in consulting.mentioned(text, by_name)]


def _with_context(found: QuerySet[Consultation]) -> QuerySet[Consultation]:
    return found.select_related("organ", "disclosure__organ", "disclosure__item", "asked_by")


def still_asked(county: County, on: datetime.date) -> QuerySet[Consultation]:
    """What waits for an answer in a county, drafts alone; each knows if it `is_overdue`."""
    is_overdue = ExpressionWrapper(Q(due_on__lt=on), output_field=BooleanField())
    return (
        _with_context(Consultation.objects.filter(organ__county=county))
        .filter(IN_HAND, state=ConsultationState.ASKED)
        .annotate(is_overdue=is_overdue)
        .order_by("due_on", "id")
    )


def asked_of(organs: Iterable[int], county: County, on: datetime.date) -> QuerySet[Consultation]:
    """What these organs are still to answer, the most urgent first."""
    return still_asked(county, on).filter(organ__in=list(organs))


def asked_by(organs: Iterable[int]) -> QuerySet[Consultation]:
    """What these organs asked others, the latest first; of drafts that are under way."""
    found = Consultation.objects.filter(IN_HAND, disclosure__organ__in=list(organs))
    return _with_context(found).order_by("-id")


def answered_by(organs: Iterable[int]) -> QuerySet[Consultation]:
    """What these organs were asked and what became of it, the latest first."""
    found = Consultation.objects.filter(organ__in=list(organs))
    return _with_context(found.filter(~Q(state=ConsultationState.ASKED) | ~IN_HAND)).order_by("-id")


def disputed(county: County) -> QuerySet[Consultation]:
    """Objections about which the openness office has not decided, of drafts under way."""
    return (
        _with_context(Consultation.objects.filter(organ__county=county))
        .filter(IN_HAND, ~ASKED_AGAIN, state=ConsultationState.OBJECTED, decision="")
        .order_by("answered_at", "id")
    )


def is_waited_for(duty: Duty, organ: Organ) -> bool:
    """Whether an organ was asked about the draft of a duty and has not answered, or objected and
    nobody decided."""
    asked = Q(organ=organ) | Q(organ=answering(organ))
    is_open = Q(state=ConsultationState.ASKED) | Q(state=ConsultationState.OBJECTED, decision="")
    found = Consultation.objects.filter(asked, is_open, IN_HAND, ~ASKED_AGAIN)
    return found.filter(disclosure__duty=duty).exists()


def told(
    consultation: Consultation, act: str, *, due_on: datetime.date | None = None
) -> Mapping[FieldGroup, bytes]:
    """What an act on a consultation commits to. Who did it is committed to apart.

    `due_on`: what it was when the act was done, where that may be another day by now.
    """
    data: dict[str, str] = {
        "disclosure": str(consultation.disclosure.object_id),
        "organ": consultation.organ.code,
    }
    if act in (Act.CONSULTATION_ASKED, Act.CONSULTATION_MOVED):
        text = {"question": consultation.question}
        data["due"] = (due_on or consultation.due_on).isoformat()
    elif act == Act.CONSULTATION_ANSWERED:
        text = {"answer": consultation.answer}
        data["state"] = str(consultation.state)
    else:
        text = {"reason": consultation.decision_reason}
        data["decision"] = str(consultation.decision)
    return {FieldGroup.TEXT: canonical(text), FieldGroup.STRUCTURED: canonical(data)}


def contents(entries: Iterable[Entry]) -> dict[int, Mapping[FieldGroup, bytes]]:
    """By the key of the entry, for our own checks: what organs ask each other is no public page."""
    wanted = [entry for entry in entries if entry.act in OF_CONSULTATIONS]
    if not wanted:
        return {}
    found = Consultation.objects.select_related("disclosure", "organ").in_bulk(
        [entry.object_id for entry in wanted], field_name="object_id"
    )
    return {
        entry.pk: told(one, entry.act, due_on=entry.due_on)
        for entry in wanted
        if (one := found.get(entry.object_id))
    }
