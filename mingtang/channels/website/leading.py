"""Who leads openness in an organ, and what is missing, in words."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from mingtang.channels.shared.shown.dates import full_day
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.channels.website.rows import Fact
from mingtang.organs.choices import MemberRank
from mingtang.organs.models import County, GroupMember, LeadingGroup, OpennessOffice, Organ, Post
from mingtang.organs.queries import public
from mingtang.organs.queries.leadership import gaps
from mingtang.organs.rules import leadership as rules


@dataclass(frozen=True)
class Person:
    name: str
    title: str
    words: str


@dataclass(frozen=True)
class ShownGap:
    title: str
    text: str


@dataclass(frozen=True)
class GapRow:
    name: str
    address: str
    gaps: list[str]


def led(organ: Organ, on: datetime.date) -> dict[str, list[Any]]:
    """What the page of an organ says about its leadership; nothing is asked of one that is gone."""
    found = public.leadership(organ, on)
    missing = rules.missing(
        organ.kind,
        has_group=found.group is not None,
        has_office=found.office is not None,
        roles=found.roles,
    )
    return {
        "people": [*(_person(post) for post in found.posts)],
        "gaps": [] if organ.is_dissolved else [_gap(need) for need in missing],
        "office": _office(found.office) if found.office else [],
        "group": _group(found.group, found.members) if found.group else [],
    }


def _person(post: Post) -> Person:
    """By the name and title of the post; a stand-in is shown as such."""
    words = str(post.get_role_display())
    if post.stands_in_for_id and post.to_on:
        words = _("%(role)s（代行至%(day)s）") % {"role": words, "day": full_day(post.to_on)}
    return Person(str(post.holder), post.title, words)


def _gap(need: rules.Need) -> ShownGap:
    what = gettext(rules.LABELS[need])
    return ShownGap(
        _("还缺：%(what)s") % {"what": what},
        _("依据：%(source)s") % {"source": gettext(rules.SOURCES[need])},
    )


def _office(office: OpennessOffice) -> list[Fact]:
    phone = f"tel:{''.join(sign for sign in office.phone if sign.isdigit())}"
    return [
        Fact(label, text, address)
        for label, text, address in (
            (_("机构"), office.name, ""),
            (_("电话"), office.phone, phone),
            (_("邮箱"), office.email, f"mailto:{office.email}"),
            (_("地址"), office.address, ""),
            (_("办公时间"), office.office_hours, ""),
        )
        if text
    ]


def _group(group: LeadingGroup, members: list[GroupMember]) -> list[Fact]:
    leaders = [member for member in members if member.rank == MemberRank.LEADER]
    names = _("、").join(f"{member.name} {member.title}".strip() for member in leaders)
    return [
        Fact(_("组长"), names or _("没有登记")),
        Fact(_("成员"), _("%(count)s人") % {"count": grouped(len(members))}),
        Fact(_("成立文件"), group.document),
        Fact(_("成立日期"), str(full_day(group.from_on))),
    ]


def gap_rows(county: County, on: datetime.date) -> dict[str, object]:
    """Every organ that lacks something, with the day of the count."""
    rows = [
        GapRow(
            name=gap.organ.name,
            address=reverse("website:organ", args=[gap.organ.object_id]),
            gaps=[gettext(rules.LABELS[need]) for need in gap.missing],
        )
        for gap in gaps(county, on)
    ]
    words = _("截至%(day)s。登记任命或者成立文件后自动从这里消失。") % {"day": full_day(on)}
    return {
        "rows": rows,
        "total": len(rows),
        "organ_count": public.directory(county).count(),
        "counted": words,
    }
