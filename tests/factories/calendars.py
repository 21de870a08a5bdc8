"""A year's holidays as two persons put them on record."""

from mingtang.journeys.calendars import confirm_year, propose_year
from mingtang.terms.rules import Notice
from tests.factories.people import UserFactory


def announce_year(
    *, county, is_local, by, at, replaces=0, proposed_by=None, days_worked=(), **year
):
    """One writes the year down, and `by` confirms it."""
    area = county.code if is_local else ""
    notice = Notice(county_code=area, days_worked=frozenset(days_worked), **year)
    first = proposed_by or UserFactory(county_code=by.county_code)
    made = propose_year(county=county, notice=notice, replaces=replaces, by=first, at=at)
    return confirm_year(county=county, proposal=made, by=by, at=at)
