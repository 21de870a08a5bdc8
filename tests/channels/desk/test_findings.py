"""The organ answers at the desk, the office settles, and enters the days of inspections."""

import datetime

import pytest
from django.urls import reverse

from mingtang.supervision.choices import FindingState
from mingtang.supervision.models import Finding, InspectionDay
from tests.channels.desk.sitting import alert, page, sit
from tests.factories.organs import OrganFactory
from tests.factories.supervision import AnswerFactory, FindingFactory

pytestmark = pytest.mark.usefixtures("wall_clock")
LIST = "/desk/findings/"
SAID = "本期没有数字可报，下一期起补上。"


@pytest.fixture
def finding(organ):
    return FindingFactory(organ=organ, disclosure__organ=organ)


def at(finding, name="desk:finding"):
    return reverse(name, args=[finding.object_id])


def test_an_officer_sees_first_what_waits_for_the_own_organ(client, finding, officer):
    AnswerFactory(finding__organ=finding.organ)
    FindingFactory(organ=OrganFactory(county=finding.county, name="别的局"), bunched=True)

    shown = page(client.get(LIST))
    assert shown.count("看到了什么") == 0
    assert shown.count("该有数字的没有数字") == 2  # in the filter and in the list
    assert "别的局" not in shown
    assert "机关已说明" in page(client.get(f"{LIST}?state=all"))
    assert "没有符合条件的问题" in page(client.get(f"{LIST}?kind=redated"))


def test_what_waits_says_by_when_and_stands_on_the_page_of_today(client, county, finding, officer):
    found_at = datetime.datetime(2026, 11, 23, 2, tzinfo=datetime.UTC)  # three days ago, a Monday
    type(finding).objects.update(found_at=found_at)
    today = page(client.get(reverse("desk:today")))
    assert "发现的问题，等本机关说明" in today
    assert "1条" in today
    assert "最早的12月7日到期（本县设定）" in today
    assert "有的已逾期" not in today
    for address in (LIST, at(finding)):
        assert "请在12月7日前说明（本县设定）" in page(client.get(address))

    type(county).objects.update(finding_answer_working_days=2)

    assert "有的已逾期" in page(client.get(reverse("desk:today")))
    shown = page(client.get(at(finding)))
    assert "请在11月25日前说明（本县设定）" in shown
    assert "说明已逾期" in shown
    client.post(at(finding, "desk:finding-answer"), {"text": SAID})
    assert "等本机关说明" not in page(client.get(reverse("desk:today")))
    assert "前说明（本县设定）" not in page(client.get(at(finding)))


def test_a_term_to_answer_in_a_year_without_a_notice_is_called_provisional(
    client, finding, officer
):
    found_at = datetime.datetime(2026, 12, 25, 2, tzinfo=datetime.UTC)
    type(finding).objects.update(found_at=found_at)

    assert "到期日暂定" in page(client.get(at(finding)))


def test_where_nothing_waits_the_page_says_so(client, officer):
    assert "现在没有等您办的" in page(client.get(LIST))


def test_an_officer_answers_once(client, finding, officer):
    assert "写说明" in page(client.get(at(finding)))
    assert "公布说明" in page(client.get(at(finding, "desk:finding-answer")))
    assert client.post(at(finding, "desk:finding-answer"), {"text": ""}).status_code == 422
    short = client.post(at(finding, "desk:finding-answer"), {"text": "已阅"})
    assert (short.status_code, "至少写10个字" in alert(short)) == (409, True)

    sent = client.post(at(finding, "desk:finding-answer"), {"text": SAID})
    assert sent.headers["Location"] == at(finding)
    shown = page(client.get(at(finding)))
    assert SAID in shown
    assert "写说明" not in shown
    assert client.get(at(finding, "desk:finding-answer")).headers["Location"] == at(finding)


def test_the_office_settles_what_another_organ_answered(client, county, office):
    other = OrganFactory(county=county)
    finding = AnswerFactory(finding__organ=other, finding__disclosure__organ=other).finding
    assert at(finding) in page(client.get(LIST))
    assert "核定" in page(client.get(at(finding)))
    assert SAID in page(client.get(at(finding, "desk:finding-settle")))

    form = {"result": "kept", "reason": "台账里有数字，请补上。"}
    assert client.post(at(finding, "desk:finding-settle"), {}).status_code == 422
    assert client.post(at(finding, "desk:finding-settle"), form).status_code == 302
    assert Finding.objects.get().state == FindingState.KEPT
    assert "台账里有数字" in page(client.get(at(finding)))
    again = client.post(at(finding, "desk:finding-settle"), form)
    assert (again.status_code, "已经核定过" in alert(again)) == (409, True)
    assert client.get(at(finding, "desk:finding-settle")).headers["Location"] == at(finding)


def test_what_was_not_answered_cannot_be_settled_yet(client, county, office):
    finding = FindingFactory(organ=OrganFactory(county=county), bunched=True)

    assert client.get(at(finding, "desk:finding-settle")).headers["Location"] == at(finding)
    early = client.post(
        at(finding, "desk:finding-settle"), {"result": "kept", "reason": "请补上。"}
    )
    assert (early.status_code, "机关还没有说明" in alert(early)) == (409, True)
    assert "2026年7月1日到2026年9月30日" in page(client.get(at(finding)))


def test_the_office_enters_an_inspection_day_and_takes_it_back(client, office):
    assert "还没有登记检查日" in page(client.get("/desk/inspections/"))
    new = "/desk/inspections/new/"
    assert client.post(new, {"day": "2026-13-01", "title": "检查"}).status_code == 422
    assert client.post(new, {"day": "2020-01-01", "title": "检查"}).status_code == 409
    assert client.post(new, {"day": "2026-12-10", "title": "第四季度检查"}).status_code == 302
    assert "第四季度检查" in page(client.get("/desk/inspections/"))

    day = InspectionDay.objects.get()
    assert "不变" in page(client.get(at(day, "desk:inspection-cancel")))
    assert client.post(at(day, "desk:inspection-cancel")).status_code == 302
    assert "第四季度检查" not in page(client.get("/desk/inspections/"))


def test_an_auditor_settles_and_sets_no_days(client, county, organ):
    sit(client, "auditor", organ)

    assert client.get("/desk/inspections/").status_code == 403
    assert client.get(LIST).status_code == 200
