"""What the log binds us to of the register, made again from what stands there now."""

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from django.db.models import Prefetch

from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry
from mingtang.ledger.rules import Plain, canonical
from mingtang.organs.models import (
    County,
    Departure,
    GroupMember,
    LeadingGroup,
    OpennessOffice,
    Organ,
    OrganField,
    OrganName,
    Post,
    Succession,
)
from mingtang.people.models import User
from mingtang.terms import queries as terms
from mingtang.terms.models import CalendarNotice

OF_POSTS = (Act.POST_FILLED, Act.POST_LEFT)
ABOUT_PERSONS = (*OF_POSTS, Act.GROUP_FORMED)
Row = list[str]
Rows = dict[int, dict[str, list[Row]]]
Data = Mapping[str, object]
# By organ, kind and day: whom the register names there today.
Named = dict[tuple[UUID, str, str], list[bytes]]
Dated = TypeVar("Dated", OrganName, Post, LeadingGroup, OpennessOffice, OrganField)


def register_of(organs: Iterable[Organ]) -> dict[int, str]:
    """By the key of each organ, a digest of its entry, names, posts, leading groups, offices and
    successions with their days. Who holds a post or sits in a group is not in it. Seven queries."""
    every = Organ.objects.in_bulk([organ.pk for organ in organs])
    found: Rows = {pk: defaultdict(list) for pk in every}
    for pk, organ in every.items():
        found[pk]["entry"].append([organ.credit_code, _day(organ.established_on), str(organ.order)])
    for name in OrganName.objects.filter(organ__in=every):
        found[name.organ_id]["names"].append([name.name, *_days(name)])
    for post in Post.objects.filter(organ__in=every):
        stands_in = "stands in" if post.stands_in_for_id else ""
        found[post.organ_id]["posts"].append([post.role, *_days(post), stands_in])
    members = Prefetch("members", GroupMember.objects.order_by("pk"))
    for group in LeadingGroup.objects.filter(organ__in=every).prefetch_related(members):
        ranks = [member.rank for member in group.members.all()]
        found[group.organ_id]["groups"].append([group.document, *_days(group), *ranks])
    for one in OpennessOffice.objects.filter(organ__in=every):
        reached = [one.name, one.phone, one.address, one.office_hours, one.email]
        found[one.organ_id]["offices"].append([*reached, *_days(one)])
    for end in Succession.objects.filter(organ__in=every).select_related("successor"):
        successor = end.successor.code if end.successor else ""
        found[end.organ_id]["successions"].append(
            [end.kind, successor, _day(end.on), end.basis, end.note]
        )
    return {pk: _digest({kind: sorted(rows) for kind, rows in found[pk].items()}) for pk in every}


def fields_of(county: County) -> str:
    """A digest of who is and was in charge of which field, and by what. One query."""
    rows = OrganField.objects.filter(organ__county=county).select_related("organ")
    return _digest(sorted([one.field, one.organ.code, *_days(one), one.basis] for one in rows))


def notices_over(county: County) -> list[Plain]:
    """Area, year, version and a digest of each notice of holidays that holds or held. One query."""
    return [
        [one.county_code, one.year, one.version, digest_of(one)]
        for one in terms.notices_over(county.code)
    ]


def digest_of(notice: CalendarNotice) -> str:
    return _digest([notice.number, notice.said])


def persons_named(entries: Iterable[Entry], data: Mapping[int, Data]) -> dict[int, list[bytes]]:
    """Whom the register names today, where an act put somebody into a post or a leading group.

    By the key of the entry, of which `data` says what it was about. Where two began in one role
    on one day, either may be meant; where nobody is named any more, none. Three queries.
    """
    told = [one for one in entries if one.act in ABOUT_PERSONS]
    named = _named({one.object_id for one in told}) if told else {}
    return {one.pk: named.get(_about(one, data.get(one.pk, {})), []) for one in told}


def name_of(account: User) -> bytes:
    """What a person is called where a page shows it."""
    return canonical({"account": account.username, "name": account.name})


def names_of(entries: Iterable[Entry]) -> dict[int, bytes]:
    """What those are called today whom these entries name, by the key of the entry; one query.

    Nothing of an account that is gone.
    """
    told = list(entries)
    about = {one.object_id for one in told}
    people = User.objects.in_bulk(about, field_name="object_id") if about else {}
    return {one.pk: name_of(people[one.object_id]) for one in told if one.object_id in people}


def _about(entry: Entry, data: Data) -> tuple[UUID, str, str]:
    kind = str(data.get("role", "")) if entry.act in OF_POSTS else ""
    return entry.object_id, kind, str(data.get("from", ""))


def _named(objects: Iterable[UUID]) -> Named:
    found: Named = defaultdict(list)
    posts = Post.objects.filter(organ__object_id__in=objects).select_related("organ", "holder")
    for post in posts:
        key = (post.organ.object_id, post.role, _day(post.from_on))
        found[key].append(canonical({"holder": post.holder.username, "title": post.title}))
    never = Departure.objects.filter(
        post__organ__object_id__in=objects, never_holder__isnull=False
    ).select_related("post__organ", "never_holder")
    for one in never:
        key = (one.post.organ.object_id, one.post.role, _day(one.never_from_on))
        holder = one.never_holder.username if one.never_holder else ""
        found[key].append(canonical({"holder": holder, "title": one.never_title}))
    groups = LeadingGroup.objects.filter(organ__object_id__in=objects).select_related("organ")
    for group in groups.prefetch_related(Prefetch("members", GroupMember.objects.order_by("pk"))):
        seats: Sequence[Sequence[str]] = [[m.name, m.title, m.rank] for m in group.members.all()]
        found[group.organ.object_id, "", _day(group.from_on)].append(canonical(seats))
    return found


def _days(one: Dated) -> Row:
    return [_day(one.from_on), _day(one.to_on)]


def _day(on: datetime.date | None) -> str:
    return on.isoformat() if on else ""


def _digest(rows: Plain) -> str:
    return hashlib.sha256(canonical(rows)).hexdigest()
