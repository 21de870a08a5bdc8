"""What waits for an answer is due on another day where a notice of holidays says so."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingtang.cases.models import Dispute
from mingtang.disclosure.choices import ConsultationState
from mingtang.disclosure.models import Consultation
from mingtang.journeys import consulting
from mingtang.journeys.disputes import raise_dispute
from mingtang.ledger.models import Entry
from mingtang.organs.choices import Role
from tests.disclosure.publishing import draft, scene
from tests.factories.organs import CountyFactory, OrganFactory, holder_of
from tests.journeys.checking.made import of_county
from tests.journeys.test_calendars import announce
from tests.ledger.put_out import Published

pytestmark = pytest.mark.django_db
DAY = datetime.date
ASKED_AT = datetime.datetime(2026, 12, 30, 2, tzinfo=datetime.UTC)
AT = ASKED_AT + datetime.timedelta(hours=2)
HOLIDAYS = {
    DAY(2027, month, day): name
    for month, day, name in (
        *((1, 1, "元旦"), (5, 1, "劳动节"), (10, 1, "国庆节")),
        *((10, 2, "国庆节"), (10, 3, "国庆节")),
    )
}

WEEKEND = [DAY(2027, 1, 2), DAY(2027, 1, 3)]


@pytest.fixture
def county():
    return CountyFactory(name="示范县", code="990001")


@pytest.fixture
def log(county, settings, tmp_path):
    return Published(county, settings, tmp_path)


@pytest.fixture
def there(county):
    return scene(organ=OrganFactory(county=county), with_duty=False)


@pytest.fixture
def asked(there):
    """Another organ, five working days before it is known that 1 January is a holiday."""
    other = OrganFactory(county=there.organ.county, name="县财政局")
    edition = draft(there, at=ASKED_AT)
    return consulting.ask_organ(
        edition=edition,
        organ=other,
        question="拨款数是否一致",
        by=there.staff.officer,
        at=ASKED_AT,
    )


@pytest.fixture
def dispute(there):
    return raise_dispute(
        county=there.organ.county,
        subject_kind="organ",
        subject_id=there.organ.object_id,
        kind="wrong",
        text="办公电话写错了，应当是另一个号码。",
        idempotency_key="a-key",
        at=ASKED_AT,
    )


def settle(county, at=AT, **changes):
    by = holder_of(Role.OPENNESS_OFFICE, organ=OrganFactory(county=county))
    return announce(county, **{"days_off": HOLIDAYS, "by": by, "at": at} | changes)


def on_day(day):
    return datetime.datetime.combine(day, datetime.time(2), datetime.UTC)


def acts(matter):
    told = Entry.objects.filter(object_id=matter.object_id).order_by("index")
    return [(one.act, one.due_on) for one in told]


def test_what_an_organ_was_asked_is_due_later_with_an_act(county, log, asked):
    assert (asked.due_on, asked.due_is_provisional) == (DAY(2027, 1, 6), True)

    settled = settle(county)

    asked.refresh_from_db()
    assert (settled.answers, asked.due_on, asked.due_is_provisional) == (1, DAY(2027, 1, 7), False)
    assert acts(asked) == [
        ("consultation.asked", DAY(2027, 1, 6)),
        ("consultation.moved", DAY(2027, 1, 7)),
    ]
    log.publish()
    assert list(of_county(county, log.folder)) == []


def test_what_somebody_wrote_is_to_be_answered_later_with_an_act(county, log, dispute):
    assert (dispute.due_on, dispute.due_is_provisional) == (DAY(2027, 1, 4), True)

    settled = settle(county)

    dispute.refresh_from_db()
    assert (settled.answers, dispute.due_on) == (1, DAY(2027, 1, 5))
    assert not dispute.due_is_provisional
    assert acts(dispute) == [
        ("dispute.received", DAY(2027, 1, 4)),
        ("dispute.moved", DAY(2027, 1, 5)),
    ]
    log.publish()
    assert list(of_county(county, log.folder)) == []


def test_a_day_that_stays_leaves_no_act_and_is_no_longer_provisional(county, asked, dispute):
    for one in (asked, dispute):
        type(one).objects.filter(pk=one.pk).update(due_on=DAY(2026, 12, 31))

    assert settle(county).answers == 0
    for one in (asked, dispute):
        one.refresh_from_db()
        assert (one.due_on, one.due_is_provisional) == (DAY(2026, 12, 31), False)
        assert len(acts(one)) == 1


def test_what_an_organ_was_asked_does_not_run_out_by_a_notice_of_today(county, log, asked):
    """Worked on that weekend, it would have been due on the day before the notice."""
    settled = settle(county, at=on_day(asked.due_on), days_worked=WEEKEND)

    asked.refresh_from_db()
    assert (settled.answers, asked.due_on, asked.due_is_provisional) == (0, DAY(2027, 1, 6), False)
    assert len(acts(asked)) == 1
    log.publish()
    assert list(of_county(county, log.folder)) == []


def test_what_somebody_wrote_does_not_either(county, dispute):
    settled = settle(county, at=on_day(dispute.due_on), days_worked=WEEKEND)

    dispute.refresh_from_db()
    assert (settled.answers, dispute.due_on) == (0, DAY(2027, 1, 4))
    assert not dispute.due_is_provisional


def test_what_is_brought_forward_to_today_falls_due_then_with_an_act(county, asked):
    settled = settle(county, at=on_day(DAY(2027, 1, 5)), days_worked=WEEKEND)

    asked.refresh_from_db()
    assert (settled.answers, asked.due_on) == (1, DAY(2027, 1, 5))
    assert acts(asked)[-1] == ("consultation.moved", DAY(2027, 1, 5))


def test_what_a_notice_does_not_touch_is_not_written_again(county, asked, dispute):
    settle(county)
    in_2028 = {day.replace(year=2028): name for day, name in HOLIDAYS.items()}

    with CaptureQueriesContext(connection) as queries:
        settle(county, year=2028, days_off=in_2028)

    written = [one["sql"] for one in queries if one["sql"].startswith("UPDATE")]
    assert not [sql for sql in written if "dispute" in sql or "consultation" in sql]


def test_what_has_run_out_or_was_answered_stays_as_it_was(county, asked, dispute):
    settle(county, at=AT + datetime.timedelta(days=14))

    for one in (asked, dispute):
        was = one.due_on
        one.refresh_from_db()
        assert (one.due_on, one.due_is_provisional) == (was, True)


@pytest.mark.parametrize(
    "change",
    [
        {"due_on": DAY(2027, 1, 6)},
        {"asked_at": AT},
        {"state": ConsultationState.AGREED, "answered_at": AT},
    ],
)
def test_a_consultation_changed_past_the_acts_is_found(county, log, asked, change):
    settle(county)
    log.publish()

    Consultation.objects.filter(pk=asked.pk).update(**change)

    [misfit] = of_county(county, log.folder)
    assert (misfit.object_id, misfit.words) == (asked.object_id, "征求有关机关意见与日志不符")


def test_a_term_of_an_answer_changed_past_the_acts_is_found(county, log, dispute):
    settle(county)
    log.publish()

    Dispute.objects.filter(pk=dispute.pk).update(due_on=DAY(2027, 1, 4))

    [misfit] = of_county(county, log.folder)
    assert misfit.object_id == dispute.object_id
