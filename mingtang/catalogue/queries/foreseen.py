"""What a notice of holidays would move, before it counts: nothing is written."""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from mingtang.catalogue.choices import Audience, DutyState
from mingtang.catalogue.models import Duty
from mingtang.catalogue.rules import due
from mingtang.foundation.working_days import Calendar

SHOWN_MOST = 20


@dataclass(frozen=True)
class ForeseenMove:
    """An open duty that would fall due on another day."""

    organ: str
    title: str
    due_was: datetime.date
    due_is: datetime.date


@dataclass(frozen=True)
class Foreseen:
    """All that would move: how many open duties, of which organs, and the first of them by day.

    `relieved`: overdue today, and no longer so then; `belated`: overdue only then. `rows` leaves
    out what is disclosed inside an organ alone, which the counts contain.
    """

    moved: int
    relieved: int
    belated: int
    organs: tuple[tuple[str, int], ...]
    rows: tuple[ForeseenMove, ...]

    @property
    def counts(self) -> dict[str, int]:
        """As it is kept with a proposal."""
        return {"moved": self.moved, "relieved": self.relieved, "belated": self.belated}


def foreseen(calendars: Mapping[int, Calendar], *, on: datetime.date) -> Foreseen:
    """What these calendars, by the key of the county, would make of its open duties. One query."""
    found = (
        Duty.objects.filter(organ__county__in=calendars, state=DutyState.OPEN)
        .select_related("organ", "item")
        .only(
            *("title", "due_on", "counts_from", "reason"),
            *("organ__name", "organ__county_id", "item__audience"),
        )
        .order_by("due_on", "id")
    )
    by_organ: Counter[tuple[int, str]] = Counter()
    rows: list[ForeseenMove] = []
    relieved = belated = 0
    for duty in found.iterator(chunk_size=2000):
        if not due.is_counted(duty.reason):
            continue
        day = due.again(duty.reason, calendars[duty.organ.county_id], start=duty.counts_from).on
        if day == duty.due_on:
            continue
        by_organ[duty.organ_id, duty.organ.name] += 1
        relieved += duty.due_on < on <= day
        belated += day < on <= duty.due_on
        if len(rows) < SHOWN_MOST and duty.item.audience != Audience.INTERNAL:
            rows.append(ForeseenMove(duty.organ.name, duty.title, duty.due_on, day))
    organs = tuple((name, count) for (_pk, name), count in by_organ.most_common())
    return Foreseen(by_organ.total(), relieved, belated, organs, tuple(rows))
