"""Who is told of an act of a publication, and in which words. Called by the journeys that act."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from mingtang.disclosure.choices import DeliveryState, EditionState
from mingtang.disclosure.models import Delivery, Disclosure, Edition
from mingtang.disclosure.queries.signing import next_step, standing, workflow_of
from mingtang.disclosure.rules.workflow import Step
from mingtang.foundation.clock import day_of
from mingtang.foundation.kept_words import in_chinese
from mingtang.journeys.queries import OFFICERS, drafters, holders
from mingtang.journeys.rules import day, delivery_path, edition_path, named
from mingtang.notices import actions as notices
from mingtang.notices.choices import NoticeKind
from mingtang.notices.models import Telling
from mingtang.people.models import User


@transaction.atomic
def tell_next(*, edition: Edition, by: User, at: datetime.datetime) -> None:
    """Whose signature is wanted next; never the one who has just signed."""
    step = next_step(edition)
    organ = edition.disclosure.organ
    if step is None:
        return
    is_last = step == workflow_of(organ).last
    kind = NoticeKind.TO_APPROVE if is_last else NoticeKind.TO_REVIEW
    there = holders(organ.county_id, day_of(at), organs=[organ])
    signers = there.signers(organ, step, but=[signed.by for signed in standing(edition)])
    text = "紧急公开：已先行公开，请补办签发。" if edition.state == EditionState.PUBLISHED else ""
    _tell([person for person in signers if person != by], kind, edition, text, act_at=at, at=at)


@transaction.atomic
def tell_drafters(
    *, edition: Edition, kind: NoticeKind, text: str, by: User | None, at: datetime.datetime
) -> None:
    people = [person for person in drafters(edition) if person != by]
    _tell(people, kind, edition, text, act_at=edition.published_at or at, at=at)


@transaction.atomic
def tell_published(*, edition: Edition, by: User | None, at: datetime.datetime) -> None:
    index_number = edition.disclosure.index_number or ""
    tell_drafters(
        edition=edition, kind=NoticeKind.PUBLISHED, text=f"索引号：{index_number}", by=by, at=at
    )
    tell_posters(disclosure=edition.disclosure, by=by, at=at)


@transaction.atomic
def tell_held(*, edition: Edition, at: datetime.datetime) -> None:
    """The drafters, whoever answers for the approval, and whose signature is wanting."""
    organ = edition.disclosure.organ
    there = holders(organ.county_id, day_of(at), organs=[organ])
    wanted: list[Step] = [workflow_of(organ).last]
    if (step := next_step(edition)) is not None:
        wanted.append(step)
    signers = [person for one in wanted for person in there.signers(organ, one)]
    people = [*drafters(edition), *signers]
    set_for = edition.publish_at or at
    _tell(people, NoticeKind.HELD, edition, edition.held_because, act_at=set_for, at=at)


def _tell(
    people: Iterable[User],
    kind: NoticeKind,
    edition: Edition,
    text: str,
    *,
    act_at: datetime.datetime,
    at: datetime.datetime,
) -> None:
    """Once for each act, by its moment, also when two processes come to it."""
    disclosure = edition.disclosure
    notices.tell(
        recipients=people,
        kind=kind,
        key=f"{kind}:{disclosure.object_id}:{edition.number}:{act_at.timestamp():.0f}",
        subject=f"{in_chinese(kind.label)}：{disclosure.organ.name}{named(edition.title)}",
        text=text,
        path=edition_path(disclosure.object_id, edition.number),
        county_code=disclosure.county.code,
        at=at,
    )


@transaction.atomic
def tell_posters(*, disclosure: Disclosure, by: User | None, at: datetime.datetime) -> None:
    """Whoever posts learns what must go up and what must come down."""
    tell_deliveries(
        deliveries=Delivery.objects.filter(
            edition__disclosure=disclosure,
            state__in=(DeliveryState.WAITING, DeliveryState.TO_REMOVE),
            place__isnull=False,
        ),
        by=by,
        at=at,
    )


@transaction.atomic
def tell_deliveries(
    *, deliveries: QuerySet[Delivery], by: User | None, at: datetime.datetime
) -> int:
    """Once for each sheet and each way it must go, however often it is called."""
    found = list(deliveries.select_related("edition", "place", "organ__county").order_by("id"))
    by_county: dict[int, list[Delivery]] = {}
    for delivery in found:
        by_county.setdefault(delivery.organ.county_id, []).append(delivery)
    tellings = [
        _to_poster(delivery, person, at)
        for county_id, there in by_county.items()
        for posts in [holders(county_id, day_of(at), organs=[d.organ for d in there])]
        for delivery in there
        for person in posts.of(delivery.organ_id, *OFFICERS) or posts.responsible(delivery.organ)
        if person != by
    ]
    return len(notices.tell_all(tellings=tellings, at=at))


def _to_poster(delivery: Delivery, person: User, at: datetime.datetime) -> Telling:
    is_up = delivery.is_waiting
    kind = NoticeKind.TO_POST if is_up else NoticeKind.TO_REMOVE
    until = delivery.post_by if is_up else delivery.remove_from
    when = f"{day(until)}前张贴" if is_up and until else delivery.remove_because
    return Telling(
        recipient=person,
        kind=kind,
        key=f"{kind}:{delivery.object_id}",
        subject=f"{in_chinese(kind.label)}：{named(delivery.edition.title)}",
        text=f"{delivery.place}：{when}",
        path=delivery_path(delivery.object_id),
        county_code=delivery.organ.county.code,
    )
