import datetime

import pytest

from mingtang.organs.choices import Role
from tests.channels.desk.sitting import page
from tests.factories.organs import CountyFactory, OrganFactory, PostFactory, holder_of
from tests.factories.people import UserFactory

TODAY = "/desk/"


def test_whoever_has_no_post_is_told_whom_to_ask(client, county, organ):
    PostFactory(organ=organ, role=Role.SECURITY_ADMIN, holder__name="安某")
    client.force_login(UserFactory(name="新来的", county_code=county.code))

    response = client.get(TODAY)

    shown = page(response)
    assert response.status_code == 403
    assert "新来的，您已经登录" in shown
    assert "县教育局 安某" in shown
    assert "0000-0000000" in shown
    assert "/desk/account/sign-out/" in shown


@pytest.mark.parametrize("days", [-1, 1])
def test_a_post_that_is_over_or_has_not_begun_is_none(client, organ, days):
    on = datetime.date.today() + datetime.timedelta(days=days)  # noqa: DTZ011 - a day, not a moment
    person = PostFactory(
        organ=organ, from_on=min(on, datetime.date(2026, 1, 1)) if days < 0 else on, to_on=on
    ).holder
    client.force_login(person)

    assert client.get(TODAY).status_code == 403


def test_an_account_of_another_county_is_led_to_its_own_address(client, county, organ):
    elsewhere = CountyFactory(name="邻县", host="linxian.example")
    client.force_login(holder_of(Role.OFFICER, organ=OrganFactory(county=elsewhere)))

    response = client.get(TODAY)

    assert response.status_code == 403
    shown = page(response)
    assert "您的岗位在别的县" in shown
    assert "请到linxian.example登录" in shown


def test_what_one_has_no_power_for_is_refused_in_the_frame(client, officer):
    response = client.get("/desk/audit/")

    assert response.status_code == 403
    assert "只对有相应岗位的人开放" in page(response)


def test_a_form_sent_after_the_session_ended_leads_back_to_the_desk(client, county):
    response = client.post("/desk/notices/read/")

    assert response.headers["Location"] == "/desk/account/sign-in/?next=/desk/"
