"""The five official blocks of an organ's page, and its year."""

import datetime
import re
from html import unescape

import pytest

from mingtang.organs.choices import OrganKind
from tests.channels.website.scenery import TODAY, published, withdrawn
from tests.factories.catalogue import DutyFactory, ItemFactory, ended_duty
from tests.factories.organs import OrganFactory, VillageFactory, fully_led

pytestmark = pytest.mark.django_db


@pytest.fixture
def organ(county):
    return OrganFactory(county=county, name="县教育局", established_on=datetime.date(2021, 3, 1))


@pytest.fixture
def item_called(county):
    return lambda name, **about: ItemFactory(standard__county=county, level2=name, **about)


@pytest.fixture
def blocks(read):
    """By their key, the text of each."""

    def look(organ):
        page = unescape(read(f"/organs/{organ.object_id}/"))
        parts = re.split(r'<li id="block-(\w+)">', page)[1:]
        texts = [re.sub(r"<[^>]+>|\s+", " ", part.split("</li>")[0]) for part in parts[1::2]]
        return dict(zip(parts[::2], [" ".join(text.split()) for text in texts], strict=True))

    return look


def test_there_are_five_and_what_is_there_is_shown(organ, item_called, blocks):
    fully_led(organ)
    published(organ, item_called("政府信息公开指南"), title="我局的指南")
    published(organ, item_called("政务公开制度"), title="我局的制度")
    published(organ, item_called("政府信息公开工作年度报告"), title="去年的报告", late_by=-3)
    published(organ, item_called("预算"), title="预算表")

    shown = blocks(organ)

    assert list(shown) == ["guide", "rules", "active", "report", "request"]
    assert "政府信息公开指南 我局的指南" in shown["guide"]
    assert "我局的制度" in shown["rules"]
    assert "去年的报告 提前3个工作日" in shown["report"]
    assert "全部4件" in shown["active"]
    assert "向这个机构提出申请： 机构 办公室" in shown["request"]
    assert not [text for text in shown.values() if "没有" in text]


def test_what_is_missing_says_since_when_it_is_owed(organ, item_called, blocks):
    late = datetime.date(2026, 1, 31)
    DutyFactory(organ=organ, item=item_called("政府信息公开工作年度报告"), due_on=late)
    soon = TODAY + datetime.timedelta(days=5)
    DutyFactory(organ=organ, item=item_called("政府信息公开指南"), due_on=soon)
    withdrawn(published(organ, item_called("政务公开制度"), title="撤回的制度"))

    shown = blocks(organ)

    assert "缺 还没有公开，从2026年1月31日起就应当有。" in shown["report"]
    assert "缺 还没有公开，应于2026年12月1日前公开。" in shown["guide"]
    assert "第四条从2021年3月1日起要求本机关有；现行目录没有列出这一项。" in shown["rules"]
    assert "撤回的制度" not in shown["rules"]
    assert "第四条从2021年3月1日起要求本机关指定。" in shown["request"]


def test_of_an_organ_that_published_nothing_what_is_late_is_shown(organ, blocks):
    shown = blocks(organ)

    assert "还没有公开过信息。 看逾期未公开的" in shown["active"]
    assert "没有公开过，现行目录也没有要求。" in shown["report"]


def test_nothing_is_asked_of_a_village_or_of_an_organ_that_is_gone(county, blocks):
    gone = OrganFactory(county=county, dissolved_on=datetime.date(2026, 5, 1))

    for organ in (VillageFactory(county=county), gone):
        shown = blocks(organ)
        assert "缺" not in "".join(shown.values())
        assert "没有公开过，现行目录也没有要求。" in shown["guide"]
        assert "没有登记受理申请的机构。" in shown["request"]


def test_of_a_public_enterprise_nobody_requests_but_appeals_to_the_authority_in_charge(
    county, blocks
):
    water = OrganFactory(county=county, kind=OrganKind.UTILITY)
    fully_led(water)

    shown = blocks(water)["request"]

    assert "向这个机构提出申请" not in shown
    assert "没有依照规定公开的，可以向有关主管部门或者机构申诉" in shown
    assert "《政府信息公开条例》第五十五条" in shown


def test_what_was_withdrawn_is_not_shown_as_kept_in_time(organ, item_called, read):
    withdrawn(published(organ, item_called("停水公告"), title="城东停水", late_by=-3))

    page = read(f"/organs/{organ.object_id}/")

    row = page[page.index("城东停水") :].split("</li>")[0]
    assert "提前3个工作日" not in row
    assert "已撤回" in row


def year(read, organ):
    page = unescape(read(f"/organs/{organ.object_id}/"))
    strip = page[page.index('<ol class="year">') :]
    return strip[: strip.index("</ol>")].split("<li")[1:]


def test_a_year_says_of_each_month_what_was_due_done_and_late(organ, item_called, read):
    item = item_called("预算")
    for late_by in (0, 0, 3):
        ended_duty(organ=organ, item=item, late_by=late_by, due_on=datetime.date(2026, 3, 10))
    ended_duty("nil", organ=organ, item=item, due_on=datetime.date(2026, 3, 31))
    DutyFactory(organ=organ, item=item, due_on=datetime.date(2026, 11, 25))
    DutyFactory(organ=organ, item=item, due_on=datetime.date(2026, 11, 26))
    ended_duty(organ=organ, item=item, due_on=datetime.date(2025, 3, 10))

    months = year(read, organ)

    assert len(months) == 12
    march, november = months[2], months[10]
    ways = re.findall(r'<a href="([^"]+)">([^<]*)</a>', march)
    said = [("3月", 4), ("按期2/3", 2), ("迟公开1/3", 1), ("无此事项1", 1)]
    for (way, shown), (words, count) in zip(ways, said, strict=True):
        assert shown == words
        assert f"{count}件，第1—{count}件" in read(way)
    assert 'aria-label="3月：按期2，逾期后公开1，逾期未公开0，无此事项1，依法不予公开0"' in march
    assert "<b>▲ 逾期1/1</b>" in november
    assert "未到期1" in november
    assert 'aria-current="date"' in november
    assert "没有到期的" in months[0]
    assert "href" not in months[0]
