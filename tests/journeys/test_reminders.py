import datetime

import pytest

from mingtang.catalogue.models import Duty
from mingtang.foundation.clock import day_of
from mingtang.journeys.reminders import remind
from mingtang.notices.choices import NoticeKind
from mingtang.notices.models import Notice, Reminder
from mingtang.organs.choices import Role
from mingtang.terms.queries import calendar
from tests.factories.cases import DisputeFactory
from tests.factories.catalogue import DutyFactory
from tests.factories.organs import OrganFactory, PostFactory, holder_of, staffed_village

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 4, 21, 0, 0, tzinfo=datetime.UTC)  # eight in the morning, a Tuesday
ON = day_of(AT)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def organ():
    return OrganFactory(name="水利局")


@pytest.fixture
def officer(organ):
    return holder_of(Role.OFFICER, organ=organ)


@pytest.fixture
def head(organ):
    return holder_of(Role.HEAD, organ=organ)


@pytest.fixture
def office(organ):
    return holder_of(Role.OPENNESS_OFFICE, organ=OrganFactory(county=organ.county))


def due_in(working_days):
    return calendar().add(ON, working_days).on


def told():
    return {(notice.recipient, notice.subject) for notice in Notice.objects.all()}


def people():
    return {notice.recipient for notice in Notice.objects.all()}


@pytest.mark.parametrize(
    ("left", "who"),
    [
        (11, ""),
        (10, "officer"),
        (9, "officer"),
        (5, "officer"),
        (2, "officer"),
        (1, "officer head"),
        (0, "officer head"),
        (-1, "officer head office"),
        (-40, "officer head office"),
    ],
)
def test_first_the_officer_then_the_head_and_in_the_end_the_office(
    organ, officer, head, office, left, who
):
    DutyFactory(organ=organ, due_on=due_in(left))

    told = remind(county=organ.county, at=AT)

    named = {"officer": officer, "head": head, "office": office}
    assert people() == {named[one] for one in who.split()}
    assert told == len(who.split())


def test_a_duty_is_told_once_at_each_step_on_the_way_to_its_day_and_once_after(organ, officer):
    DutyFactory(organ=organ, due_on=due_in(12))
    days = []
    for offset in range(40):
        if remind(county=organ.county, at=AT + offset * DAY):
            days.append(calendar().between(ON + offset * DAY, due_in(12)))

    assert days == [10, 5, 1, 0, -1]
    assert Reminder.objects.count() == 5
    assert {notice.recipient for notice in Notice.objects.all()} == {officer}


def test_a_reminder_that_was_missed_is_made_up_for(organ, officer):
    DutyFactory(organ=organ, due_on=due_in(7))

    assert remind(county=organ.county, at=AT) == 1
    assert told() == {(officer, "公开任务：1项10个工作日内到期")}


def test_a_day_that_moved_counts_anew(organ, officer):
    duty = DutyFactory(organ=organ, due_on=due_in(5))
    remind(county=organ.county, at=AT)
    Duty.objects.filter(pk=duty.pk).update(due_on=due_in(4))

    assert remind(county=organ.county, at=AT) == 1
    assert people() == {officer}


def test_many_duties_are_one_notice_a_person(organ, officer, head):
    other = OrganFactory(county=organ.county, name="教育局")
    PostFactory(organ=other, role=Role.HEAD, holder=head)
    DutyFactory(organ=organ, due_on=due_in(1))
    DutyFactory(organ=organ, due_on=due_in(10))
    DutyFactory(organ=other, due_on=due_in(-3))

    remind(county=organ.county, at=AT)

    assert told() == {
        (officer, "公开任务：1项还剩1个工作日，1项10个工作日内到期"),
        (head, "公开任务：1项已逾期，1项还剩1个工作日"),
    }
    kinds = dict(Notice.objects.values_list("recipient", "kind"))
    assert kinds == {officer.pk: NoticeKind.DUTY_DUE, head.pk: NoticeKind.DUTY_OVERDUE}
    assert set(Notice.objects.values_list("path", flat=True)) == {"/desk/duties/"}


def test_a_second_run_on_one_day_tells_only_what_is_new(organ, officer):
    DutyFactory(organ=organ, due_on=due_in(5))
    remind(county=organ.county, at=AT)
    assert remind(county=organ.county, at=AT) == 0

    DutyFactory(organ=organ, due_on=due_in(5), title="新的一项")
    assert remind(county=organ.county, at=AT) == 1

    assert "新的一项" in Notice.objects.order_by("id").last().text
    assert people() == {officer}


def test_stand_ins_are_told_too(organ, officer):
    post = organ.posts.get()
    stand_in = PostFactory(organ=organ, stands_in_for=post, from_on=ON, to_on=ON + DAY).holder
    over = PostFactory(organ=organ, stands_in_for=post, from_on=ON - 9 * DAY, to_on=ON - DAY).holder
    DutyFactory(organ=organ, due_on=due_in(5))

    remind(county=organ.county, at=AT)

    assert people() == {officer, stand_in}
    assert over not in people()


def test_without_an_officer_the_head_is_told(organ, head):
    DutyFactory(organ=organ, due_on=due_in(10))

    remind(county=organ.county, at=AT)

    assert people() == {head}


def test_an_officer_without_an_account_any_more_is_no_officer(organ, officer, head):
    officer.is_active = False
    officer.save()
    DutyFactory(organ=organ, due_on=due_in(10))

    remind(county=organ.county, at=AT)

    assert people() == {head}


def test_without_anybody_the_openness_office_is_told(organ, office):
    DutyFactory(organ=organ, due_on=due_in(10))

    remind(county=organ.county, at=AT)

    assert people() == {office}


def test_what_nobody_could_be_told_of_is_tried_again(organ):
    DutyFactory(organ=organ, due_on=due_in(10))
    assert remind(county=organ.county, at=AT) == 0
    holder_of(Role.OFFICER, organ=organ)

    assert remind(county=organ.county, at=AT + DAY) == 1


def test_in_a_village_its_clerk_and_whoever_calls_the_meeting_are_told():
    village = staffed_village()
    DutyFactory(organ=village.organ, due_on=due_in(1))

    remind(county=village.organ.county, at=AT)

    assert people() == {village.clerk, village.chair}


def test_duties_that_ended_and_other_counties_are_left_alone(organ, officer):
    DutyFactory(organ=organ, due_on=due_in(5), state="nil", ended_at=AT, late_by=-5)
    elsewhere = DutyFactory(due_on=due_in(5))
    holder_of(Role.OFFICER, organ=elsewhere.organ)

    assert remind(county=organ.county, at=AT) == 0
    assert remind(county=elsewhere.organ.county, at=AT) == 1
    assert officer not in people()


def test_on_a_day_off_nobody_is_reminded(organ, officer):
    DutyFactory(organ=organ, due_on=due_in(-1))
    saturday, sunday = AT + 4 * DAY, AT + 5 * DAY

    assert [remind(county=organ.county, at=at) for at in (saturday, sunday)] == [0, 0]
    assert not Reminder.objects.exists()
    assert remind(county=organ.county, at=AT + 6 * DAY) == 1


def test_what_ends_on_a_day_off_is_told_on_the_last_working_day(organ, officer):
    sunday = ON + 5 * DAY
    DutyFactory(organ=organ, due_on=sunday)

    subjects = []
    for offset in range(7):
        remind(county=organ.county, at=AT + offset * DAY)
        subjects.append(Notice.objects.order_by("id").last().subject)

    assert subjects == [
        "公开任务：1项5个工作日内到期",
        "公开任务：1项5个工作日内到期",
        "公开任务：1项还剩1个工作日",
        "公开任务：1项今天须办结",
        "公开任务：1项今天须办结",
        "公开任务：1项今天须办结",
        "公开任务：1项已逾期",
    ]


def test_the_office_is_reminded_of_what_people_say_is_wrong(organ, office, officer):
    DisputeFactory(organ=organ, due_on=due_in(2))
    DisputeFactory(organ=organ, due_on=due_in(1))
    DisputeFactory(organ=organ, due_on=due_in(-1))
    DisputeFactory(organ=organ, due_on=due_in(0), answered=True)

    remind(county=organ.county, at=AT)

    assert told() == {(office, "群众纠错和公开建议：1项已逾期，1项还剩1个工作日")}
    assert Notice.objects.get().path == "/desk/disputes/"
    assert officer not in people()


@pytest.mark.parametrize("rows", [1, 3])
def test_reminding_takes_the_same_queries_for_one_and_for_many(
    organ, rows, django_assert_num_queries
):
    for _ in range(rows):
        other = OrganFactory(county=organ.county)
        holder_of(Role.OFFICER, organ=other)
        DutyFactory(organ=other, due_on=due_in(5))

    with django_assert_num_queries(24):
        assert remind(county=organ.county, at=AT) == rows
