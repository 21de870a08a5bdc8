import datetime

import pytest
from django.urls import reverse

from mingtang.audit.models import AuditRecord
from mingtang.catalogue.models import DutyMove
from mingtang.terms.models import CalendarNotice
from tests.channels.desk.sitting import alert, page
from tests.factories.cases import DisputeFactory
from tests.factories.catalogue import DutyFactory
from tests.factories.organs import CountyFactory

pytestmark = pytest.mark.usefixtures("wall_clock", "office")
CALENDAR = "/desk/calendar/"
COUNTRY_2027 = "/desk/calendar/country/2027/announce/"
NOTICE = {
    "number": "国办发明电〔2026〕9号",
    "published_on": "2026-11-20",
    "days_off": (
        "1月1日（周五）至3日（周日） 元旦\n2027-02-05至2027-02-11 春节\n4月3日至4月5日 清明节\n"
        "5月1日至5日 劳动节\n6月9日 端午节\n9月15日 中秋节\n10月1日至7日 国庆节"
    ),
    "days_worked": "2月14日、2月27日",
    "replaces": "0",
}


def test_a_year_is_announced_and_stays_readable(client):
    assert "都是暂定的" in page(client.get("/desk/calendar/country/2027/"))
    assert "照通知抄写" in page(client.get(COUNTRY_2027))

    response = client.post(COUNTRY_2027, NOTICE)

    assert response.headers["Location"] == f"{CALENDAR}?moved=0&answers=0"
    notice = CalendarNotice.objects.get(year=2027)
    assert notice.days_off["2027-02-11"] == "春节"
    assert notice.days_worked == ["2027-02-14", "2027-02-27"]
    assert "安排已经登记，0项公开任务因此改期" in page(client.get(response.headers["Location"]))
    shown = page(client.get("/desk/calendar/country/2027/"))
    assert "国庆节" in shown
    assert "2027年2月14日（星期日）" in shown


def test_what_waits_for_an_answer_is_due_later_and_says_while_that_is_provisional(client, organ):
    dispute = DisputeFactory(
        organ=organ,
        received_at=datetime.datetime(2026, 12, 30, 2, tzinfo=datetime.UTC),
        due_on=datetime.date(2027, 1, 4),
        due_is_provisional=True,
    )
    assert "到期日暂定" in page(client.get("/desk/disputes/"))

    response = client.post(COUNTRY_2027, NOTICE)

    assert "1件征求意见、纠错或公开建议的答复期限改期" in page(
        client.get(response.headers["Location"])
    )
    assert "到期日暂定" not in page(client.get("/desk/disputes/"))
    dispute.refresh_from_db()
    assert dispute.due_on == datetime.date(2027, 1, 5)


def test_an_amendment_begins_with_the_year_as_it_stands_and_moves_open_duties(client, organ):
    client.post(COUNTRY_2027, NOTICE)
    duty = DutyFactory(
        organ=organ,
        counts_from=datetime.date(2027, 2, 1),
        due_on=datetime.date(2027, 3, 4),
        reason={
            "from": "formed_or_changed",
            "start": "2027-02-01",
            "term": "+20wd",
            "law": "政府信息公开条例",
            "article": "第二十六条",
            "local": False,
            "mark": "S",
        },
    )
    form = client.get(COUNTRY_2027).context["form"]
    assert "2月5日至2月11日 春节" in form["days_off"].value()
    assert form["replaces"].value() == 1

    response = client.post(
        COUNTRY_2027, NOTICE | {"replaces": "1", "days_worked": "", "number": "更正通知"}
    )

    assert response.headers["Location"] == f"{CALENDAR}?moved=1&answers=0"
    move = DutyMove.objects.get(duty=duty)
    assert move.because == "2027年节假日安排（更正通知）"
    assert "第2版" in page(client.get(CALENDAR))
    acts = AuditRecord.objects.filter(entry__act="county.calendar_announced")
    assert acts.count() == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"days_off": "2月30日 春节"}, "2月30日不存在"),
        ({"days_off": "某天 春节"}, "看不懂"),
        ({"days_off": "5月5日至5月1日 劳动节"}, "早于开始日期"),
        ({"days_off": "1月1日至12月31日 长假"}, "超过31天"),
        ({"days_off": "2月5日 春节"}, "法定节假日"),
        ({"days_worked": "2月15日"}, "本来就是工作日"),
        ({"days_worked": "2028-02-13"}, "不在2027年"),
        ({"number": " "}, "请填写"),
        ({"published_on": "2026-12-30"}, "还没有到"),
        ({"replaces": "7"}, "没有第7版"),
    ],
)
def test_a_notice_that_cannot_be_comes_back_as_typed(client, changes, said):
    response = client.post(COUNTRY_2027, NOTICE | changes)

    assert response.status_code in {409, 422}
    assert said in alert(response)
    assert next(iter(changes.values())).strip() in page(response)
    assert not CalendarNotice.objects.filter(year=2027).exists()


def test_two_who_announce_at_once_are_noticed(client):
    client.post(COUNTRY_2027, NOTICE)

    response = client.post(COUNTRY_2027, NOTICE)

    assert response.status_code == 409
    assert "刚才已经登记" in alert(response)


def test_a_county_may_add_days_of_its_own(client, county):
    client.post(
        "/desk/calendar/county/2026/announce/",
        {
            "number": "示政发〔2026〕1号",
            "published_on": "",
            "days_off": "3月20日 开斋节",
            "days_worked": "",
            "replaces": "0",
        },
    )

    notice = CalendarNotice.objects.get(county_code=county.code)
    assert notice.days_off == {"2026-03-20": "开斋节"}
    assert "示政发〔2026〕1号" in page(client.get(CALENDAR))


def test_a_county_that_adds_none_has_the_days_of_the_country(client):
    shown = page(client.get("/desk/calendar/county/2027/"))

    assert "照全国的安排" in shown
    assert "暂定" not in shown


def test_one_of_several_counties_does_not_set_the_days_of_the_others(client):
    CountyFactory()

    response = client.post(COUNTRY_2027, NOTICE)

    assert response.status_code == 409
    assert "由这套系统里的各县共用" in alert(response)


@pytest.mark.parametrize("area", ["country", "county"])
def test_a_year_typed_leads_to_its_form(client, area):
    response = client.post(CALENDAR, {"year": "2027", "area": area})

    assert response.headers["Location"] == reverse("desk:calendar-announce", args=[area, 2027])


@pytest.mark.parametrize("year", ["", "next", "27", "9999"])
def test_a_year_that_is_none_comes_back(client, year):
    assert client.post(CALENDAR, {"year": year, "area": "country"}).status_code == 422


@pytest.mark.parametrize("path", ["moon/2027/", "country/1900/", "moon/2027/announce/"])
def test_what_is_no_calendar_is_not_there(client, path):
    assert client.get(f"{CALENDAR}{path}").status_code == 404


def test_years_that_came_with_the_software_say_so(client):
    shown = page(client.get("/desk/calendar/country/2026/"))

    assert "随软件提供" in shown
    assert "春节" in shown


def test_a_count_that_is_none_is_not_shown(client):
    assert "因此改期" not in page(client.get(f"{CALENDAR}?moved=many"))
