"""The clock of the invented county: it moves as the story goes, and forward only."""

import datetime
from dataclasses import dataclass

# What one act takes at least: two of the same hour follow each other in the public record.
STEP = datetime.timedelta(seconds=15)
OFFICES_CLOSE = datetime.timedelta(hours=18)
HERE = datetime.timezone(datetime.timedelta(hours=8))


@dataclass
class Clock:
    """Tells the time of each act. `now` is the time of the latest."""

    now: datetime.datetime

    def at(self, day: datetime.date, hour: int, minute: int = 0) -> datetime.datetime:
        """That hour of that day, or a moment after the latest act where it is later than that."""
        self.now = max(moment(day, hour, minute), self.now + STEP)
        return self.now


def moment(day: datetime.date, hour: int, minute: int = 0) -> datetime.datetime:
    """An hour of that day in the county's offices."""
    return datetime.datetime.combine(day, datetime.time(hour, minute), HERE)


def last_full_day(now: datetime.datetime) -> datetime.date:
    """Today once its offices have closed, else yesterday: nothing in the story lies ahead."""
    return (now - OFFICES_CLOSE).astimezone(HERE).date()
