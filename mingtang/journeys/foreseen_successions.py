"""What goes over, and what ends, when an organ does (机关并入、撤销): counted, nothing written."""

import datetime
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from mingtang.catalogue.choices import Audience
from mingtang.catalogue.models import Duty
from mingtang.catalogue.queries import open_duties_of
from mingtang.catalogue.queries.transfers import joint_duties, pending_of
from mingtang.disclosure.choices import OPEN
from mingtang.disclosure.models import Disclosure, Edition
from mingtang.disclosure.queries.consultations import asked_of
from mingtang.ledger.rules import canonical
from mingtang.organs.choices import SuccessionKind
from mingtang.organs.models import (
    LeadingGroup,
    OpennessOffice,
    Organ,
    OrganField,
    Place,
    Post,
    SuccessionProposal,
)
from mingtang.people.models import User

NAMED_MOST = 10  # of each


class End(NamedTuple):
    """As somebody typed it: which organ ends how, who succeeds it, from which day, by what."""

    organ: Organ
    kind: SuccessionKind
    successor: Organ | None
    on: datetime.date
    basis: str

    @property
    def is_merger(self) -> bool:
        return self.kind == SuccessionKind.MERGED


class What(StrEnum):
    DUTIES = "duties"
    LATE = "late"
    DRAFTS = "drafts"
    PUBLISHED = "published"
    JOINT = "joint"
    TRANSFERS = "transfers"
    ASKED = "asked"
    PARTS = "parts"
    FIELDS = "fields"
    BOARDS = "boards"
    GROUPS = "groups"
    OFFICES = "offices"
    POSTS = "posts"
    PEOPLE = "people"


WITH_DUTIES = {
    *(What.DUTIES, What.LATE, What.DRAFTS, What.PUBLISHED, What.JOINT),
    *(What.TRANSFERS, What.ASKED),
}
WITH_ALL = WITH_DUTIES | {What.PARTS, What.FIELDS, What.BOARDS}


@dataclass(frozen=True)
class Part:
    """`goes`: to the organ that succeeds; else it ends. `names`: the first of them."""

    what: What
    keys: tuple[int, ...]
    names: tuple[str, ...]
    goes: bool

    @property
    def count(self) -> int:
        return len(self.keys)


@dataclass(frozen=True)
class Foreseen:
    """`late` is among `duties`; `people` are those who are left without any post."""

    parts: tuple[Part, ...]

    @property
    def counts(self) -> dict[str, int]:
        """As it is kept with a proposal."""
        return {part.what.value: part.count for part in self.parts}

    @property
    def mark(self) -> str:
        """Stands for each single thing: nobody confirms what he has not been shown."""
        said = canonical({part.what.value: list(part.keys) for part in self.parts})
        return hashlib.sha256(said).hexdigest()


def end_of(proposal: SuccessionProposal) -> End:
    kind = SuccessionKind(proposal.kind)
    return End(proposal.organ, kind, proposal.successor, proposal.on, proposal.basis)


def foreseen(end: End, *, on: datetime.date) -> Foreseen:
    """As it is on that day, whenever the end is said to be. Two queries for each sort at most."""
    organ, kind, successor = end[:3]
    goes: set[What] = set()
    if successor is not None:
        goes = WITH_ALL if kind == SuccessionKind.MERGED else WITH_DUTIES
    duties = open_duties_of([organ.pk])
    posts = _running(Post.objects.filter(organ=organ), on).select_related("holder")
    with_post = _running(Post.objects.exclude(organ=organ), on).values("holder")
    alone = User.objects.filter(pk__in=posts.values("holder")).exclude(pk__in=with_post)
    published = Disclosure.objects.filter(organ=organ, first_published_at__isnull=False)
    drafts = Edition.objects.filter(
        disclosure__organ=organ, disclosure__first_published_at__isnull=True, state__in=OPEN
    )
    found: list[tuple[What, QuerySet[Any], Callable[[Any], str]]] = [
        (What.DUTIES, duties, _duty),
        (What.LATE, duties.filter(due_on__lt=on), _duty),
        (What.DRAFTS, drafts.order_by("id"), lambda one: one.title),
        (What.PUBLISHED, published.order_by("-id"), _unnamed),
        (What.JOINT, joint_duties([organ.pk]), _duty),
        (What.TRANSFERS, pending_of(organ), lambda one: _duty(one.duty)),
        (What.ASKED, asked_of([organ.pk], organ.county, on), lambda one: one.question),
        (What.PARTS, organ.children.filter(dissolved_on__isnull=True).order_by("id"), str),
        (What.FIELDS, _running(OrganField.objects.filter(organ=organ), on), _field),
        (What.BOARDS, Place.objects.filter(organ=organ, closed_on__isnull=True), _name),
        (What.GROUPS, _running(LeadingGroup.objects.filter(organ=organ), on), _document),
        (What.OFFICES, _running(OpennessOffice.objects.filter(organ=organ), on), _name),
        (What.POSTS, posts, lambda one: f"{one.get_role_display()} {one.holder}"),
        (What.PEOPLE, alone.order_by("id"), str),
    ]
    return Foreseen(tuple(_part(what, rows, name, goes=what in goes) for what, rows, name in found))


def _running(rows: QuerySet[Any], on: datetime.date) -> QuerySet[Any]:
    """Those that have begun, and those yet to come: an end ends both. The order is that of keys."""
    return rows.filter(Q(to_on__isnull=True) | Q(to_on__gte=on)).order_by("id")


def _part(what: What, rows: QuerySet[Any], name: Callable[[Any], str], *, goes: bool) -> Part:
    keys = tuple(rows.values_list("pk", flat=True))
    names = [name(row) for row in rows[:NAMED_MOST]] if keys and name is not _unnamed else []
    return Part(what, keys, tuple(one for one in names if one), goes)


def _duty(one: Duty) -> str:
    """What is disclosed inside an organ alone is counted, and not named."""
    return "" if one.item.audience == Audience.INTERNAL else one.title


def _unnamed(_one: Disclosure) -> str:
    """Hundreds: they are counted."""
    return ""


def _field(one: OrganField) -> str:
    return str(one.get_field_display())


def _name(one: Place | OpennessOffice) -> str:
    return one.name


def _document(one: LeadingGroup) -> str:
    return one.document
