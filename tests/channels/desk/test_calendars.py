import datetime

import pytest
from django.urls import reverse

from mingtang.audit.models import AuditRecord
from mingtang.catalogue.models import DutyMove
from mingtang.terms.models import CalendarNotice, NoticeProposal
from tests.channels.desk.sitting import alert, page, sit
from tests.factories.cases import DisputeFactory
from tests.factories.catalogue import DutyFactory
from tests.factories.organs import CountyFactory, holder_of

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


YEAR_2027 = "/desk/calendar/country/2027/"


@pytest.fixture
def other(organ):
    """Another of the openness office, who reads what the first one proposes."""
    return holder_of("openness_office", organ=organ)


def propose(client, address=COUNTRY_2027, notice=NOTICE):
    """Typed, seen what it moves, and proposed."""
    shown = client.post(address, notice)
    assert shown.status_code == 200, alert(shown)
    return client.post(address, notice | {"seen": shown.context["seen"]})


def confirm(client, other, address=COUNTRY_2027, notice=NOTICE):
    """Proposed by whoever sits there, confirmed by another; who sits there afterwards."""
    propose(client, address, notice)
    client.force_login(other)
    there = address.replace("announce", "confirm")
    shown = client.get(there)
    return client.post(there, {"proposal": shown.context["proposal"].pk})


def owed(organ):
    """Twenty working days from 1 February 2027, with what was known of that spring then."""
    return DutyFactory(
        organ=organ,
        title="一件公开任务",
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


def test_a_year_is_announced_by_two_and_stays_readable(client, other):
    assert "都是暂定的" in page(client.get("/desk/calendar/country/2027/"))
    assert "照通知抄写" in page(client.get(COUNTRY_2027))

    response = confirm(client, other)

    assert response.headers["Location"] == f"{CALENDAR}?moved=0&answers=0"
    notice = CalendarNotice.objects.get(year=2027)
    assert notice.days_off["2027-02-11"] == "春节"
    assert notice.days_worked == ["2027-02-14", "2027-02-27"]
    assert "安排已经登记，0项公开任务因此改期" in page(client.get(response.headers["Location"]))
    shown = page(client.get("/desk/calendar/country/2027/"))
    assert "国庆节" in shown
    assert "2027年2月14日（星期日）" in shown
    assert f"{notice.proposal.proposed_by}提出，{other}确认" in shown


AS_ANNOUNCED = (
    "一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。1月4日（周一）上班。\n"
    "二、春节：2月5日（农历除夕、周五）－11日（周四）放假调休，共7天。2月14日（周日）上班。\n"
    "三、清明节：４月３日（周六）至５日（周一）放假，共3天。\n四、劳动节：5月1日至5日放假，共5天。\n"
    "五、国庆节：10月1日（周五）放假，与周末连休。"
)


def test_a_notice_is_copied_as_it_was_announced_and_shown_as_it_was_understood(client):
    given = NOTICE | {"days_off": AS_ANNOUNCED, "days_worked": "2月27日（周六）上班"}
    response = client.post(COUNTRY_2027, given)
    assert "2027年10月2日是法定节假日" in page(response)
    given["days_off"] = AS_ANNOUNCED.replace("（周五）放假，与周末连休", "（周五）至7日放假，共7天")

    response = client.post(COUNTRY_2027, given)

    shown = page(response)
    assert response.status_code == 200
    assert "2027年2月14日（星期日）" in shown
    assert "2027年2月27日（星期六）" in shown
    assert "2027年1月4日" not in shown
    assert "春节" in shown


def test_what_a_field_of_the_notice_does_not_understand_is_mended_in_that_fields_own_way(client):
    off = page(client.post(COUNTRY_2027, NOTICE | {"days_off": "元旦放三天"}))
    worked = page(client.post(COUNTRY_2027, NOTICE | {"days_worked": "二月十四"}))

    assert "看不懂“元旦放三天”是哪几天放假。请一个节日写一行" in off
    assert "看不懂“二月十四”是哪一天上班。请写成 2月14日" in worked
    assert "看不懂“元旦放三天”是哪一天" not in off
    assert "是哪一天。请写成 2026-09-18" not in worked


def test_before_anything_is_kept_it_shows_what_would_move(client, organ):
    owed(organ)

    response = client.post(COUNTRY_2027, NOTICE | {"days_worked": ""})

    shown = page(response)
    assert "还没有登记" in shown
    assert "县教育局1件" in shown
    assert "一件公开任务" in shown
    assert "2027年3月4日改为2027年3月8日到期" in shown
    assert "没有第二个能确认的人" in alert(response)
    assert not NoticeProposal.objects.exists()


def test_back_at_the_form_everything_is_as_typed(client):
    response = client.post(COUNTRY_2027, NOTICE | {"change": "1"})

    assert response.context["form"]["number"].value() == NOTICE["number"]
    assert not NoticeProposal.objects.exists()


def test_what_was_typed_otherwise_since_it_was_shown_is_shown_again(client, other):
    seen = client.post(COUNTRY_2027, NOTICE).context["seen"]

    response = client.post(COUNTRY_2027, NOTICE | {"days_worked": "", "seen": seen})

    assert response.status_code == 200
    assert response.context["seen"] != seen
    assert "没有第二个能确认的人" not in page(response)
    assert not NoticeProposal.objects.exists()


def test_what_is_proposed_waits_and_its_proposer_may_only_take_it_back(client, organ, other):
    duty = owed(organ)
    response = propose(client)

    assert response.headers["Location"] == f"{YEAR_2027}?done=proposed"
    shown = page(client.get(response.headers["Location"]))
    assert "确认以前不生效" in shown
    assert "withdraw/" in shown
    assert NOTICE["number"] in page(client.get(CALENDAR))
    shown = page(client.get(f"{YEAR_2027}confirm/"))
    assert "您自己提出的安排" in shown
    assert "确认，开始生效" not in shown
    made = NoticeProposal.objects.get()
    refused = client.post(f"{YEAR_2027}confirm/", {"proposal": made.pk})
    assert refused.status_code == 409
    assert "您自己提出的安排" in alert(refused)
    duty.refresh_from_db()
    assert duty.due_on == datetime.date(2027, 3, 4)


def test_whoever_must_confirm_sees_it_first_thing_in_the_day_and_the_proposer_does_not(
    client, other
):
    propose(client)
    assert "等您确认" not in page(client.get("/desk/"))

    client.force_login(other)

    shown = page(client.get("/desk/"))
    assert "节假日安排，等您确认" in shown
    assert f"{YEAR_2027}confirm/" in shown


def test_nobody_else_is_asked_to_confirm(client, organ, other):
    propose(client)

    sit(client, "officer", organ)

    assert "等您确认" not in page(client.get("/desk/"))


def test_what_is_confirmed_is_what_was_shown(client, other):
    propose(client)
    made = NoticeProposal.objects.get()
    client.post(f"{YEAR_2027}withdraw/", {"because": "抄错"})
    propose(client, notice=NOTICE | {"number": "改过的"})
    client.force_login(other)

    response = client.post(f"{YEAR_2027}confirm/", {"proposal": made.pk})

    assert response.status_code == 409
    assert "换了另一份" in alert(response)
    assert "改过的" in page(response)


def test_what_is_refused_stays_with_its_reason(client, other):
    propose(client)
    client.force_login(other)
    assert client.get(f"{YEAR_2027}decline/").status_code == 200

    response = client.post(f"{YEAR_2027}decline/", {"because": "通知里没有2月15日"})

    shown = page(client.get(response.headers["Location"]))
    assert "已经答复不同意" in shown
    assert "通知里没有2月15日" in shown
    assert client.get(f"{YEAR_2027}confirm/").status_code == 404


def test_what_is_taken_back_stays_with_its_reason(client):
    propose(client)
    assert client.get(f"{YEAR_2027}withdraw/").status_code == 200

    response = client.post(f"{YEAR_2027}withdraw/", {"because": "抄错"})

    shown = page(client.get(response.headers["Location"]))
    assert "已经收回" in shown
    assert "抄错" in shown


def test_whoever_confirms_is_told_that_the_figures_are_others_by_now(client, organ, other):
    propose(client, notice=NOTICE | {"days_worked": ""})
    owed(organ)
    client.force_login(other)

    shown = page(client.get(f"{YEAR_2027}confirm/"))

    assert "提出的时候看到0件改期" in shown
    assert "一件公开任务" in shown


def test_one_of_several_counties_is_told_who_confirms_for_all(client, other):
    propose(client)
    CountyFactory()
    client.force_login(other)

    shown = page(client.get(f"{YEAR_2027}confirm/"))

    assert "请管理整套系统的账号确认" in shown
    assert "等您确认" not in page(client.get("/desk/"))


def test_what_waits_for_an_answer_is_due_later_and_says_while_that_is_provisional(
    client, organ, other
):
    dispute = DisputeFactory(
        organ=organ,
        received_at=datetime.datetime(2026, 12, 30, 2, tzinfo=datetime.UTC),
        due_on=datetime.date(2027, 1, 4),
        due_is_provisional=True,
    )
    assert "到期日暂定" in page(client.get("/desk/disputes/"))

    response = confirm(client, other)

    assert "1件征求意见、纠错或公开建议的答复期限改期" in page(
        client.get(response.headers["Location"])
    )
    assert "到期日暂定" not in page(client.get("/desk/disputes/"))
    dispute.refresh_from_db()
    assert dispute.due_on == datetime.date(2027, 1, 5)


def test_an_amendment_begins_with_the_year_as_it_stands_and_moves_open_duties(
    client, organ, office, other
):
    confirm(client, other)
    duty = owed(organ)
    form = client.get(COUNTRY_2027).context["form"]
    assert "2月5日至2月11日 春节" in form["days_off"].value()
    assert form["replaces"].value() == 1

    amended = NOTICE | {"replaces": "1", "days_worked": "", "number": "更正通知"}
    response = confirm(client, office, notice=amended)

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


def test_two_who_announce_at_once_are_noticed(client, other):
    propose(client)
    response = client.post(COUNTRY_2027, NOTICE)
    assert response.status_code == 409
    assert "已经有一份等另一个人确认" in alert(response)
    client.force_login(other)
    client.post(f"{YEAR_2027}confirm/", {"proposal": NoticeProposal.objects.get().pk})

    response = client.post(COUNTRY_2027, NOTICE)

    assert response.status_code == 409
    assert "刚才已经登记" in alert(response)


def test_a_county_may_add_days_of_its_own(client, county, other):
    confirm(
        client,
        other,
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


@pytest.mark.parametrize(
    "path", ["moon/2027/", "country/1900/", "moon/2027/announce/", "moon/2027/confirm/"]
)
def test_what_is_no_calendar_is_not_there(client, path):
    assert client.get(f"{CALENDAR}{path}").status_code == 404


def test_years_that_came_with_the_software_say_so(client):
    shown = page(client.get("/desk/calendar/country/2026/"))

    assert "随软件提供" in shown
    assert "春节" in shown


def test_a_count_that_is_none_is_not_shown(client):
    assert "因此改期" not in page(client.get(f"{CALENDAR}?moved=many"))
