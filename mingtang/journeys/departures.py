"""Somebody leaves a post: what waits for that person is listed, and goes to a successor at once."""

import datetime

from django.db import transaction

from mingtang.disclosure.queries.signing import workflow_of
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.kept_words import in_chinese
from mingtang.foundation.text import gettext_noop as _
from mingtang.journeys.left_open import left_open, open_lines
from mingtang.journeys.queries import holders
from mingtang.journeys.rules import TODAY
from mingtang.journeys.unfinished import hanging
from mingtang.notices import actions as notices
from mingtang.notices.choices import NoticeKind
from mingtang.organs import actions as organs
from mingtang.organs.choices import HandedKind, Role
from mingtang.organs.models import Handover, Post
from mingtang.organs.queries import holds_post
from mingtang.organs.queries.departures import departures_of
from mingtang.organs.rules import handovers as rules
from mingtang.organs.rules.handovers import Hanging
from mingtang.people.models import User

ONE_DAY = datetime.timedelta(days=1)


@transaction.atomic
def leave_post(
    *,
    post: Post,
    on: datetime.date,
    successor: User | None = None,
    by: User,
    at: datetime.datetime,
) -> Handover | None:
    """Ends a post with that day; what hangs goes to the successor, who gets the post if need be.

    Raises RuleBroken where something hangs and nobody goes on with it from the day after, also
    where a departure registered before is put forward.
    """
    rules.refuse_last_day(on, today=day_of(at))
    left = hanging(post, on + ONE_DAY)
    if left and successor is None:
        raise RuleBroken(rules.STILL_HANGS, name=str(post.holder), count=len(left))
    ended = organs.leave_post(post=post, on=on, by=by, at=at)
    if successor is None:
        return None
    made, follower = _hand_over(ended, successor, left, from_on=on + ONE_DAY, by=by, at=at)
    organs.note_follower(post=ended, follower=follower, handover=made)
    return made


@transaction.atomic
def take_back_departure(*, post: Post, by: User, at: datetime.datetime) -> None:
    """Before the last day is over; whoever was to follow hears that it comes to nothing.

    Raises RuleBroken.
    """
    takers = [one.handover.taker for one in departures_of(post) if one.handover]
    done = organs.take_back_departure(post=post, by=by, at=at)
    role = in_chinese(Role(post.role).label)
    notices.tell(
        recipients=list(dict.fromkeys(takers)),
        kind=NoticeKind.HANDED_OVER,
        key=f"departure:{done[-1].pk}:taken_back",
        subject=f"{post.organ.name}{role}：{post.holder}的离任已经收回",
        text=f"移交给您的事仍由{post.holder}办理；随离任登记的任职不再开始。",
        path=TODAY,
        county_code=post.organ.county.code,
        at=at,
    )


@transaction.atomic
def refuse_unsigned(*, post: Post, taker: User, at: datetime.datetime) -> None:
    """Raises RuleBroken where a draft that goes to this person could be signed by nobody else.

    A warning, for whoever has not seen it: it is no rule of the law who is put in which post.
    """
    drafts = [one for one in hanging(post, day_of(at) + ONE_DAY) if one.kind == HandedKind.DRAFT]
    if not drafts:
        return
    organ = post.organ
    there = holders(organ.county_id, day_of(at), organs=[organ])
    roles = [Role(step.role) for step in workflow_of(organ).steps]
    signers = {
        role: [one for one in there.of(organ.pk, role) if one != post.holder] for role in roles
    }
    alone = {role: people[0] for role, people in signers.items() if len(people) == 1}
    role = next((role for role, person in alone.items() if person == taker), None)
    if role is None:
        return
    colleagues = there.of(organ.pk, *Role.values)
    others = [one for one in colleagues if one not in (post.holder, *alone.values())]
    raise RuleBroken(
        rules.NOBODY_ELSE_SIGNS,
        name=str(taker),
        title=drafts[0].title,
        role=role.label,
        others="、".join(map(str, others)) or _("别的机关的人"),
    )


@transaction.atomic
def hand_over_left(*, post: Post, successor: User, by: User, at: datetime.datetime) -> Handover:
    """Of a post that is over: what was left there when an account was shut, or a time ran out.

    Raises RuleBroken, also where the post is held: then a departure has to be registered.
    """
    if _is_held(post, day_of(at)):
        raise RuleBroken(rules.STILL_HELD, name=str(post.holder))
    left = hanging(post, day_of(at))
    if not left:
        raise RuleBroken(rules.NOTHING_LEFT)
    return _hand_over(post, successor, left, from_on=day_of(at), by=by, at=at)[0]


def _is_held(post: Post, on: datetime.date) -> bool:
    """Or will be; or its holder is in such a post again, and goes on with the work."""
    if not post.holder.is_active:
        return False
    is_over = post.to_on is not None and post.to_on < on
    return not is_over or holds_post(post.holder, Role(post.role), organ=post.organ, on=on)


def _hand_over(
    post: Post,
    successor: User,
    left: list[Hanging],
    *,
    from_on: datetime.date,
    by: User,
    at: datetime.datetime,
) -> tuple[Handover, Post | None]:
    """And the post that the successor was given, where that one had none such."""
    rules.refuse_taker(str(successor), successor.pk, left)
    role, follower = Role(post.role), None
    if not holds_post(successor, role, organ=post.organ, on=from_on):
        follower = organs.fill_post(
            organ=post.organ,
            role=role,
            holder=successor,
            from_on=from_on,
            to_on=_until_next(post, successor, from_on),
            by=by,
            at=at,
        )
    made = organs.hand_over_work(post=post, taker=successor, matters=left, by=by, at=at)
    named = [f"{in_chinese(HandedKind(one.kind).label)}：{one.title}" for one in left]
    notices.tell(
        recipients=[successor],
        kind=NoticeKind.HANDED_OVER,
        key=f"handover:{made.pk}",
        subject=f"{post.organ.name}{in_chinese(role.label)}：{post.holder}移交给您{len(left)}件",
        text="\n".join([*named, *open_lines(left_open(post, day_of(at)))]),
        path=TODAY,
        county_code=post.organ.county.code,
        at=at,
    )
    return made, follower


def _until_next(post: Post, successor: User, from_on: datetime.date) -> datetime.date | None:
    """The day before such a post of the successor's begins, where one was registered already."""
    begins = (
        Post.objects.filter(
            organ=post.organ,
            role=post.role,
            holder=successor,
            stands_in_for=None,
            from_on__gt=from_on,
        )
        .order_by("from_on")
        .values_list("from_on", flat=True)
        .first()
    )
    return begins - ONE_DAY if begins else None
