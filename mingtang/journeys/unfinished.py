"""What somebody who leaves a post has not finished, and what nobody goes on with."""

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingtang.cases.models import Dispute
from mingtang.cases.queries import open_disputes
from mingtang.catalogue.models import DutyTransfer
from mingtang.catalogue.queries.transfers import waiting_for
from mingtang.disclosure.choices import EDITABLE, OPEN, EditionState
from mingtang.disclosure.models import Consultation, Edition
from mingtang.disclosure.queries.consultations import asked_of, disputed
from mingtang.disclosure.queries.signing import next_step, standing, workflow_of
from mingtang.issued.models import ApiToken
from mingtang.journeys.queries import OFFICERS
from mingtang.organs.choices import HandedKind, Role
from mingtang.organs.models import County, HandedMatter, Organ, Post
from mingtang.organs.queries import on_that_day
from mingtang.organs.queries.handovers import goes_on, takers_of
from mingtang.organs.rules.handovers import Hanging
from mingtang.people.models import User


def hanging(post: Post, on: datetime.date) -> list[Hanging]:
    """What waits for the holder of a post, and with which nobody else goes on who is in such a
    post on that day: what was given to somebody whose post begins later, or is over, hangs."""
    found = list(_hanging(post, on))
    ids = [one.object_id for one in found]
    given = set(
        HandedMatter.objects.filter(handover__giver=post.holder_id, object_id__in=ids).values_list(
            "kind", "object_id"
        )
    )
    if not given:
        return found
    takers = takers_of(ids)
    in_post = set(
        Post.objects.filter(
            on_that_day(on), organ=post.organ, role=post.role, holder__is_active=True
        ).values_list("holder", flat=True)
    )
    return [
        one
        for one in found
        if (one.kind, one.object_id) not in given
        or goes_on(post.holder, one.object_id, takers).pk not in in_post
    ]


def _hanging(post: Post, on: datetime.date) -> Iterator[Hanging]:
    organ, role = post.organ, Role(post.role)
    if role in OFFICERS:
        yield from _drafts(organ, post.holder)
        yield from _asked(organ, on)
        yield from _tokens(organ, post.holder)
    if role == Role.OPENNESS_OFFICE:
        for dispute in open_disputes(organ.county, on):
            yield Hanging(HandedKind.DISPUTE, dispute.object_id, dispute.subject_title)
        for one in disputed(organ.county):
            yield Hanging(HandedKind.OBJECTION, one.object_id, one.disclosure.title)
    yield from _signatures(organ, role, post)


def _drafts(organ: Organ, holder: User) -> Iterator[Hanging]:
    """What the holder wrote, or was given by somebody who left before."""
    taken = HandedMatter.objects.filter(
        kind=HandedKind.DRAFT, handover__taker=holder, handover__organ=organ
    )
    written = _open_editions(organ).filter(
        Q(saved_by=holder)
        | Q(started_by=holder)
        | Q(disclosure__object_id__in=taken.values("object_id"))
    )
    for edition in written:
        yield _edition(HandedKind.DRAFT, edition)


def _asked(organ: Organ, on: datetime.date) -> Iterator[Hanging]:
    for one in asked_of([organ.pk], organ.county, on):
        yield Hanging(HandedKind.CONSULTATION, one.object_id, one.question)
    for transfer in waiting_for([organ.pk]):
        yield Hanging(HandedKind.TRANSFER, transfer.object_id, transfer.duty.title)


def _tokens(organ: Organ, holder: User) -> Iterator[Hanging]:
    """They act in the name of who leaves, and stop with that: another must be issued."""
    for token in ApiToken.objects.filter(organ=organ, holder=holder, revoked_at__isnull=True):
        yield Hanging(HandedKind.TOKEN, token.object_id, token.name)


def _signatures(organ: Organ, role: Role, post: Post) -> Iterator[Hanging]:
    """What waits for this role, and what the holder signed that is not public yet: it falls."""
    if role not in {step.role for step in workflow_of(organ).steps}:
        return
    for edition in _open_editions(organ).exclude(state__in=EDITABLE):
        given = standing(edition)
        signed_by = frozenset(one.by_id for one in given if one.by_id != post.holder_id)
        wanted = next_step(edition)
        if any(one.post_id == post.pk and one.step != "draft" for one in given):
            yield _edition(HandedKind.SIGNED_ALREADY, edition, signed_by)
        elif wanted and wanted.role == role and edition.state != EditionState.SCHEDULED:
            yield _edition(HandedKind.SIGNATURE, edition, signed_by)


def _open_editions(organ: Organ) -> QuerySet[Edition]:
    return (
        Edition.objects.filter(disclosure__organ=organ, state__in=OPEN)
        .select_related("disclosure__organ", "disclosure__item")
        .prefetch_related("signatures")
        .order_by("id")
    )


def _edition(
    kind: HandedKind, edition: Edition, signed_by: frozenset[int] = frozenset()
) -> Hanging:
    title = edition.title or edition.disclosure.item.level2
    return Hanging(kind, edition.disclosure.object_id, title, edition.number, signed_by)


def left_behind(county: County, on: datetime.date) -> list[tuple[Post, int]]:
    """Posts that are over whose holders left drafts with which nobody goes on, and how many.

    So where an account was shut or a time ran out, without anybody saying who goes on. Two queries.
    """
    at_work = Post.objects.filter(
        on_that_day(on),
        organ=OuterRef("disclosure__organ"),
        holder=OuterRef("saved_by"),
        holder__is_active=True,
        role__in=OFFICERS,
    )
    about = HandedMatter.objects.filter(object_id=OuterRef("disclosure__object_id"))
    taker_at_work = Post.objects.filter(
        on_that_day(on),
        organ=OuterRef("handover__organ"),
        holder=OuterRef("handover__taker"),
        holder__is_active=True,
        role__in=OFFICERS,
    )
    drafts = Edition.objects.filter(
        ~Exists(at_work),
        # Through however many handovers: somebody is at work to whom it came.
        ~(
            Exists(about.filter(handover__giver=OuterRef("saved_by")))
            & Exists(about.filter(Exists(taker_at_work)))
        ),
        disclosure__county=county,
        disclosure__organ__dissolved_on__isnull=True,
        state__in=OPEN,
    )
    counts = Counter(drafts.values_list("disclosure__organ", "saved_by"))
    ended = (
        Post.objects.filter(
            organ__in=[organ for organ, _ in counts],
            holder__in=[holder for _, holder in counts],
            role__in=OFFICERS,
            from_on__lte=on,
        )
        .select_related("organ", "holder")
        .order_by("to_on", "id")
    )
    last = {(post.organ_id, post.holder_id): post for post in ended}
    return [(post, counts[key]) for key, post in last.items() if key in counts]


def still_waiting(matters: Sequence[HandedMatter]) -> list[HandedMatter]:
    """Those of them that nobody has finished since. Five queries at most."""
    if not matters:
        return []
    ids = [one.object_id for one in matters]
    editions = set(
        Edition.objects.filter(disclosure__object_id__in=ids, state__in=OPEN).values_list(
            "disclosure__object_id", "number"
        )
    )
    waiting = {
        *Dispute.objects.filter(object_id__in=ids, state="received").values_list(
            "object_id", flat=True
        ),
        *Consultation.objects.filter(
            object_id__in=ids, decision="", disclosure__editions__state__in=OPEN
        ).values_list("object_id", flat=True),
        *DutyTransfer.objects.filter(object_id__in=ids, state="proposed").values_list(
            "object_id", flat=True
        ),
        *ApiToken.objects.filter(object_id__in=ids, revoked_at__isnull=True).values_list(
            "object_id", flat=True
        ),
    }
    return [
        one
        for one in matters
        if one.object_id in waiting or (one.object_id, one.number) in editions
    ]
