"""Who holds what in a county, who will and who did; and whose accounts there are."""

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingtang.organs.models import County, Organ, Post
from mingtang.organs.queries.posts import on_that_day
from mingtang.people.models import User

MOST_WORDS = 5


def _tenures(county: County) -> QuerySet[Post]:
    return (
        Post.objects.filter(organ__county=county)
        .select_related("organ", "holder", "stands_in_for__holder")
        .order_by("organ__tier", "organ__order", "organ_id", "role", "from_on", "id")
    )


def held_now(county: County, on: datetime.date) -> QuerySet[Post]:
    """By organ, in the order of the page."""
    return _tenures(county).filter(on_that_day(on))


def held_later(county: County, on: datetime.date) -> QuerySet[Post]:
    return _tenures(county).filter(from_on__gt=on)


def held_before(county: County, on: datetime.date) -> QuerySet[Post]:
    """Over by that day, those that ended latest first."""
    return _tenures(county).filter(to_on__lt=on).order_by("-to_on", "-id")


def narrowed(posts: QuerySet[Post], *, words: str = "", role: str = "") -> QuerySet[Post]:
    """Those of one role; those with each of the words in organ, name, account or title."""
    if role:
        posts = posts.filter(role=role)
    for word in words.split()[:MOST_WORDS]:
        posts = posts.filter(
            Q(organ__name__icontains=word)
            | Q(holder__name__icontains=word)
            | Q(holder__username__icontains=word)
            | Q(title__icontains=word)
        )
    return posts


def tenures_in(organ: Organ, on: datetime.date) -> QuerySet[Post]:
    """Who holds what in one organ that day or later."""
    running = Q(to_on__isnull=True) | Q(to_on__gte=on)
    return _tenures(organ.county).filter(running, organ=organ)


def accounts_of(county: County, on: datetime.date, *, words: str = "") -> QuerySet[User]:
    """The county's own accounts by name, open ones first; each knows if it `has_post` that day."""
    held = Post.objects.filter(on_that_day(on), holder=OuterRef("pk"), organ__county=county)
    found = User.objects.filter(county_code=county.code)
    if words:
        found = found.filter(Q(username__icontains=words) | Q(name__icontains=words))
    return found.annotate(has_post=Exists(held)).order_by("-is_active", "username")


def people_by_organ(county: County, on: datetime.date) -> list[tuple[str, User]]:
    """The county's open accounts with the name of each organ they have a post in that day, organ
    by organ; then those who have none, with no name. Two queries."""
    people = {person.pk: person for person in accounts_of(county, on).filter(is_active=True)}
    held = held_now(county, on).values_list("organ__name", "holder")
    pairs = list(dict.fromkeys((organ, key) for organ, key in held if key in people))
    seated = {key for _organ, key in pairs}
    return [
        *((organ, people[key]) for organ, key in pairs),
        *(("", person) for key, person in people.items() if key not in seated),
    ]


def find_tenure(county: County, post_id: int) -> Post | None:
    return _tenures(county).filter(pk=post_id).first()
