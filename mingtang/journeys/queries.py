"""Whom to tell: who holds which post on a day, and who stands in where nobody does."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from mingtang.disclosure.models import Edition
from mingtang.disclosure.queries.signing import workflow_of
from mingtang.disclosure.rules.workflow import Step
from mingtang.journeys.rules import HEAD, OFFICE, OFFICER
from mingtang.organs.choices import Role
from mingtang.organs.models import Organ, Post
from mingtang.organs.queries import on_that_day
from mingtang.organs.queries.handovers import goes_on, takers_of
from mingtang.people.models import User

# A village's clerk does an officer's work, and who calls its meeting leads it.
OFFICERS = (Role.OFFICER, Role.VILLAGE_CLERK)
HEADS = (Role.HEAD, Role.VILLAGE_CHAIR)


@dataclass(frozen=True)
class Holders:
    """Who holds which role in which organ of one county on one day, stand-ins included."""

    by_role: Mapping[tuple[int, str], list[User]]
    office: list[User]

    def of(self, organ_id: int | None, *roles: str) -> list[User]:
        found = [person for role in roles for person in self.by_role.get((organ_id or 0, role), [])]
        return list(dict.fromkeys(found))

    def responsible(self, organ: Organ) -> list[User]:
        """The first responsible person (第一责任人); without one, the county's openness office."""
        return self.of(organ.pk, *HEADS) or self.office

    def officers(self, organ: Organ) -> list[User]:
        """Who does the daily work; without one, whoever is responsible for that."""
        return self.of(organ.pk, *OFFICERS) or self.responsible(organ)

    def to_remind(self, organ: Organ, to: Iterable[str]) -> list[User]:
        asked = {
            OFFICER: self.officers(organ),
            HEAD: self.responsible(organ),
            OFFICE: self.office,
        }
        return list(dict.fromkeys(person for which in to for person in asked[which]))

    def signers(self, organ: Organ, step: Step, *, but: Iterable[User] = ()) -> list[User]:
        """Who may give the signature, `but` for those who signed before and may not sign twice.

        Where a smaller unit has nobody in the role, its superior's people; without anybody, whoever
        is responsible for that.
        """
        own = self.of(organ.pk, step.role)
        lends = not own and step.code in workflow_of(organ).lends
        found = self.of(organ.parent_id, step.role) if lends else own
        before = set(but)
        return [person for person in found if person not in before] or self.responsible(organ)


def holders(county_id: int, on: datetime.date, *, organs: Iterable[Organ] | None = None) -> Holders:
    """Of the whole county, or only of these organs and of those above them. One query."""
    posts = Post.objects.filter(on_that_day(on), organ__county_id=county_id, holder__is_active=True)
    if organs is not None:
        there = {key for organ in organs for key in (organ.pk, organ.parent_id)}
        posts = posts.filter(Q(organ__in=there - {None}) | Q(role=Role.OPENNESS_OFFICE))
    by_role: dict[tuple[int, str], list[User]] = defaultdict(list)
    office = []
    for post in posts.select_related("holder").order_by("id"):
        by_role[post.organ_id, post.role].append(post.holder)
        if post.role == Role.OPENNESS_OFFICE:
            office.append(post.holder)
    return Holders(by_role, list(dict.fromkeys(office)))


def drafters(edition: Edition) -> list[User]:
    """Who began it and who wrote on it last; of who left and handed it over, who goes on."""
    about = edition.disclosure.object_id
    takers = takers_of([about])
    written = (edition.started_by, edition.saved_by)
    return list(dict.fromkeys(goes_on(one, about, takers) for one in written))


def office_organ(county_id: int, on: datetime.date) -> Organ | None:
    """The organ in which the county's openness office is; else the one that leads the county."""
    post = (
        Post.objects.filter(on_that_day(on), organ__county_id=county_id, role=Role.OPENNESS_OFFICE)
        .select_related("organ__county")
        .order_by("id")
        .first()
    )
    if post is not None:
        return post.organ
    return (
        Organ.objects.filter(county_id=county_id, parent__isnull=True)
        .select_related("county")
        .order_by("order", "id")
        .first()
    )
