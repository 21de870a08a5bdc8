import datetime

import pytest
from django.urls import reverse

from tests.channels.desk.sitting import page, sit
from tests.factories.jobs import ScheduleFactory
from tests.factories.notices import DispatchFactory

pytestmark = pytest.mark.usefixtures("wall_clock")
NOW = datetime.datetime(2026, 11, 26, 1, tzinfo=datetime.UTC)
JOBS = "/desk/jobs/"


@pytest.fixture(autouse=True)
def _admin(client, organ):
    sit(client, "system_admin", organ)


def test_how_each_job_stands_is_shown_by_its_title(client):
    soon = NOW + datetime.timedelta(minutes=1)
    ScheduleFactory(name="publish", next_at=soon, succeeded_at=NOW)
    ScheduleFactory(name="send", next_at=NOW - datetime.timedelta(hours=1))
    ScheduleFactory(name="remind", next_at=soon, failures=2, error="说不出原因")

    shown = page(client.get(JOBS))

    assert "到时公开" in shown
    assert "正常" in shown
    assert "过了时间还没有做" in shown
    assert "连续2次没有成功" in shown
    assert "说不出原因" in shown


def test_where_no_job_ever_ran_the_page_warns(client):
    assert "从来没有运行过" in page(client.get(JOBS))


def test_letters_that_were_given_up_can_be_sent_anew(client, county):
    waiting = DispatchFactory(notice__county_code=county.code)
    failed = DispatchFactory(notice__county_code=county.code, state="failed", error="退信")
    elsewhere = DispatchFactory(notice__county_code="999999", state="failed", error="退信")
    shown = page(client.get(JOBS))
    assert "1封等待发送" in shown
    assert "1封试了多次没有送到" in shown
    assert "退信" in shown

    client.post(reverse("desk:jobs-send-again"))

    for row in (waiting, failed, elsewhere):
        row.refresh_from_db()
    assert (waiting.state, failed.state, elsewhere.state) == ("waiting", "waiting", "failed")


def test_when_all_arrived_it_is_said(client):
    assert "邮件都送到了" in page(client.get(JOBS))
