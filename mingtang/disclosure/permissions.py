"""Who may do what with a publication: a post in its very organ, or the county's office above it."""

import datetime
from collections.abc import Iterable

from mingtang.catalogue.choices import Audience, Channel
from mingtang.disclosure.choices import ConsultationState
from mingtang.disclosure.models import Consultation, Delivery, Disclosure, Edition
from mingtang.disclosure.queries import signing
from mingtang.disclosure.queries.consultations import IN_HAND
from mingtang.disclosure.queries.signing import answering
from mingtang.disclosure.rules.workflow import workflow_for
from mingtang.organs.choices import Role
from mingtang.organs.models import Organ, Post
from mingtang.organs.queries import holds_in_county, holds_post, may
from mingtang.organs.rules.roles import Power
from mingtang.people.models import User

INSIDERS = tuple(Role)


def may_draft(person: User, edition: Edition, on: datetime.date) -> bool:
    return signing.authority_to_draft(person, edition.disclosure.organ, on) is not None


def may_correct(person: User, disclosure: Disclosure, on: datetime.date) -> bool:
    return signing.authority_to_draft(person, disclosure.organ, on) is not None


def may_sign(person: User, edition: Edition, on: datetime.date) -> bool:
    """Whether any step of the edition is this person's, now or in turn."""
    return _signs_for(person, edition.disclosure.organ, on)


def _signs_for(person: User, organ: Organ, on: datetime.date) -> bool:
    return any(
        signing.authority_to_sign(person, step, organ, on) is not None
        for step in signing.workflow_of(organ).steps
    )


def may_read_draft(person: User, edition: Edition, on: datetime.date) -> bool:
    """Whoever writes, signs or oversees it; of another organ whoever was sent this very one."""
    disclosure = edition.disclosure
    return may_read_own_drafts(person, disclosure, on) or (
        edition.is_open and _is_consulted(person, disclosure, on)
    )


def may_read_own_drafts(person: User, disclosure: Disclosure, on: datetime.date) -> bool:
    return (
        may_correct(person, disclosure, on)
        or _signs_for(person, disclosure.organ, on)
        or holds_post(person, Role.HEAD, organ=answering(disclosure.organ), on=on)
    )


def drafts_opened_by(posts: Iterable[Post]) -> set[int]:
    """The organs of these posts whose drafts they open: `may_read_draft` for a whole list, asking
    the database nothing. What a post signs for another organ is not in it."""
    return {post.organ_id for post in posts if post.role in _readers(post.organ.kind)}


def _readers(kind: str) -> set[str]:
    flow = workflow_for(kind)
    return {flow.drafter, Role.HEAD, *(step.role for step in flow.steps)}


def may_read_desk(person: User, disclosure: Disclosure, on: datetime.date) -> bool:
    """Whoever works in the organ, or oversees it from a county office; no draft, and of what is
    disclosed inside an organ nothing but to its own people (S3.4)."""
    if disclosure.audience == Audience.INTERNAL:
        return may_read_internal(person, disclosure, on)
    return disclosure.first_published_at is not None and may(
        person, Power.READ_DESK, organ=answering(disclosure.organ), on=on
    )


def may_approve(person: User, disclosure: Disclosure, on: datetime.date) -> bool:
    last = signing.workflow_of(disclosure.organ).last
    return signing.authority_to_sign(person, last, disclosure.organ, on) is not None


def may_withdraw(person: User, disclosure: Disclosure, on: datetime.date) -> bool:
    """The organ's approver; what is public also the county's openness office (条例 art. 47: order
    correction)."""
    return may_approve(person, disclosure, on) or (
        disclosure.is_public
        and holds_in_county(person, Role.OPENNESS_OFFICE, county_id=disclosure.county_id, on=on)
    )


def may_read_internal(person: User, disclosure: Disclosure, on: datetime.date) -> bool:
    """Internal disclosure (S3.4) is for the organ's own people alone, and a draft for none yet."""
    is_out = disclosure.first_published_at is not None
    return (
        is_out
        and disclosure.audience == Audience.INTERNAL
        and holds_post(person, *INSIDERS, organ=answering(disclosure.organ), on=on)
    )


def may_confirm(person: User, delivery: Delivery, on: datetime.date) -> bool:
    """What hangs on a board; of the website there is nothing to confirm."""
    keeper = answering(delivery.organ)
    is_posted_by_hand = delivery.channel == Channel.BOARD
    return is_posted_by_hand and holds_post(
        person, Role.VILLAGE_CLERK, Role.OFFICER, organ=keeper, on=on
    )


def may_ask_organs(person: User, edition: Edition, on: datetime.date) -> bool:
    """Whoever drafts it, or signs it: whoever sees that it concerns another organ."""
    return may_draft(person, edition, on) or may_sign(person, edition, on)


def may_answer_consultation(person: User, consultation: Consultation, on: datetime.date) -> bool:
    """Whoever answers for the organ that was asked, or for the one it was merged into."""
    return may(person, Power.ANSWER_ORGANS, organ=answering(consultation.organ), on=on)


def may_decide_objection(person: User, consultation: Consultation, on: datetime.date) -> bool:
    county = consultation.organ.county
    return consultation.is_disputed and may(person, Power.COORDINATE, county=county, on=on)


def may_read_consultation(person: User, consultation: Consultation, on: datetime.date) -> bool:
    """Those who ask, those who answer, and the office once there is an objection."""
    return (
        may_answer_consultation(person, consultation, on)
        or may_read_own_drafts(person, consultation.disclosure, on)
        or _is_before_the_office(person, consultation, on)
    )


def _is_before_the_office(person: User, consultation: Consultation, on: datetime.date) -> bool:
    return consultation.state == ConsultationState.OBJECTED and may(
        person, Power.COORDINATE, county=consultation.organ.county, on=on
    )


def _is_consulted(person: User, disclosure: Disclosure, on: datetime.date) -> bool:
    """The draft that was sent to another organ is read there, and by the office if it is disputed;
    not one that was begun since."""
    asked = Consultation.objects.filter(IN_HAND, disclosure=disclosure)
    return any(
        may_answer_consultation(person, one, on) or _is_before_the_office(person, one, on)
        for one in asked.select_related("organ__county")
    )
