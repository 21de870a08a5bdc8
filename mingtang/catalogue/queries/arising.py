"""Duties that arise by the ten thousand: what they have in common, and whose each is."""

import datetime
from typing import NamedTuple

from mingtang.catalogue.models import Duty
from mingtang.catalogue.queries.committed import said
from mingtang.catalogue.rules.opening import Owed, Slot, slot_of


class Alike(NamedTuple):
    """What is the same in the duties of several bodies.

    `line` is how a list on record begins to tell of them: item, period, due day; so they sort as
    people read them. `said` is a digest of what else their pages say.
    """

    owed: Owed
    slot: Slot
    duty: Duty
    line: tuple[str, str, str]
    said: str


class Arisen(NamedTuple):
    """A duty that has arisen for a body."""

    alike: Alike
    body: int
    object_id: str


def alike(owed: Owed, on: datetime.date) -> Alike:
    """Made once for a county, however many organs get it at a time."""
    duty = Duty(
        item_id=owed.item.id,
        title=owed.title,
        period_start=owed.start,
        period_end=owed.end,
        opened_on=on,
        counts_from=owed.due.counts_from,
        due_on=owed.due.on,
        due_is_provisional=owed.due.is_provisional,
        reason=owed.due.reason,
    )
    line = (owed.item.code, f"{owed.start}/{owed.end}", str(owed.due.on))
    return Alike(owed, slot_of(owed.item, owed.start), duty, line, said(duty))
