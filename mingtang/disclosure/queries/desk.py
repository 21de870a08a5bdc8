"""What waits for whom at the desk. Bounded lists, fixed numbers of queries."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingtang.catalogue.choices import Channel
from mingtang.disclosure.choices import (
    BINDING,
    EDITABLE,
    DeliveryState,
    EditionState,
    StepCode,
)
from mingtang.disclosure.models import Delivery, Disclosure, Edition, Remark, Signature
from mingtang.disclosure.queries.signing import taken_over_by
from mingtang.disclosure.rules.workflow import Step, next_step, workflow_for
from mingtang.organs.models import County, Post
from mingtang.people.models import User

SHOWN_MOST = 200


def _with_context(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    return editions.select_related(
        "disclosure__organ", "disclosure__item", "disclosure__duty", "saved_by"
    ).order_by("disclosure__duty__due_on", "id")


def drafts(organs: Iterable[int]) -> QuerySet[Edition]:
    """Drafts and returned ones of these organs, the most urgent first."""
    return _with_context(Edition.objects.filter(disclosure__organ__in=organs, state__in=EDITABLE))[
        :SHOWN_MOST
    ]


def why_returned(editions: Iterable[Edition]) -> dict[int, Remark]:
    """What was last said to each; one query."""
    remarks = Remark.objects.filter(edition__in=[one.pk for one in editions])
    return {remark.edition_id: remark for remark in remarks.select_related("by").order_by("id")}


def under_way(organs: Iterable[int]) -> QuerySet[Edition]:
    """In review, scheduled or held: no longer with the drafter, not yet public."""
    states = (EditionState.IN_REVIEW, EditionState.SCHEDULED, EditionState.HELD)
    return _with_context(Edition.objects.filter(disclosure__organ__in=organs, state__in=states))[
        :SHOWN_MOST
    ]


def to_sign(person: User, posts: Iterable[Post]) -> list[tuple[Edition, StepCode]]:
    """Editions whose next step is this person's, and which step; never one he wrote himself.

    Where a small unit has nobody in the role, its superior's holder sees it too.
    """
    roles: dict[str, set[int]] = defaultdict(set)
    for post in posts:
        roles[post.role].add(post.organ_id)
    everywhere = {organ for organs in roles.values() for organ in organs}
    signed = Signature.objects.filter(edition=OuterRef("pk"), by=person, void_at__isnull=True)
    taken_over = taken_over_by(person).filter(
        object_id=OuterRef("disclosure__object_id"), number=OuterRef("number")
    )
    waiting = (
        _with_context(
            Edition.objects.filter(
                Q(disclosure__organ__in=everywhere) | Q(disclosure__organ__parent__in=everywhere),
                state__in=(EditionState.IN_REVIEW, EditionState.HELD),
            )
        )
        .filter(~Exists(signed), ~Exists(taken_over))
        .prefetch_related("signatures")[:SHOWN_MOST]
    )
    mine = []
    for edition in waiting:
        step = _step_waiting(edition)
        if step and _is_mine(edition, step, roles):
            mine.append((edition, StepCode(step.code)))
    return mine


def _step_waiting(edition: Edition) -> Step | None:
    signed = {row.step for row in edition.signatures.all() if row.void_at is None}
    return next_step(workflow_for(edition.disclosure.organ.kind), signed)


def _is_mine(edition: Edition, step: Step, roles: dict[str, set[int]]) -> bool:
    organ = edition.disclosure.organ
    in_role = roles.get(step.role, set())
    may_lend = step.code in workflow_for(organ.kind).lends and organ.parent_id in in_role
    return organ.pk in in_role or may_lend


def to_sign_afterwards(organs: Iterable[int]) -> QuerySet[Edition]:
    """Emergency publications whose approval has not followed yet."""
    approved = Signature.objects.filter(
        edition=OuterRef("pk"),
        void_at__isnull=True,
        step__in=(StepCode.APPROVAL, StepCode.MEETING),
    )
    return _with_context(
        Edition.objects.filter(
            disclosure__organ__in=organs,
            state__in=(EditionState.PUBLISHED, EditionState.SUPERSEDED),
            is_emergency=True,
        )
    ).filter(~Exists(approved))[:SHOWN_MOST]


def deliveries(organs: Iterable[int], *states: DeliveryState) -> QuerySet[Delivery]:
    """Sheets not yet posted (some for want of a board) or not yet taken down, most urgent first."""
    wanted = states or (DeliveryState.WAITING, DeliveryState.TO_REMOVE)
    return (
        Delivery.objects.filter(organ__in=organs, state__in=wanted, channel=Channel.BOARD)
        .select_related("edition__disclosure", "place__organ", "organ")
        .order_by("post_by", "remove_from", "id")[:SHOWN_MOST]
    )


def internal_of(organs: Iterable[int]) -> QuerySet[Disclosure]:
    """Internal disclosures (S3.4) for the organ's own people, newest first."""
    return (
        Disclosure.objects.filter(
            organ__in=organs, audience="internal", first_published_at__isnull=False
        )
        .select_related("organ", "item", "current")
        .order_by("-first_published_at", "-id")[:SHOWN_MOST]
    )


def scheduled(organs: Iterable[int]) -> QuerySet[Edition]:
    """Approved and waiting for their time, or held at it."""
    states = (EditionState.SCHEDULED, EditionState.HELD)
    return _with_context(Edition.objects.filter(disclosure__organ__in=organs, state__in=states))[
        :SHOWN_MOST
    ]


def published_of(organs: Iterable[int]) -> QuerySet[Disclosure]:
    """Everything these organs ever published, inside too; newest first."""
    return (
        Disclosure.objects.filter(organ__in=organs, first_published_at__isnull=False)
        .select_related("organ", "item", "current")
        .order_by("-published_at", "-id")
    )


def by_index_number(county: County, number: str) -> Disclosure | None:
    """The disclosure someone means by its index number; None when there is none in the county."""
    wanted = number.strip()
    return Disclosure.objects.filter(county=county, index_number=wanted).first() if wanted else None


def due_for_publication(at: datetime.datetime) -> QuerySet[Edition]:
    """Scheduled editions whose time has come, oldest first; for the schedule."""
    return Edition.objects.filter(state=EditionState.SCHEDULED, publish_at__lte=at).order_by(
        "publish_at", "id"
    )


def past_their_end(on: datetime.date) -> QuerySet[Disclosure]:
    """Documents that still say they bind though their last day has passed; for the schedule."""
    return Disclosure.objects.filter(
        validity__in=BINDING, valid_until__lt=on, withdrawn_at__isnull=True
    ).order_by("valid_until", "id")
