import datetime

import pytest

from mingtang.notices import queries
from mingtang.notices.models import Notice
from tests.factories.notices import AT, DispatchFactory, NoticeFactory, ReminderFactory
from tests.factories.people import UserFactory
from tests.jobs.made import MINUTE


@pytest.mark.django_db
def test_notices_come_newest_first_and_to_their_own_person():
    li = UserFactory()
    older = NoticeFactory(recipient=li, at=AT - MINUTE)
    newer = NoticeFactory(recipient=li, read_at=AT)
    NoticeFactory()

    assert list(queries.notices_of(li)) == [newer, older]
    assert queries.unread_count(li) == 1
    assert str(older) == older.subject


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_what_has_not_arrived_is_counted_for_its_county(rows, django_assert_num_queries):
    county = {"notice__county_code": "110000"}
    for number in range(rows):
        DispatchFactory(**county, notice__at=AT + number * MINUTE)
        failed = DispatchFactory(**county, state="failed", error="x")
    DispatchFactory(**county, state="sent", sent_at=AT)
    DispatchFactory(notice__county_code="220000")

    with django_assert_num_queries(1):
        found = queries.outbox("110000")
    with django_assert_num_queries(1):
        shown = [str(dispatch.notice.recipient) for dispatch in queries.failed_dispatches("110000")]

    assert found == queries.Outbox(waiting=rows, waiting_since=AT, failed=rows)
    assert len(shown) == rows
    assert str(failed) == f"{failed.notice} email"


@pytest.mark.django_db
def test_nothing_undelivered_is_nothing():
    assert queries.outbox("110000") == queries.Outbox(waiting=0, waiting_since=None, failed=0)


@pytest.mark.django_db
def test_a_reminder_counts_for_its_matter_its_day_and_its_step():
    """Asked here of reminders themselves, as any table with these two columns would be."""
    reminder = ReminderFactory(step=5)
    ReminderFactory(about=reminder.about, due_on=reminder.due_on + datetime.timedelta(1), step=1)

    def reminded(step):
        was = queries.was_reminded(step=step, about="about")
        return [r.step for r in type(reminder).objects.filter(was)]

    assert (reminded(5), reminded(1), reminded(10)) == ([5], [1], [])
    assert not Notice.objects.exists()
