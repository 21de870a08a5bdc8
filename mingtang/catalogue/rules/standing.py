"""How duties stand on a day, and what they add up to: rates with their denominators."""

import datetime
from dataclasses import dataclass, fields
from decimal import ROUND_HALF_UP, Decimal

from mingtang.foundation.working_days import Calendar

TENTH = Decimal("0.1")
# Below so many a share says little: both numbers are shown, and it stands in no order (数量少).
FEW = 10


def standing(state: str, *, due_on: datetime.date, late_by: int | None, on: datetime.date) -> str:
    """A word of `choices.Standing`. The due day itself is not yet late."""
    if state == "open":
        return "late" if due_on < on else "not_due"
    if state == "fulfilled":
        return "late_done" if (late_by or 0) > 0 else "kept"
    return state


def late_by(due_on: datetime.date, ended_on: datetime.date, calendar: Calendar) -> int:
    """Working days after the due day; before it negative. Whatever ended later is late by one."""
    return calendar.late(due_on, ended_on)


@dataclass(frozen=True)
class Tally:
    """Duties counted by how they stand. `late_days`: working days of those late but done, summed.

    What was said to be nil or withheld counts for neither side of the rate; what is not due yet,
    for nothing. `nil_late` and `withheld_late` are those of `nil` and `withheld` that were answered
    after their day: counted once more, so that no answer that came late goes unseen.
    """

    kept: int = 0
    late_open: int = 0
    late_done: int = 0
    nil: int = 0
    withheld: int = 0
    not_due: int = 0
    late_days: int = 0
    nil_late: int = 0
    withheld_late: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        pairs = ((getattr(self, one.name), getattr(other, one.name)) for one in fields(self))
        return Tally(*(mine + theirs for mine, theirs in pairs))

    @property
    def owed(self) -> int:
        """应公开: the denominator of the rate."""
        return self.kept + self.late_done + self.late_open

    @property
    def due_total(self) -> int:
        """到期: everything whose day has come, or that ended before it."""
        return self.owed + self.nil + self.withheld

    @property
    def rate(self) -> Decimal | None:
        """按期率, a share of one hundred; cut off, so that 100 means all. None: nothing owed."""
        return share(self.kept, self.owed)

    @property
    def is_few(self) -> bool:
        """Too few to compare."""
        return self.owed < FEW

    @property
    def mean_delay(self) -> Decimal | None:
        """How many working days late those were that came late, to a tenth."""
        if not self.late_done:
            return None
        return (Decimal(self.late_days) / self.late_done).quantize(TENTH)


def share(part: int, whole: int) -> Decimal | None:
    """A share of one hundred, to a tenth; None where there is no whole."""
    if not whole:
        return None
    of_hundred = (Decimal(100 * part) / whole).quantize(TENTH, rounding=ROUND_HALF_UP)
    # Rounding makes neither all of what is nearly all, nor nothing of what is there.
    return min(max(of_hundred, TENTH), 100 - TENTH) if 0 < part < whole else of_hundred
