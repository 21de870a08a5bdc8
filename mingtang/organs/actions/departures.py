"""A departure that was a mistake is taken back (收回离任), with the post that came of it."""

import datetime

from django.db import transaction

from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.ledger.choices import Act
from mingtang.organs.actions.posts import record_post, refuse_others, refuse_person
from mingtang.organs.actions.register import lock_organ
from mingtang.organs.models import Departure, Handover, Post
from mingtang.organs.queries.departures import departures_of
from mingtang.organs.rules import posts
from mingtang.organs.rules.posts import Held, Tenure
from mingtang.people.models import User

ONE_DAY = datetime.timedelta(days=1)


@transaction.atomic
def note_follower(*, post: Post, follower: Post | None, handover: Handover) -> None:
    """Keeps what came of the departure that was just registered: the post given, and the work."""
    *_earlier, latest = departures_of(post)
    latest.follower, latest.handover = follower, handover
    latest.save(update_fields=["follower", "handover"])


@transaction.atomic
def take_back_departure(*, post: Post, by: User, at: datetime.datetime) -> list[Departure]:
    """The holder stays as if nothing had been registered; what had come of it never begins.

    Until the last day is over. Raises RuleBroken.
    """
    organ = lock_organ(organ=post.organ)
    standing = departures_of(post)
    if not standing:
        raise RuleBroken(posts.NOT_LEAVING)
    left = Post.objects.select_for_update(of=("self",)).select_related("holder").get(pk=post.pk)
    posts.refuse_taking_back(standing[-1].last_on, today=day_of(at))
    refuse_person(holder=left.holder, county=organ.county, by=by)
    for departure in standing:
        _take_back(departure, left, by=by, at=at)
    until = standing[0].until
    tenure = Tenure(left.from_on, until)
    held = Held(left.holder_id, str(left.holder), left.role, tenure, bool(left.stands_in_for_id))
    refuse_others(organ=organ, new=held, but=left)
    left.organ, left.to_on = organ, until
    left.save(update_fields=["to_on"])
    record_post(act=Act.POST_FILLED, post=left, by=by, at=at)
    return standing


def _take_back(departure: Departure, left: Post, *, by: User, at: datetime.datetime) -> None:
    follower, handover = departure.follower, departure.handover
    if follower is not None:
        departure.never_holder, departure.never_title = follower.holder, follower.title
        departure.never_from_on = follower.from_on
    departure.follower = departure.handover = None
    departure.taken_back_at = at
    departure.save()
    if follower is not None:
        _never_began(follower, left, by=by, at=at)
    if handover is not None:
        handover.matters.all().delete()
        handover.delete()


def _never_began(follower: Post, left: Post, *, by: User, at: datetime.datetime) -> None:
    """It is gone from the register; the log has it end the day before it was to begin.

    Whose posts never began after it, as departures of its own were taken back, is kept on with the
    one that was left: of the same role in the same organ.
    """
    if follower.stand_ins.exists() or departures_of(follower):
        raise RuleBroken(posts.FOLLOWER_CHANGED, name=str(follower.holder))
    Departure.objects.filter(post=follower).update(post=left)
    Post.objects.filter(pk=follower.pk).delete()
    follower.to_on = follower.from_on - ONE_DAY
    record_post(act=Act.POST_LEFT, post=follower, by=by, at=at)
