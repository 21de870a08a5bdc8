import datetime
import re

import pytest

from tests.channels.website.scenery import AT, furnished, published
from tests.factories.catalogue import ItemFactory, ended_duty
from tests.factories.organs import OrganFactory

pytestmark = pytest.mark.django_db


def test_nine_doors_and_the_middle_one_is_the_newest(county, read):
    page = read("/")

    rooms = page[page.index('<nav class="rooms"') :]
    rooms = rooms[: rooms.index("</nav>")]
    assert rooms.count("<a ") == 9
    assert rooms.count('class="mid"') == 1
    assert "最新公开<small>今天还没有" in rooms


def test_what_came_today_stands_in_the_middle(county, read):
    now = datetime.datetime(2026, 11, 26, 0, 30, tzinfo=datetime.UTC)
    organ = OrganFactory(county=county)
    item = ItemFactory(standard__county=county)
    published(organ, item, first_published_at=now)
    published(organ, item, first_published_at=AT)

    page = read("/")

    assert "今日公开<small>1件" in page
    assert "/d/?on=2026-11-26" in page
    assert read("/d/?on=2026-11-26").count("<h3>") == 1


def test_the_year_in_figures_with_their_denominators(county, read):
    organ = OrganFactory(county=county)
    item = ItemFactory(standard__county=county)
    for late_by in (-3, 0, 5):
        ended_duty(organ=organ, item=item, late_by=late_by)
    ended_duty("nil", organ=organ, item=item)

    page = read("/")

    assert ">2<small>件</small></a></span>" in page
    assert "应公开3件（数量少）" in page
    assert "<small>%</small>" not in page
    assert "平均迟5.0个工作日" in page
    assert "按期2，逾期后公开1，逾期未公开0，无此事项1，依法不予公开0" in page


def test_where_there_are_enough_the_year_is_a_rate(county, read):
    organ = OrganFactory(county=county)
    item = ItemFactory(standard__county=county)
    for late_by in (*[0] * 9, 5):
        ended_duty(organ=organ, item=item, late_by=late_by)

    for page in (read("/"), read(f"/items/{item.object_id}/")):
        assert ">90.0<small>%</small></a></span>" in page
        assert "9 ÷ 10件应公开" in page
        assert "占应公开10件的0.0%" in page
        assert "数量少" not in page


def test_what_is_late_and_what_is_near_stand_apart(county, read):
    furnished(county)

    page = read("/")

    late = page[page.index('id="overdue"') : page.index('id="soon"')]
    near = page[page.index('id="soon"') : page.index('id="hanging"')]
    assert "已逾期6个工作日" in late
    assert "应于11月18日公开" in late
    assert "还有3个工作日" in near
    assert "12月1日到期" in near


def test_an_empty_county_says_what_will_come_and_shows_no_rate(county, read):
    page = read("/")

    assert "还没有公开过信息" in page
    assert "没有逾期未公开的任务" in page
    assert not re.search(r"\d%", page)


def test_a_demonstration_says_that_it_is_one_on_every_page(county, read):
    county.is_demo = True
    county.save()

    for address in ("/", "/organs/", "/gaps/"):
        assert "演示数据：机构、人物、数字均为虚构" in read(address)
    assert "invented" in read("/en/")


def test_who_answers_for_the_site_stands_at_the_foot(county, read):
    county.sponsor, county.icp_number, county.site_code = "甲", "示ICP备1号", "0000000000"
    county.save()

    page = read("/")

    assert "主办：甲" in page
    assert "示ICP备1号" in page
    assert '<meta name="SiteIDCode" content="0000000000">' in page
    assert '<meta name="SiteName" content="示范县人民政府">' in page
    assert '<meta name="ColumnName" content="首页">' in page
