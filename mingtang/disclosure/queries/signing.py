"""Who has signed an edition, who may, and whether what was signed still stands."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from mingtang.disclosure.choices import StepCode
from mingtang.disclosure.models import Edition, Signature
from mingtang.disclosure.queries.checked import digest
from mingtang.disclosure.rules import workflow
from mingtang.foundation.text import gettext_noop as _
from mingtang.organs.choices import HandedKind, Role
from mingtang.organs.models import HandedMatter, Organ
from mingtang.organs.queries import Authority, authority, posts_for, right_by, successors
from mingtang.people.models import User


def answering(organ: Organ) -> Organ:
    """Whose people act for it today: its own while it stands, then those of its successor."""
    return successors(organ) or organ


def workflow_of(organ: Organ) -> workflow.Workflow:
    return workflow.workflow_for(answering(organ).kind)


def standing(edition: Edition) -> list[Signature]:
    """Signatures that are not void, in the order they were given; no query where locked."""
    rows = edition.signatures.all() if edition.given is None else edition.given
    valid = (row for row in rows if row.void_at is None)
    return sorted(valid, key=lambda row: (row.at, row.pk))


def signed_steps(edition: Edition) -> set[str]:
    return {signature.step for signature in standing(edition)} - {StepCode.DRAFT}


def next_step(edition: Edition) -> workflow.Step | None:
    return workflow.next_step(workflow_of(edition.disclosure.organ), signed_steps(edition))


def authority_to_draft(person: User, organ: Organ, on: datetime.date) -> Authority | None:
    today = answering(organ)
    role = Role(workflow.workflow_for(today.kind).drafter)
    return authority(person, role, organ=today, on=on, may_borrow=False)


def authority_to_sign(
    person: User, step: workflow.Step, organ: Organ, on: datetime.date
) -> Authority | None:
    today = answering(organ)
    lends = step.code in workflow.workflow_for(today.kind).lends
    return authority(person, Role(step.role), organ=today, on=on, may_borrow=lends)


def took_over(person: User, edition: Edition) -> bool:
    """Whether somebody who left gave the person this draft to go on with: it is the person's own
    then, written in or not."""
    return (
        taken_over_by(person)
        .filter(object_id=edition.disclosure.object_id, number=edition.number)
        .exists()
    )


def taken_over_by(person: User) -> QuerySet[HandedMatter]:
    """The drafts that somebody who left gave the person to go on with."""
    return HandedMatter.objects.filter(kind=HandedKind.DRAFT, handover__taker=person)


@dataclass(frozen=True)
class Fallen:
    """A signature that no longer stands, and why."""

    signature: Signature
    why: str


def fallen(edition: Edition, *, on: datetime.date) -> list[Fallen]:
    """Signatures that were given but do not carry a publication on that day. One query."""
    organ = answering(edition.disclosure.organ)
    flow = workflow.workflow_for(organ.kind)
    now = digest(edition)
    posts = posts_for(organ, [step.role for step in flow.steps], on=on)
    found = []
    for signature in standing(edition):
        step = flow.step(signature.step)
        if step is None:  # the drafter's: kept as a record of who wrote, not as a consent
            continue
        lends = step.code in flow.lends
        if signature.digest != now:
            found.append(Fallen(signature, _("签署以后内容变了，要重新审核。")))
        elif not right_by(posts, signature.by_id, step.role, organ=organ, may_borrow=lends):
            found.append(Fallen(signature, _("签署人已经不在这个岗位，要由现任重新签署。")))
    return found
