"""What an organ still owes when somebody who is in charge of it leaves.

It is the organ's and goes with no person, so that nobody is kept from leaving by it; but whoever
comes, and whoever lets go, is told of it by name.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from mingtang.catalogue.models import Duty
from mingtang.catalogue.queries import open_duties_of
from mingtang.foundation.kept_words import in_chinese
from mingtang.journeys.queries import HEADS, OFFICERS
from mingtang.journeys.rules import day
from mingtang.organs.models import County, Post
from mingtang.organs.queries.register import predecessors
from mingtang.supervision.choices import FindingKind, FindingState
from mingtang.supervision.models import Finding
from mingtang.supervision.queries.findings import for_desk

IN_CHARGE = (*OFFICERS, *HEADS)
NAMED_MOST = 10  # of each


@dataclass(frozen=True)
class LeftOpen:
    """Duties that are overdue, and what was asked and is not answered: how many, and the first."""

    late_total: int = 0
    late: tuple[Duty, ...] = ()
    asked_total: int = 0
    asked: tuple[Finding, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.late_total or self.asked_total)


def left_open(post: Post, on: datetime.date) -> LeftOpen:
    """Of the organ that the post is in charge of, and of those it took the place of."""
    if post.role not in IN_CHARGE:
        return LeftOpen()
    organs = [post.organ_id, *(one.pk for one in predecessors(post.organ))]
    return open_in(post.organ.county, organs, on)


def open_in(county: County, organs: Collection[int], on: datetime.date) -> LeftOpen:
    """What waits longest is named first. Four queries; none where there is no organ."""
    if not organs:
        return LeftOpen()
    late = open_duties_of(organs).filter(due_on__lt=on)
    asked = for_desk(county, organs, FindingState.OPEN)
    return LeftOpen(
        late.count(), tuple(late[:NAMED_MOST]), asked.count(), tuple(asked[:NAMED_MOST])
    )


def open_lines(left: LeftOpen) -> list[str]:
    """In Chinese, for a notice: each with how many there are, then the first by name."""
    lines = []
    if left.late:
        lines.append(f"本机关逾期还没有公开的任务：{left.late_total}件")
        lines += [f"{one.title}（{day(one.due_on)}到期）" for one in left.late]
    if left.asked:
        lines.append(f"本机关还没有说明的问题：{left.asked_total}条")
        lines += [_asked(one) for one in left.asked]
    return lines


def _asked(finding: Finding) -> str:
    words = in_chinese(FindingKind(finding.kind).label)
    return f"{words}：{finding.disclosure.title}" if finding.disclosure else words
