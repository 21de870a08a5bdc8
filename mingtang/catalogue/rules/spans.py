"""Stretches of a year that a scoreboard can speak of, both days included."""

import datetime
from calendar import monthrange

Span = tuple[datetime.date, datetime.date]
MONTHS = tuple(f"{month:02}" for month in range(1, 13))
QUARTERS = ("Q1", "Q2", "Q3", "Q4")


def span_of(year: int, part: str = "") -> Span:
    """Of a year, of a quarter of it (Q1) or of a month (01). Raises ValueError for another part."""
    if not part:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if part in QUARTERS:
        first = 3 * QUARTERS.index(part) + 1
        return _months(year, first, first + 2)
    month = MONTHS.index(part) + 1
    return _months(year, month, month)


def _months(year: int, first: int, last: int) -> Span:
    return datetime.date(year, first, 1), datetime.date(year, last, monthrange(year, last)[1])
