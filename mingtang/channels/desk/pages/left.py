"""How much of a term is left, in working days, as the desk counts."""

import datetime

from mingtang.foundation.working_days import Calendar

SOON = 3  # working days ahead that count as urgent


def left(due_on: datetime.date, on: datetime.date, days: Calendar) -> int:
    """Working days left; negative from the day after the due day on, be it a day off or not."""
    return -days.late(due_on, on)
