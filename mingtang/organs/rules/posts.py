"""Who may hold which post, when, and beside which other (任职、AB岗、职责分离).

One person may hold several roles in an organ: a small one has no three people, and no law forbids
it. What the law wants apart is kept apart where it matters, on each single publication: nobody
signs the same edition twice, and the database of `disclosure` holds that. Only two separations
are of persons: the three administrators (三员分立, a setting of this software), and a village's
supervisor, who may not be of the committee supervised (村民委员会组织法 art. 32).
"""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from mingtang.foundation.dates import a_year_after
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _

VILLAGE = "committee"
VILLAGE_ROLES = frozenset({"village_clerk", "village_supervisor", "village_chair"})
# What a village does by its own people and meetings, S3.1; reviewers it may have or borrow.
NOT_IN_VILLAGES = frozenset({"officer", "approver"})
COUNTY_TIER = "county"
# Their powers reach the whole county, and so they are posts of a county organ.
COUNTY_ROLES = frozenset(
    {"openness_office", "finance_clerk", "discipline", "auditor"}
    | {"system_admin", "security_admin", "audit_admin"}
)
CONGRESS = "congress"
CONGRESS_ROLE = "congress_clerk"

ADMINISTRATORS = frozenset({"system_admin", "security_admin", "audit_admin"})
OF_THE_COMMITTEE = frozenset({"head", "village_clerk"})
SUPERVISOR = "village_supervisor"

ONLY_IN_VILLAGES = _("这个岗位只设在村（居）民委员会。请改选岗位或者机关。")
NEVER_IN_VILLAGES = _(
    "村（居）民委员会没有这个岗位，由村公开员、村务监督委员会等办理。请改选岗位。"
)
ONLY_AT_COUNTY = _("这个岗位的权限及于全县，只设在县级机关。请改选机关。")
ONLY_IN_CONGRESS = _("这个岗位只设在人大机关。请改选机关。")
ENDS_TOO_EARLY = _(
    "结束日期早于开始日期。请把“到哪天止”改为开始那天或者以后；一直担任的，任职的结束日期可以不填。"
)
STANDS_IN_TOO_LONG = _("代行职责（AB岗）最长一年（本软件的规定）。要更久的，请登记任职。")
NO_END = _(
    "代行职责（AB岗）要写明结束日期。请填写“到哪天止”，例如：2026-12-31；没有期限的，请登记任职。"
)
STOOD_IN_BEFORE = _(
    "代行职责（AB岗）不能从今天以前开始：那时没有登记过，办过的事也不会因此算数。请改为%(today)s或者以后。"
)
NOT_THAT_POST = _(
    "只能代行同一机关、同一岗位的职责，也不能代行别人的代行。请重新选择被代行的任职。"
)
STANDS_IN_FOR_SELF = _("不能代行自己的职责。请另选代行人。")
POST_IS_OVER = _(
    "被代行的任职%(from_on)s才开始，或者在代行开始以前已经结束。请核对日期，或者直接任命。"
)
STOOD_IN_ALREADY = _(
    "%(name)s从%(from_on)s到%(to_on)s已经代行这项任职，同一天只能有一个人代行。"
    "请改为%(to_on)s以后开始；要提前换人的，请先给%(name)s的代行登记离任。"
)
HELD_ALREADY = _("本人在这段时间已经担任这个岗位。不用重复登记；要改日期，请先登记离任。")
SOMEONE_HOLDS_IT = _(
    "这个岗位一次只能有一个人，%(name)s从%(from_on)s起担任。请先登记其离任，或者登记为代行（AB岗）。"
)
THREE_ADMINISTRATORS = _(
    "系统管理员、安全保密管理员、安全审计员要由三个人分别担任（三员分立），%(name)s已担任其中一个。"
    "请另选一人。"
)
NOT_OF_THE_COMMITTEE = _(
    "村民委员会成员不得担任村务监督机构成员（村民委员会组织法第三十二条）。请另选一人。"
)
NOT_ONESELF = _("本人的任职要由另一个人登记。请让另一位安全保密管理员办理。")
STARTS_TOO_FAR_AHEAD = _("任职最晚从%(last)s开始。请核对年份，到时再登记。")
LEFT_ALREADY = _("这项任职已经在%(to_on)s结束。")
ENDS_THEN = _(
    "这项任职登记到%(to_on)s为止，这里只能登记更早的最后一天。"
    "离任登记错了的，最后一天过去以前，请在“岗位”里点“收回离任”，再重新登记。"
)
NOT_LEAVING = _("这项任职没有登记过离任，或者已经收回，没有可以收回的。请刷新“岗位”页查看。")
TOO_LATE_TO_TAKE_BACK = _(
    "最后一天%(last_on)s已经过去，离任不能再收回。要本人继续担任，请重新登记任职。"
)
FOLLOWER_CHANGED = _(
    "接手人%(name)s的任职又登记了代行或者离任，不能一并收回。请先收回那项离任；登记了代行的，请到开始以后另行登记。"
)
NOT_YET_THERE = _("这项任职从%(from_on)s才开始，离任日期不能更早。请核对日期。")


class Tenure(NamedTuple):
    """From which day to which, both included; open-ended without the second."""

    from_on: datetime.date
    to_on: datetime.date | None = None

    def overlaps(self, other: "Tenure") -> bool:
        starts_in_time = other.to_on is None or self.from_on <= other.to_on
        return starts_in_time and (self.to_on is None or other.from_on <= self.to_on)


class Held(NamedTuple):
    """A post that somebody holds, held or will hold."""

    person: int
    name: str
    role: str
    tenure: Tenure
    is_stand_in: bool


def refuse_role(role: str, *, kind: str, tier: str) -> None:
    """Raises RuleBroken where such an organ has no such post."""
    if role in VILLAGE_ROLES and kind != VILLAGE:
        raise RuleBroken(ONLY_IN_VILLAGES)
    if role in NOT_IN_VILLAGES and kind == VILLAGE:
        raise RuleBroken(NEVER_IN_VILLAGES)
    if role in COUNTY_ROLES and tier != COUNTY_TIER:
        raise RuleBroken(ONLY_AT_COUNTY)
    if role == CONGRESS_ROLE and kind != CONGRESS:
        raise RuleBroken(ONLY_IN_CONGRESS)


def refuse_past_stand_in(from_on: datetime.date, *, today: datetime.date) -> None:
    """Who acts for somebody is on record before acting: nobody is made one afterwards. Ours."""
    if from_on < today:
        raise RuleBroken(STOOD_IN_BEFORE, today=today)


def refuse_start(from_on: datetime.date, *, today: datetime.date) -> None:
    """A post that begins far ahead shuts the same post until then: ours, so that a mistyped year
    is noticed."""
    last = a_year_after(today)
    if from_on > last:
        raise RuleBroken(STARTS_TOO_FAR_AHEAD, last=last)


def refuse_tenure(tenure: Tenure, *, is_stand_in: bool) -> None:
    """Raises RuleBroken. No longer than a year is ours, no law's: who acts for more holds the
    post."""
    if tenure.to_on is not None and tenure.to_on < tenure.from_on:
        raise RuleBroken(ENDS_TOO_EARLY)
    if is_stand_in and tenure.to_on is None:
        raise RuleBroken(NO_END)
    if is_stand_in and tenure.to_on and tenure.to_on >= a_year_after(tenure.from_on):
        raise RuleBroken(STANDS_IN_TOO_LONG)


def refuse_stand_in(original: Held, *, person: int, tenure: Tenure) -> None:
    """A stand-in may stay on after the post was left: somebody must act until it is filled."""
    if original.is_stand_in:
        raise RuleBroken(NOT_THAT_POST)
    if original.person == person:
        raise RuleBroken(STANDS_IN_FOR_SELF)
    if not original.tenure.overlaps(Tenure(tenure.from_on, tenure.from_on)):
        raise RuleBroken(POST_IS_OVER, from_on=original.tenure.from_on)


def refuse_second_stand_in(tenure: Tenure, stand_ins: Iterable[Held]) -> None:
    """Raises RuleBroken where another stands in for the same post on any of those days.

    Ours: everybody is to see who is in charge meanwhile, and that is one (S6.2: 第一责任人).
    """
    for other in stand_ins:
        if tenure.overlaps(other.tenure):
            raise RuleBroken(
                STOOD_IN_ALREADY,
                name=other.name,
                from_on=other.tenure.from_on,
                to_on=other.tenure.to_on,
            )


def refuse_beside(new: Held, others: Iterable[Held], *, is_sole: bool) -> None:
    """Raises RuleBroken where the post cannot be held beside those of the same organ."""
    for other in others:
        if not new.tenure.overlaps(other.tenure):
            continue
        if other.person == new.person:
            _refuse_two_of_one(new, other)
        elif is_sole and other.role == new.role and not (new.is_stand_in or other.is_stand_in):
            raise RuleBroken(SOMEONE_HOLDS_IT, name=other.name, from_on=other.tenure.from_on)


def refuse_administrator(new: Held, of_the_person: Iterable[Held]) -> None:
    """Raises RuleBroken where one person would be two of a county's three administrators.

    `of_the_person`: what else the person holds in that county.
    """
    if new.role not in ADMINISTRATORS:
        return
    for other in of_the_person:
        is_another = other.role in ADMINISTRATORS - {new.role}
        if is_another and new.tenure.overlaps(other.tenure):
            raise RuleBroken(THREE_ADMINISTRATORS, name=other.name)


def refuse_leaving(tenure: Tenure, on: datetime.date, *, today: datetime.date) -> None:
    """Raises RuleBroken where the post cannot end with that day."""
    if tenure.to_on is not None and tenure.to_on <= on:
        is_over = tenure.to_on < today
        raise RuleBroken(LEFT_ALREADY if is_over else ENDS_THEN, to_on=tenure.to_on)
    if on < tenure.from_on:
        raise RuleBroken(NOT_YET_THERE, from_on=tenure.from_on)


def refuse_taking_back(last_on: datetime.date, *, today: datetime.date) -> None:
    """Raises RuleBroken from the day after the last one on: the post was empty, or another's."""
    if last_on < today:
        raise RuleBroken(TOO_LATE_TO_TAKE_BACK, last_on=last_on)


def _refuse_two_of_one(new: Held, other: Held) -> None:
    roles = {new.role, other.role}
    if len(roles) == 1 and new.is_stand_in == other.is_stand_in:
        raise RuleBroken(HELD_ALREADY)
    if SUPERVISOR in roles and roles & OF_THE_COMMITTEE:
        raise RuleBroken(NOT_OF_THE_COMMITTEE)
