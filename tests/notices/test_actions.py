import datetime
import threading
import uuid

import pytest
from django.db import IntegrityError, connection

from mingtang.notices import actions
from mingtang.notices.choices import DispatchState, NoticeKind, Way
from mingtang.notices.models import Dispatch, Notice, Reminder
from tests.factories.notices import AT, DispatchFactory, NoticeFactory, ReminderFactory
from tests.factories.people import UserFactory
from tests.jobs.made import MINUTE

DAY = datetime.timedelta(days=1)


def tell(*recipients, **given):
    asked = {
        "kind": NoticeKind.TO_REVIEW,
        "key": "review:1",
        "subject": "待审查",
        "text": "请审查。",
        "path": "/desk/",
        "county_code": "110000",
        "at": AT,
    }
    return actions.tell(recipients=recipients, **asked | given)


def ways():
    found = Dispatch.objects.order_by("id").values_list("notice__recipient__username", "way")
    return list(found)


@pytest.mark.django_db
def test_each_is_told_once_however_often_it_is_called():
    li, zhang = UserFactory(username="li"), UserFactory(username="zhang")
    tell(li)

    told = tell(li, zhang, zhang, at=AT + MINUTE)

    assert [notice.recipient for notice in told] == [zhang]
    assert Notice.objects.count() == 2
    assert tell(li, zhang) == []


@pytest.mark.django_db
def test_the_same_key_may_stand_for_two_people_and_a_person_has_many():
    li = UserFactory()

    tell(li, UserFactory())
    tell(li, key="review:2")

    assert Notice.objects.count() == 3


@pytest.mark.django_db
def test_email_goes_to_those_who_have_an_address_and_when_it_is_wanted():
    tell(UserFactory(username="li", email="li@county.example"), UserFactory(username="zhang"))
    tell(UserFactory(username="wang", email="w@county.example"), by_email=False)

    assert ways() == [
        ("li", Way.IN_APP),
        ("li", Way.EMAIL),
        ("zhang", Way.IN_APP),
        ("wang", Way.IN_APP),
    ]
    assert set(Dispatch.objects.filter(way=Way.IN_APP).values_list("state", "sent_at")) == {
        (DispatchState.SENT, AT)
    }


@pytest.mark.django_db
def test_whoever_has_no_account_any_more_is_told_nothing():
    assert tell(UserFactory(is_active=False)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("people", [1, 3])
def test_telling_takes_the_same_queries_for_one_and_for_many(people, django_assert_num_queries):
    recipients = [UserFactory(email=f"a{n}@county.example") for n in range(people)]

    with django_assert_num_queries(8):  # four of them are savepoints
        tell(*recipients)


@pytest.mark.django_db
def test_one_reads_ones_own_notices():
    li, zhang = UserFactory(), UserFactory()
    notice = NoticeFactory(recipient=li)

    actions.mark_read(notice=notice, by=zhang, at=AT)
    notice.refresh_from_db()
    assert not notice.is_read

    actions.mark_read(notice=notice, by=li, at=AT)
    actions.mark_read(notice=notice, by=li, at=AT + DAY)
    notice.refresh_from_db()
    assert notice.read_at == AT


@pytest.mark.django_db
def test_all_ones_notices_are_read_at_once():
    li = UserFactory()
    NoticeFactory.create_batch(2, recipient=li)
    other = NoticeFactory()

    assert actions.mark_all_read(by=li, at=AT) == 2
    assert list(Notice.objects.filter(read_at=None)) == [other]


@pytest.mark.django_db
def test_the_one_that_has_waited_longest_is_taken_and_for_a_while_by_nobody_else():
    later = DispatchFactory(try_from=AT)
    first = DispatchFactory(try_from=AT - MINUTE)
    DispatchFactory(try_from=AT + 6 * MINUTE)
    DispatchFactory(way="in_app", state="sent", sent_at=AT)

    taken = [actions.take_next(way=Way.EMAIL, at=AT) for _ in range(3)]

    assert taken == [first, later, None]
    assert (taken[0].attempts, taken[0].try_from) == (1, AT + 5 * MINUTE)
    assert actions.take_next(way=Way.EMAIL, at=AT + 5 * MINUTE).attempts == 2


@pytest.mark.django_db
def test_what_waits_longer_than_anything_could_is_due_as_after_a_clock_set_back():
    DispatchFactory(try_from=AT + 121 * MINUTE)
    assert actions.take_next(way=Way.EMAIL, at=AT) is None
    stranded = DispatchFactory(try_from=AT + DAY)

    assert actions.take_next(way=Way.EMAIL, at=AT) == stranded


@pytest.mark.django_db
def test_what_failed_is_tried_four_times_more_and_then_given_up_in_sight():
    DispatchFactory()
    at, tried = AT, []
    while (dispatch := actions.take_next(way=Way.EMAIL, at=at)) is not None:
        tried.append((at - AT) // MINUTE)
        actions.mark_failed(dispatch=dispatch, error="451 later", at=at)
        at = Dispatch.objects.get().try_from

    kept = Dispatch.objects.get()
    assert tried == [0, 1, 6, 36, 156]
    assert (kept.state, kept.error, kept.attempts) == (DispatchState.FAILED, "451 later", 5)


@pytest.mark.django_db
def test_sent_is_sent():
    dispatch = DispatchFactory(attempts=1, error="451 later")

    actions.mark_sent(dispatch=dispatch, at=AT)
    actions.mark_failed(dispatch=dispatch, error="x", at=AT)

    kept = Dispatch.objects.get()
    assert (kept.state, kept.sent_at, kept.error) == (DispatchState.SENT, AT, "")


@pytest.mark.django_db
def test_a_failure_that_comes_late_leaves_the_newer_attempt_alone():
    first = actions.take_next(way=Way.EMAIL, at=DispatchFactory().try_from)
    second = actions.take_next(way=Way.EMAIL, at=AT + 5 * MINUTE)

    actions.mark_failed(dispatch=first, error="x", at=AT + 6 * MINUTE)

    assert Dispatch.objects.get().try_from == second.try_from


@pytest.mark.django_db
def test_what_was_given_up_begins_anew_in_its_own_county():
    for county in ("110000", "220000"):
        DispatchFactory(state="failed", attempts=5, error="x", notice__county_code=county)

    assert actions.send_failed_again(county_code="110000", at=AT + DAY) == 1

    kept = Dispatch.objects.get(state=DispatchState.WAITING)
    assert (kept.attempts, kept.try_from) == (0, AT + DAY)


@pytest.mark.django_db
def test_a_reminder_is_noted_once():
    about, on = uuid.uuid4(), datetime.date(2026, 3, 20)

    for _ in range(2):
        actions.note_reminders(reminders=[(about, on, 5), (about, on, 1)], at=AT)

    assert {str(reminder) for reminder in Reminder.objects.all()} == {
        f"{about} 2026-03-20 5",
        f"{about} 2026-03-20 1",
    }


@pytest.mark.django_db
def test_what_is_long_past_is_forgotten():
    for at in (AT, AT - 401 * DAY):
        DispatchFactory(notice__at=at)
        ReminderFactory(at=at)

    assert actions.forget_old(at=AT) == 2
    assert (Notice.objects.get().at, Reminder.objects.get().at) == (AT, AT)


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"state": "sent"}, {"sent_at": AT}, {"state": "failed"}])
def test_the_database_holds_states_and_times_together(wrong):
    with pytest.raises(IntegrityError):
        DispatchFactory(**wrong)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL: many at once")
def test_many_who_tell_and_send_at_once_tell_once_and_send_once():
    li = UserFactory(email="li@county.example")
    together = threading.Barrier(8)
    told, taken = [], []

    def work():
        together.wait()
        try:
            told.extend(tell(li))
            together.wait()
            taken.append(actions.take_next(way=Way.EMAIL, at=AT))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Notice.objects.count() == 1
    assert len(taken) == 8
    assert len([dispatch for dispatch in taken if dispatch]) == 1
