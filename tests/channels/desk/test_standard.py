"""The catalogue at the desk: what is in force, what a new edition would change, its adoption."""

import datetime
from dataclasses import replace
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingtang.catalogue.actions import adopt_standard
from mingtang.catalogue.actions import standards as actions
from mingtang.catalogue.queries import editions, shipped_standard
from mingtang.channels.desk.views import standard as views
from tests.channels.desk.sitting import alert, page
from tests.factories.catalogue import ItemFactory, StandardFactory
from tests.factories.organs import OrganFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.usefixtures("wall_clock", "office")
AT = datetime.datetime(2026, 1, 5, 1, tzinfo=datetime.UTC)
DAY = datetime.date


@pytest.fixture
def address():
    return reverse("desk:standard")


@pytest.fixture
def before(county):
    """An edition of the same name that has no first item and another term for the second."""

    def adopt(**given):
        shipped = shipped_standard()
        text = replace(shipped, **{"edition": "2024年版", "items": shipped.items[1:], **given})
        return adopt_standard(county=county, standard=text, by=UserFactory(), at=AT)

    return adopt


def test_the_shipped_catalogue_is_adopted(client, county, address):
    assert "还没有采用公开目录" in page(client.get(address))

    client.post(address, {"from_on": ""})

    adopted = county.standards.get()
    assert adopted.from_on == DAY(2026, 11, 26)
    assert adopted.items.count() == len(shipped_standard().items)
    shown = page(client.get(address))
    assert "现行，2026年11月26日起施行" in shown
    assert "已经采用：现行" in shown
    assert "采用这一版" not in shown
    client.post(address, {"from_on": "2027-01-01"})
    assert county.standards.count() == 1


def test_it_says_why_the_public_catalogue_has_fewer_rows_than_there_are_items(client, address):
    public = sum(one.audience == "public" for one in shipped_standard().items)
    total = len(shipped_standard().items)

    shown = page(client.get(address))

    assert f"{total}个事项：向社会公开的{public}个" in shown
    assert f"只在机关内部公开的{total - public}个（网站的目录里不列）" in shown


def test_what_a_new_edition_changes_is_shown_before_it_takes_effect(
    client, county, address, before
):
    OrganFactory(county=county)
    old, first = before(), shipped_standard().items[0]

    shown = page(client.get(address))
    assert "新增1项，有变化0项，不再列入0项" in shown
    assert first.level2 in shown
    assert 'value="2027-01-01"' in shown
    assert "从施行日起一年里按日历到期的公开任务" in shown

    again = client.post(address, {"from_on": "2027-03-01", "do": "preview"})
    assert 'value="2027-03-01"' in page(again)
    assert county.standards.count() == 1

    client.post(address, {"from_on": "2027-03-01", "do": "adopt"})
    old.refresh_from_db()
    assert old.to_on == DAY(2027, 2, 28)
    shown = page(client.get(address))
    assert "2027年3月1日起施行，还没有施行" in shown
    assert "到2027年2月28日为止" in shown


def test_an_edition_that_drops_what_the_law_asks_for_is_not_adopted(
    client, county, address, before
):
    shipped = shipped_standard()
    more = replace(shipped.items[0], code="X-1", level2="本县多列的法定事项")
    before(items=(*shipped.items, more))

    shown = page(client.get(address))
    assert "本县多列的法定事项" in shown
    assert 'aria-disabled="true"' in shown
    response = client.post(address, {"from_on": "2027-01-01", "do": "adopt"})

    assert response.status_code == 409
    assert "本县多列的法定事项" in unescape(alert(response))
    assert county.standards.count() == 1


def test_another_text_under_the_number_of_the_shipped_one_is_told(client, county, address, before):
    before(edition=shipped_standard().edition)

    assert "内容和随软件提供的不同" in page(client.get(address))


def test_what_ended_is_said_to_have_ended_and_on_request_is_counted_apart(client, county, address):
    ended = StandardFactory(county=county, from_on=DAY(2024, 1, 1), to_on=DAY(2025, 12, 31))
    ItemFactory(standard=ended, mode="request")

    shown = page(client.get(address))

    assert "已停用，2024年1月1日至2025年12月31日" in shown
    assert "向社会公开的0个，依申请公开的1个" in shown


def test_a_day_before_the_catalogue_existed_is_refused(client, county, address):
    response = client.post(address, {"from_on": "1999-01-01"})

    assert response.status_code == 409
    assert "起才有" in alert(response)
    assert not county.standards.exists()


def test_an_impossible_first_day_of_the_shipped_one_is_told_before_adopting(client, address):
    told = client.post(address, {"from_on": "2126-01-01", "do": "preview"})

    assert told.status_code == 409
    assert "请核对年份" in alert(told)
    assert 'aria-disabled="true"' in page(told)


def test_a_day_that_cannot_be_read_comes_back_as_it_was_typed(client, county, address):
    response = client.post(address, {"from_on": "下个月", "do": "preview"})

    assert response.status_code == 422
    assert 'value="下个月"' in page(response)
    assert not county.standards.exists()


def test_the_page_asks_no_more_for_more_editions(client, county, address):
    counts = []
    for year in (2023, 2024, 2025):
        edition = StandardFactory(
            county=county, from_on=DAY(year, 1, 1), to_on=DAY(year, 12, 31), edition=str(year)
        )
        ItemFactory(standard=edition)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))

    assert counts[0] == counts[-1]


def test_who_leaves_the_day_blank_is_told_the_day_and_adopts_from_that_day(
    client, county, address, before
):
    before()

    shown = page(client.post(address, {"from_on": "", "do": "preview"}))
    assert 'value="2026-11-26"' in shown

    client.post(address, {"from_on": "", "do": "adopt"})
    assert county.standards.latest("from_on").from_on == DAY(2026, 11, 26)


def test_a_blank_day_is_previewed_as_the_day_of_which_it_is_adopted(
    client, address, before, monkeypatch
):
    before()
    days = []
    planned = editions.planned_standard

    def noted(county, text, day):
        days.append(day)
        return planned(county, text, day)

    for module in (views, actions):
        monkeypatch.setattr(module, "planned_standard", noted)

    client.post(address, {"from_on": "", "do": "preview"})
    client.post(address, {"from_on": "", "do": "adopt"})

    # Once each: who adopts is not shown the changes again.
    assert days == [DAY(2026, 11, 26)] * 2


def test_that_it_was_adopted_is_known_however_many_editions_came_after(client, county, address):
    client.post(address, {"from_on": ""})
    for year in range(2027, 2040):
        StandardFactory(county=county, title=f"目录{year}", from_on=DAY(year, 1, 1))

    shown = page(client.get(address))

    assert "已经采用：现行" in shown
    assert "采用这一版" not in shown


def test_a_coming_edition_is_withdrawn_after_asking(client, county, address, before):
    old = before()
    client.post(address, {"from_on": "2027-06-01"})
    coming = county.standards.get(from_on="2027-06-01")
    way = reverse("desk:edition-withdraw", args=[coming.object_id])
    assert f'href="{way}"' in page(client.get(address))
    assert "原定替换的那一版继续施行" in page(client.get(way))

    unsaid = client.post(way, {"because": ""})
    assert unsaid.status_code == 422
    coming.refresh_from_db()
    assert not coming.is_withdrawn

    assert client.post(way, {"because": "日期写错了"}).headers["Location"] == address

    old.refresh_from_db()
    assert old.to_on is None
    shown = page(client.get(address))
    assert "已撤回，没有产生过任务（原定2027年6月1日起施行）" in shown
    assert f'href="{way}"' not in shown
    assert "采用这一版" in shown
    again = client.post(way, {"because": "日期写错了"})
    assert (again.status_code, "已经撤回" in alert(again)) == (409, True)


def test_an_edition_of_another_county_is_not_here(client):
    elsewhere = StandardFactory(from_on=DAY(2027, 6, 1))

    way = reverse("desk:edition-withdraw", args=[elsewhere.object_id])
    assert client.get(way).status_code == 404
