"""The tree of organs: who is under whom, without circles and not too deep. Any ids will do."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _

Id = TypeVar("Id", bound=Hashable)

# A setting, no rule of law: government, department, branch, station, its point, and one to spare.
DEEPEST = 6

CIRCLE = _("上级机关不能是它自己，也不能是它的下属机构。请另选上级机关。")
TOO_DEEP = _("机关最多%(deepest)s层，放在这里会超过。请改挂在更高一级的机关下面。")


def ancestors(of: Id, parents: Mapping[Id, Id | None]) -> list[Id]:
    """Those above, nearest first. Each once, even where the records go round in a circle."""
    found: list[Id] = []
    above = parents.get(of)
    while above is not None and above not in found:
        found.append(above)
        above = parents.get(above)
    return found


def height(of: Id, parents: Mapping[Id, Id | None]) -> int:
    """How many levels there are from it downwards, itself the first."""
    lines = [ancestors(one, parents) for one in parents]
    return 1 + max((line.index(of) + 1 for line in lines if of in line), default=0)


def refuse_parent(organ: Id | None, parent: Id, parents: Mapping[Id, Id | None]) -> None:
    """Raises RuleBroken where that cannot be put under it; `organ` is None while it is new."""
    above = [parent, *ancestors(parent, parents)]
    if organ in above:
        raise RuleBroken(CIRCLE)
    levels = 1 if organ is None else height(organ, parents)
    if len(above) + levels > DEEPEST:
        raise RuleBroken(TOO_DEEP, deepest=DEEPEST)
