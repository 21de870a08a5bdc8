"""Late bunching (突击公开): much of what was overdue came out just before somebody came to look."""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from mingtang.foundation.working_days import Calendar

Evidence = Mapping[str, int | str]

# Ours, no law's.
DAYS_BEFORE = 5  # working days before an inspection day
FEWEST = 5  # publications, or there is nothing to speak of
SHARE_FROM = 50  # of a hundred publications
TIMES = 2  # as large as the share of the working days they fell on
AT_MOST_BACK = datetime.timedelta(days=92)


def first_of_window(inspected_on: datetime.date, calendar: Calendar) -> datetime.date:
    """The day of the inspection and so many working days before it."""
    return calendar.add(inspected_on, -DAYS_BEFORE).on


def since(inspected_on: datetime.date, earlier: Iterable[datetime.date]) -> datetime.date:
    """From when on is counted: the day after the inspection before, or three months back."""
    furthest = inspected_on - AT_MOST_BACK
    before = [one for one in earlier if furthest < one < inspected_on]
    return max(before, default=furthest) + datetime.timedelta(days=1)


def bunched(
    published: Sequence[datetime.date],
    *,
    first: datetime.date,
    inspected_on: datetime.date,
    calendar: Calendar,
) -> Evidence | None:
    """`published`: the days of what came out between the two when the organ chose, overdue or
    owed on no day. What falls due in those days comes out then rightly, and is not among it."""
    window = first_of_window(inspected_on, calendar)
    inside = sum(window <= day <= inspected_on for day in published)
    before = first - datetime.timedelta(days=1)
    days = calendar.between(before, inspected_on)
    days_inside = calendar.between(window - datetime.timedelta(days=1), inspected_on)
    if len(published) < FEWEST or 100 * inside < SHARE_FROM * len(published):
        return None
    if inside * days < TIMES * days_inside * len(published):
        return None
    return {
        "inside": inside,
        "of": len(published),
        "window_from": window.isoformat(),
        "inspected_on": inspected_on.isoformat(),
        "days_inside": days_inside,
        "days": days,
    }


def quarter_ends(year: int) -> list[datetime.date]:
    """Inspection days of a county that has entered none: quarterly checks are the common habit."""
    return [datetime.date(year, *end) for end in ((3, 31), (6, 30), (9, 30), (12, 31))]
