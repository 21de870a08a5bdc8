"""The days on which openness is inspected, as the county's office has entered them."""

import datetime
from collections.abc import Sequence

from django.db.models import QuerySet

from mingtang.organs.models import County
from mingtang.supervision.models import InspectionDay
from mingtang.supervision.rules.bunching import quarter_ends


def inspections_of(county: County) -> QuerySet[InspectionDay]:
    """Those that stand, the latest first."""
    return (
        InspectionDay.objects.filter(county=county, cancelled_at__isnull=True)
        .select_related("organ", "entered_by")
        .order_by("-on", "-id")
    )


def inspected_days(county: County, years: Sequence[int]) -> list[datetime.date]:
    """Of these years, in order. A year for which none is entered has the ends of its quarters."""
    entered = inspections_of(county).filter(on__year__in=years)
    days = set(entered.values_list("on", flat=True))
    known = {day.year for day in days}
    for year in years:
        if year not in known:
            days.update(quarter_ends(year))
    return sorted(days)


def has_entered(county: County, year: int) -> bool:
    return inspections_of(county).filter(on__year=year).exists()
