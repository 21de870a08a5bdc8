"""By when an organ looks again at what it withholds (定期评估审查): 政府信息公开条例 art. 18.

The article says 定期 and no number: how many months that is, is a setting of the county (K), a
year unless it looks more often. The article sets no term of its own for what may be public then:
it gets the one of its item (条例 art. 26), counted from the day that this was found, where it had
been said in time that it is withheld. That condition is this software's own: see `counts_anew`.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from mingtang.catalogue.rules.standing import FEW, share
from mingtang.foundation.terms import Term, Unit, due_day
from mingtang.foundation.working_days import Calendar

# Months end earlier than they began where a month is short; by no more days than these.
SHORTER_BY = datetime.timedelta(days=4)
ONE_DAY = datetime.timedelta(days=1)
READING = "reading_owed"  # what a duty to explain counts from
# Months are counted without looking at days off.
ALL_DAYS = Calendar()


def next_look(looked_on: datetime.date, months: int) -> datetime.date:
    """The last day on which it has to be looked at again."""
    return due_day(Term(months, Unit.MONTHS), looked_on, ALL_DAYS).on


def first_in_time(on: datetime.date, months: int) -> datetime.date:
    """What was looked at on that day or later is not overdue; all that was before, is."""
    day = due_day(Term(months, Unit.MONTHS, backwards=True), on, ALL_DAYS).on - SHORTER_BY
    while next_look(day, months) < on:
        day += ONE_DAY
    return day


def counts_anew(said_on: datetime.date, due_on: datetime.date) -> bool:
    """Whether the term of what was withheld, and may be public now, begins anew (条例 art. 18, 26).

    Only where it was said by the day on which it was due (or would have been, counted from when
    the document was issued) that it is withheld. Else nobody was kept from publishing it by a
    withholding: it was late already, and a withholding said and taken back in an hour would wipe
    that out. No article says so: the condition is this software's own.
    """
    return said_on <= due_on


def day_to_publish(duties: Iterable[tuple[str, datetime.date]]) -> datetime.date | None:
    """Of what one thing opened, each with what it counts from and its due day: by when the thing
    itself had to be public. To explain it goes along with that, and says it alone where nothing
    else is owed. None where nothing is."""
    owed = list(duties)
    own = [due_on for counts_from, due_on in owed if counts_from != READING]
    return max(own or [due_on for _from, due_on in owed], default=None)


@dataclass(frozen=True)
class Looked:
    """What an organ withholds, and how it has looked again: counts, and rates with their whole.

    `withheld` and `waiting` (overdue and not looked at yet) are of today, whenever they were due;
    all else is of the looks that were due in one year.
    """

    withheld: int = 0
    overdue: int = 0
    in_time: int = 0
    late: int = 0
    released: int = 0
    waiting: int = 0

    def __add__(self, other: "Looked") -> "Looked":
        return Looked(
            self.withheld + other.withheld,
            self.overdue + other.overdue,
            self.in_time + other.in_time,
            self.late + other.late,
            self.released + other.released,
            self.waiting + other.waiting,
        )

    @property
    def due_total(self) -> int:
        """Of the year: looks whose day has come, or that were taken before it."""
        return self.in_time + self.late + self.overdue

    @property
    def rate(self) -> Decimal | None:
        """按期评估审查率: in time, of those that were due; None where none was."""
        return share(self.in_time, self.due_total)

    @property
    def is_few(self) -> bool:
        return self.due_total < FEW
