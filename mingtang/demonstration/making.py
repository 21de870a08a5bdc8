"""From nothing to a county with eighteen months behind it."""

import datetime
from collections.abc import Iterator

from mingtang.catalogue.choices import Audience
from mingtang.demonstration import opinions, substance
from mingtang.demonstration.between import between_organs
from mingtang.demonstration.clock import moment
from mingtang.demonstration.county import found
from mingtang.demonstration.story import Story
from mingtang.disclosure import actions
from mingtang.disclosure.models import Disclosure
from mingtang.journeys import reminders
from mingtang.terms.queries import calendar

MONTHS = 18
A_DAY = datetime.timedelta(days=1)


def first_day(until: datetime.date, *, months: int = MONTHS) -> datetime.date:
    """The day before the first working day of the month, so many months ago."""
    past = until.year * 12 + until.month - 1 - months
    first_of_month = datetime.date(past // 12, past % 12 + 1, 1)
    return calendar().on_or_after(first_of_month) - A_DAY


def make(*, until: datetime.date, months: int = MONTHS) -> Iterator[str]:
    """Makes the county inside the caller's transaction; says what it does.

    Its story ends with the last working day up to `until`: offices do nothing on others.
    """
    until = calendar().on_or_before(until)
    since = first_day(until, months=months)
    cast = found(moment(since, 8))
    yield f"{cast.county}：{len(cast.organs)}个机关，{cast.hired}人"
    story = Story(cast, until)
    story.begin()
    opinions.publish(cast, story.items[opinions.ITEM], since + A_DAY)
    total = _months_between(since + A_DAY, until - A_DAY)
    for number, month in enumerate(story.tell(), start=1):
        yield f"{month:%Y-%m}（{number}/{total}）"
    story.leave_as_they_stand()
    substance.happen(cast, until)
    between_organs(cast, until)
    actions.come_down(on=until)
    reminders.remind(county=cast.county, at=cast.clock.at(until, 16))
    public = Disclosure.objects.filter(county=cast.county, audience=Audience.PUBLIC)
    yield f"已公开{public.filter(first_published_at__isnull=False).count()}条"


def _months_between(first: datetime.date, last: datetime.date) -> int:
    """How many months have a day between the two, both included."""
    return (last.year - first.year) * 12 + last.month - first.month + 1
