import pytest

from mingtang.terms.queries import latest_notices
from tests.factories.terms import CalendarNoticeFactory


@pytest.mark.django_db
def test_the_latest_version_of_each_year_counts_the_newest_year_first(django_assert_num_queries):
    CalendarNoticeFactory(county_code="999999", year=2027)
    latest = CalendarNoticeFactory(county_code="999999", year=2027, version=2)
    earlier = CalendarNoticeFactory(county_code="999999", year=2026)
    CalendarNoticeFactory(county_code="888888", year=2026)

    with django_assert_num_queries(1):
        assert latest_notices("999999") == [latest, earlier]
