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
    return _way(organ, successors)[-1]


def succeeded_by(organ: Id, successors: Mapping[Id, Id]) -> list[Id]:
    """All whose place it took, at once or by way of others, in the order of `successors`."""
    return [one for one in successors if one != organ and organ in _way(one, successors)]


def _way(organ: Id, successors: Mapping[Id, Id]) -> list[Id]:
    """From the organ to the end. Each once, even where the records go round in a circle."""
    way = [organ]
    while (into := successors.get(way[-1])) is not None and into not in way:
        way.append(into)
    return way
