"""Departures that were registered and can still be taken back."""

import datetime
from collections.abc import Iterable

from mingtang.organs.models import Departure, Post


def departures_of(post: Post) -> list[Departure]:
    """Those that stand, with what came of them; more than one where it was put forward."""
    standing = Departure.objects.filter(post=post, taken_back_at=None).order_by("id")
    return list(standing.select_related("follower__holder", "follower__organ__county", "handover"))


def may_be_taken_back(posts: Iterable[Post], on: datetime.date) -> set[int]:
    """Of these, the keys of those whose holder leaves that day or later. One query."""
    standing = Departure.objects.filter(
        post__in=[post.pk for post in posts], taken_back_at=None, last_on__gte=on
    )
    return set(standing.values_list("post", flat=True))
