"""Calendars for property tests, and counting the slow way, written from the law and not from us."""

import datetime

from hypothesis import strategies as st

from mingtang.foundation.working_days import Calendar

FIRST, LAST = datetime.date(2025, 1, 1), datetime.date(2028, 12, 31)
ONE_DAY = datetime.timedelta(days=1)

days = st.dates(FIRST, LAST)
calendars = st.builds(
    Calendar,
    years=st.frozensets(st.integers(2023, 2030)),
    days_off=st.frozensets(days, max_size=120),
    days_worked=st.frozensets(days, max_size=60),
)


def is_working(calendar, day):
    if day in calendar.days_worked:
        return True
    if day in calendar.days_off:
        return False
    return day.isoweekday() not in (6, 7)


def count_by_hand(calendar, start, count):
    """Day by day from the start: where the last working day is met, and every year on the way."""
    step = ONE_DAY if count > 0 else -ONE_DAY
    day, counted, years = start, 0, set()
    while counted < abs(count):
        day = day + step
        years.add(day.year)
        if is_working(calendar, day):
            counted += 1
    return day, not years.issubset(calendar.years)


def working_days_by_hand(calendar, first, second):
    """How many working days after the earlier day, up to the later one."""
    earlier, later = min(first, second), max(first, second)
    total, day = 0, earlier
    while day < later:
        day += ONE_DAY
        total += is_working(calendar, day)
    return total if first <= second else -total
