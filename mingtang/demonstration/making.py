"""From nothing to a county with eighteen months behind it."""

import datetime
from collections.abc import Iterator

from mingtang.catalogue.choices import Audience
from mingtang.demonstration import afterwards, opinions
from mingtang.demonstration.county import found
from mingtang.demonstration.publishing import moment
from mingtang.demonstration.story import Story
from mingtang.disclosure.models import Disclosure
from mingtang.journeys import reminders

MONTHS = 18


def first_day(until: datetime.date, months: int) -> datetime.date:
    """The day before the first of the month, so many months ago."""
    count = until.year * 12 + until.month - 1 - months
    return datetime.date(count // 12, count % 12 + 1, 1) - datetime.timedelta(days=1)


def make(*, until: datetime.date, months: int = MONTHS) -> Iterator[str]:
    """Makes the county inside the caller's transaction; says what it does."""
    since = first_day(until, months)
    cast = found(moment(since, 8))
    yield f"{cast.county}: {len(cast.organs)} bodies, {cast.hired} people"
    story = Story(cast, until)
    for month in story.tell():
        yield f"{month:%Y-%m}"
        if month == since + datetime.timedelta(days=1):
            opinions.publish(cast, story.items[opinions.ITEM], month)
    afterwards.correct_some(cast, until)
    afterwards.withdraw_some(cast, until)
    afterwards.repeal_one(cast, until)
    afterwards.post_most(cast, until)
    afterwards.dispute_some(cast, until)
    story.leave_as_they_stand()
    reminders.remind(county=cast.county, at=moment(until, 8))
    public = Disclosure.objects.filter(county=cast.county, audience=Audience.PUBLIC)
    yield f"{public.filter(first_published_at__isnull=False).count()} disclosures are public"
