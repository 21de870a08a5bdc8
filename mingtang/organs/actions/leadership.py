import datetime
from collections.abc import Sequence
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet

from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.ledger.choices import Act
from mingtang.organs.actions.entries import record_change
from mingtang.organs.actions.register import lock_organ
from mingtang.organs.choices import MemberRank
from mingtang.organs.models import GroupMember, LeadingGroup, OpennessOffice, Organ
from mingtang.organs.rules import typed
from mingtang.organs.rules.succession import day_before
from mingtang.people.models import User
from mingtang.people.rules import email as email_address

Dated = TypeVar("Dated", LeadingGroup, OpennessOffice)

LEADERSHIP = "实施意见:6"
OFFICE = "政府信息公开条例:4"
DOCUMENT, MEMBER, TITLE, OFFICE_NAME = _("成立文件"), _("姓名"), _("职务"), _("机构名称")
PHONE, ADDRESS, HOURS = _("电话"), _("地址"), _("办公时间")
LEADERS = _("领导小组要有一名组长，写了%(count)s名。请核对成员。")
TWICE = _("成员里“%(name)s”写了两次。请删去一行。")
NOT_LATER = _("现在的记录从%(from_on)s起，新的要更晚开始。请核对日期。")


@transaction.atomic
def form_leading_group(
    *,
    organ: Organ,
    document: str,
    from_on: datetime.date,
    members: Sequence[tuple[str, str, MemberRank]],
    by: User | None,
    at: datetime.datetime,
) -> LeadingGroup:
    """Forms the leading group of S6.1 anew: name, title and rank of each member, one leader.

    The group before it ends the day before.
    """
    locked = lock_organ(organ=organ)
    seats = [
        (
            typed.line(name, what=MEMBER, most=64, required=True),
            typed.line(title, what=TITLE, most=100),
            MemberRank(rank),
        )
        for name, title, rank in members
    ]
    _refuse_members(seats)
    _end_latest(LeadingGroup.objects.filter(organ=locked), from_on)
    group = LeadingGroup.objects.create(
        organ=locked,
        document=typed.line(document, what=DOCUMENT, most=200, required=True),
        from_on=from_on,
    )
    GroupMember.objects.bulk_create(
        GroupMember(group=group, name=name, title=title, rank=rank) for name, title, rank in seats
    )
    record_change(
        act=Act.GROUP_FORMED,
        about=locked,
        basis=LEADERSHIP,
        text={"document": group.document},
        structured={"from": str(from_on), "members": len(seats)},
        person=[[name, title, rank.value] for name, title, rank in seats],
        by=by,
        at=at,
    )
    return group


@transaction.atomic
def name_openness_office(
    *,
    organ: Organ,
    name: str,
    phone: str,
    address: str,
    office_hours: str,
    email: str,
    from_on: datetime.date,
    by: User | None,
    at: datetime.datetime,
) -> OpennessOffice:
    """Names the office for the daily work (S6.3); the one before it ends the day before."""
    locked = lock_organ(organ=organ)
    entry = {
        "name": typed.line(name, what=OFFICE_NAME, most=100, required=True),
        "phone": typed.line(phone, what=PHONE, most=32),
        "address": typed.line(address, what=ADDRESS, most=200),
        "office_hours": typed.line(office_hours, what=HOURS, most=100),
        "email": email_address(email),
    }
    _end_latest(OpennessOffice.objects.filter(organ=locked), from_on)
    office = OpennessOffice.objects.create(organ=locked, from_on=from_on, **entry)
    record_change(
        act=Act.OFFICE_NAMED,
        about=locked,
        basis=OFFICE,
        text=entry,
        structured={"from": str(from_on)},
        by=by,
        at=at,
    )
    return office


def _refuse_members(seats: Sequence[tuple[str, str, MemberRank]]) -> None:
    leaders = sum(rank == MemberRank.LEADER for _name, _title, rank in seats)
    if leaders != 1:
        raise RuleBroken(LEADERS, count=leaders)
    seen: set[tuple[str, str]] = set()
    for name, title, _rank in seats:
        if (name, title) in seen:
            raise RuleBroken(TWICE, name=name)
        seen.add((name, title))


def _end_latest(rows: QuerySet[Dated], from_on: datetime.date) -> None:
    latest = rows.filter(to_on__isnull=True).first()
    if latest is None:
        return
    if from_on <= latest.from_on:
        raise RuleBroken(NOT_LATER, from_on=latest.from_on)
    latest.to_on = day_before(from_on)
    latest.save(update_fields=["to_on"])
