import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from mingtang.organs.models import County, Organ
from mingtang.supervision.actions.raising import raise_finding
from mingtang.supervision.choices import FindingKind
from mingtang.supervision.models import Finding, PeriodExamination
from mingtang.supervision.queries.inspections import inspected_days
from mingtang.supervision.queries.looking import chosen_days
from mingtang.supervision.queries.mix import mixes
from mingtang.supervision.rules.bunching import AT_MOST_BACK, bunched, since
from mingtang.supervision.rules.mix import avoids_key, quarter_before
from mingtang.terms.queries import calendar

_Evidence = Mapping[int, Mapping[str, Any]]


@transaction.atomic
def examine_periods(*, county: County, on: datetime.date, at: datetime.datetime) -> list[Finding]:
    """Of the quarter that is over and of inspection days that have passed, each once.

    What lies further back than three months is left alone: nobody could answer for it today.
    """
    return [*_quarter(county, on, at), *_inspections(county, on, at)]


def _quarter(county: County, on: datetime.date, at: datetime.datetime) -> list[Finding]:
    first, last = quarter_before(on)
    if _is_done(county, FindingKind.AVOIDS_KEY, last, at):
        return []
    told = {key: avoids_key(mix) for key, mix in mixes(county, first, last, on).items()}
    found = {key: evidence for key, evidence in told.items() if evidence}
    return _raised(county, FindingKind.AVOIDS_KEY, (first, last), found, at)


def _inspections(county: County, on: datetime.date, at: datetime.datetime) -> list[Finding]:
    days = inspected_days(county, [on.year - 1, on.year])
    passed = [day for day in days if on - AT_MOST_BACK < day < on]
    return [finding for day in passed for finding in _inspection(county, day, days, at)]


def _inspection(
    county: County, day: datetime.date, days: Sequence[datetime.date], at: datetime.datetime
) -> list[Finding]:
    if _is_done(county, FindingKind.BUNCHED, day, at):
        return []
    first, working = since(day, days), calendar(county.code)
    told = {
        organ: bunched(published, first=first, inspected_on=day, calendar=working)
        for organ, published in chosen_days(county, first, day).items()
    }
    found = {key: evidence for key, evidence in told.items() if evidence}
    return _raised(county, FindingKind.BUNCHED, (first, day), found, at)


def _is_done(
    county: County, kind: FindingKind, period_end: datetime.date, at: datetime.datetime
) -> bool:
    """And marks it done: whoever comes second finds it so."""
    _row, is_new = PeriodExamination.objects.get_or_create(
        county=county, kind=kind, period_end=period_end, defaults={"at": at}
    )
    return not is_new


def _raised(
    county: County,
    kind: FindingKind,
    period: tuple[datetime.date, datetime.date],
    found: _Evidence,
    at: datetime.datetime,
) -> list[Finding]:
    organs = Organ.objects.select_related("county").in_bulk(list(found))
    return [
        raise_finding(
            finding=Finding(
                organ=organs[key],
                county=county,
                kind=kind,
                period_start=period[0],
                period_end=period[1],
                about_on=period[1],
                evidence=dict(found[key]),
            ),
            at=at,
        )
        for key in sorted(found)
    ]
