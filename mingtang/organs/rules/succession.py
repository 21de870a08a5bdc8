"""Renamed, merged, dissolved (机构沿革): from which day, and who answers for it afterwards.

The day of a succession is the first day of the new state: names, posts and fields of the old one
end the day before.
"""

import datetime
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _

Id = TypeVar("Id", bound=Hashable)

NOT_YET = _("%(on)s还没有到。更名、合并、撤销请在生效当天或者以后登记。")
BEGAN_TODAY = _(
    "该机关的名称、任职、主管领域或者领导小组有今天才开始的记录，今天不能再更名、合并、撤销。"
    "请明天办理，日期写明天。"
)
TOO_EARLY = _(
    "日期要在%(since)s以后：该机关的名称、任职、主管领域或者领导小组还有从那天才开始的记录。"
    "请核对日期，或者先更正那些记录。"
)
SAME_ORGAN = _("机关不能由它自己承接。请另选承接的机关。")
OTHER_COUNTY = _("另一个县的机关不能承接。请选择本县的机关。")
INTO_BELOW = _("不能并入自己的下属机构。请先把那个机构改挂到别处，再办理合并。")
ENDED = _("“%(name)s”已经在%(on)s撤并，不能再办理。请在承接它的机关上办理。")
HAS_PARTS = _("它下面还有没有撤销的机构，例如“%(name)s”。请先把下属机构撤销、并出或者改挂到别处。")
WAITS = _(
    "“%(name)s”的合并或者撤销已经有一份等另一个人确认。请先确认、不同意或者收回那一份，再提出新的。"
)
IS_OWN = _("这是您自己提出的，要由另一个有权登记机关的人核对以后确认。")
NOT_OWN = _("这不是您提出的，不能收回。不同意的，请写明理由退回。")
IS_ANSWERED = _("这份提议已经有了结果（%(state)s），不能再办。请刷新页面查看。")
HAS_CHANGED = _("您看过以后，会转过去的、会结束的又有变化。下面是现在的，请重新核对。")
NO_WHY_NOT = _("请写明为什么不同意，公众会看到。")
NO_WHY_BACK = _("请写明为什么收回，公众会看到。")
SAME_PART = _("两个机关下面都有名叫“%(name)s”的机构。请先给其中一个更名，再办理合并。")


def day_before(on: datetime.date) -> datetime.date:
    return on - datetime.timedelta(days=1)


def refuse_day(
    on: datetime.date, *, today: datetime.date, starts: Iterable[datetime.date | None]
) -> None:
    """Raises RuleBroken. `starts`: when what the succession ends began; None where unknown.

    It is never recorded ahead of its day: what has not happened is not on record as if it had.
    """
    if on > today:
        raise RuleBroken(NOT_YET, on=on)
    latest = max((start for start in starts if start is not None), default=None)
    if latest is not None and on <= latest:
        if latest >= today:
            raise RuleBroken(BEGAN_TODAY)
        raise RuleBroken(TOO_EARLY, since=latest)


def final(organ: Id, successors: Mapping[Id, Id]) -> Id:
    """Who answers today for what was the organ's: itself, as long as nobody took its place."""
    return way(organ, successors)[-1]


def succeeded_by(organ: Id, successors: Mapping[Id, Id]) -> list[Id]:
    """All whose place it took, at once or by way of others, in the order of `successors`."""
    return [one for one in successors if one != organ and organ in way(one, successors)]


def way(organ: Id, successors: Mapping[Id, Id]) -> list[Id]:
    """From the organ to the end. Each once, even where the records go round in a circle."""
    passed = [organ]
    while (into := successors.get(passed[-1])) is not None and into not in passed:
        passed.append(into)
    return passed


def refuse_successor(*, is_same: bool, is_elsewhere: bool) -> None:
    """Raises RuleBroken for itself, and for an organ of another county."""
    if is_same:
        raise RuleBroken(SAME_ORGAN)
    if is_elsewhere:
        raise RuleBroken(OTHER_COUNTY)


def refuse_own(*, is_own: bool) -> None:
    """Whoever proposed the end of an organ neither confirms nor declines it: it hands on what the
    organ owes, and is never undone.

    No statute asks for a second person; it is the county's own safeguard. Raises RuleBroken.
    """
    if is_own:
        raise RuleBroken(IS_OWN)


def refuse_anothers(*, is_own: bool) -> None:
    """Nobody takes back what another proposed. Raises RuleBroken."""
    if not is_own:
        raise RuleBroken(NOT_OWN)


def refuse_unseen(*, seen: str, mark: str) -> None:
    """Nobody confirms what he has not been shown the effect of. Raises RuleBroken."""
    if seen != mark:
        raise RuleBroken(HAS_CHANGED)
