"""Why a number has no document (空号说明): which numbers can be explained, and what is left of it.

No law: what a register without holes asks for (K). A number that is explained stays missing, and
counted as that.
"""

from collections.abc import Sequence
from typing import NamedTuple

from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.issued.rules.numbers import Gap

WORDS_AT_MOST = 200

NO_WORDS = _("请写明这些号为什么没有文件，公众会看到。")
NO_WHY_BACK = _("请写明为什么撤回这条说明，公众会看到。")
TURNED_ROUND = _("起号%(first)s比止号%(last)s大。请核对。")
NOT_MISSING = _(
    "%(series)s〔%(year)s〕的%(first)s—%(last)s号不都是空号。请只写“空着哪些”里列出的号，登记过又撤销的不用说明。"
)
EXPLAINED = _("%(first)s—%(last)s号里有的已经说明过。要改，先撤回原来的说明。")
ALREADY_WITHDRAWN = _("这条说明已经撤回，不能再改。")
NOT_YOURS = _("您的岗位不能为%(organ)s说明空号。请由它的公开专员或者县政务公开办说明。")


class Stretch(NamedTuple):
    """Numbers that are missing one after the other, and for one reason: `said` is the place of
    what explains them among all that was said, None where nothing does."""

    gap: Gap
    said: int | None


def refuse_numbers(
    asked: Gap, *, missing: Sequence[Gap], said: Sequence[Gap], series: str, year: int
) -> None:
    """Whether all that is asked of is missing, and none of it explained. Raises RuleBroken."""
    first, last = asked
    if first > last:
        raise RuleBroken(TURNED_ROUND, first=first, last=last)
    if not any(gap.first <= first and last <= gap.last for gap in missing):
        raise RuleBroken(NOT_MISSING, series=series, year=year, first=first, last=last)
    if any(_overlap(asked, one) for one in said):
        raise RuleBroken(EXPLAINED, first=first, last=last)


def stretches(missing: Sequence[Gap], said: Sequence[Gap]) -> list[Stretch]:
    """What is missing, cut where what explains it changes; in order, and every number once,
    whatever overlaps in what was said."""
    in_order = sorted(range(len(said)), key=lambda place: said[place])
    return [piece for gap in missing for piece in _cut(gap, said, in_order)]


def _cut(gap: Gap, said: Sequence[Gap], in_order: Sequence[int]) -> list[Stretch]:
    found: list[Stretch] = []
    at = gap.first
    for place in in_order:
        first, last = max(said[place].first, at), min(said[place].last, gap.last)
        if first > last:
            continue
        if at < first:
            found.append(Stretch(Gap(at, first - 1), None))
        found.append(Stretch(Gap(first, last), place))
        at = last + 1
    if at <= gap.last:
        found.append(Stretch(Gap(at, gap.last), None))
    return found


def _overlap(one: Gap, other: Gap) -> bool:
    return one.first <= other.last and other.first <= one.last
