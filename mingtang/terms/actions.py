import datetime
from collections.abc import Iterable, Mapping

from django.db import transaction

from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import NotUnderstood
from mingtang.people.models import User
from mingtang.terms import rules
from mingtang.terms.models import Announced, CalendarNotice
from mingtang.terms.queries import calendar, calendar_above


@transaction.atomic
def announce_year(
    *,
    year: int,
    number: str,
    published_on: datetime.date | None,
    days_off: Mapping[datetime.date, str],
    days_worked: Iterable[datetime.date],
    by: User,
    at: datetime.datetime,
    county_code: str = "",
    replaces: int = 0,
) -> Announced:
    """Records a year's holidays (节假日安排), or the year as amended.

    `replaces` is the version the person had before them, 0 where there was none; so a form sent
    twice, and two people amending at once, are noticed. `days_off` gives each day its festival.
    Raises RuleBroken. The layers above put it on the record and compute open due dates anew, for
    which the days that changed are given back: this layer knows neither organs nor duties.
    """
    notice = rules.Notice(
        year=year,
        number=number.strip(),
        published_on=published_on,
        days_off=days_off,
        days_worked=frozenset(days_worked),
        county_code=county_code,
    )
    is_amended = replaces != 0
    rules.refuse_nonsense(notice, calendar_above(county_code), on=day_of(at), is_amended=is_amended)
    before = calendar(county_code)
    versions = CalendarNotice.objects.filter(county_code=county_code, year=year)
    if is_amended and not versions.filter(version=replaces).exists():
        raise NotUnderstood(rules.NO_SUCH_VERSION, year=year, version=replaces)
    recorded, is_new = versions.get_or_create(
        county_code=county_code,
        year=year,
        version=replaces + 1,
        defaults={
            "number": notice.number,
            "published_on": published_on,
            "days_off": {str(on): name for on, name in sorted(days_off.items())},
            "days_worked": [str(on) for on in sorted(notice.days_worked)],
            "recorded_by": by,
            "recorded_at": at,
        },
    )
    if not is_new:
        raise NotUnderstood(rules.SOMEONE_WAS_FIRST, year=year, version=recorded.version)
    after = calendar(county_code)
    return Announced(
        notice=recorded,
        changed=rules.changed_days(year, before, after),
        is_first=year in after.years and year not in before.years,
    )
