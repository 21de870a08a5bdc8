"""How many days passed between what happened and its record."""

import datetime


def days_until_recorded(
    *, first_said: datetime.date, said_now: datetime.date, recorded_on: datetime.date
) -> int:
    """Calendar days to the first record. A correction can make it slower, never quicker: they
    count from the day that was said first, or, where that is earlier, from the one said now."""
    return max((recorded_on - min(first_said, said_now)).days, 0)
