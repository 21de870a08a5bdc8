import csv
import datetime
import io
import re
from html import unescape

import pytest

from mingtang.catalogue.actions import recount
from mingtang.foundation import clock
from mingtang.organs.actions import change_county
from tests.channels.website.figures import words
from tests.channels.website.scenery import TODAY
from tests.factories.catalogue import BODIES, DutyFactory, ItemFactory, StandardFactory, ended_duty
from tests.factories.organs import OrganFactory, VillageFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def due(days):
    return TODAY + datetime.timedelta(days=days)


@pytest.fixture
def organ(county):
    return OrganFactory(county=county, name="县住建局", code="ZB-990001-1")


@pytest.fixture
def item(county):
    return ItemFactory(standard__county=county, level2="规范性文件", code="G-21")


@pytest.fixture
def board(county, read):
    """The scoreboard alone, as it is after all duties were counted."""

    def look(query=""):
        recount(county=county)
        page = read(f"/duties/{query}")
        return page[page.index("<tbody") : page.index("</tbody>")]

    return look


@pytest.fixture
def table(county, visit):
    def look(query=""):
        recount(county=county)
        response = visit(f"/duties/scoreboard.csv{query}")
        text = b"".join(response.streaming_content).decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))

    return look


def many(count, **about):
    return [ended_duty(**about) for _each in range(count)]


def names(rows):
    return re.findall(r'scope="row"[^>]*><a href="[^"]*">([^<]*)</a>', rows)


def test_a_share_is_shown_with_both_of_its_numbers_and_leads_to_its_duties(organ, item, board):
    many(6, organ=organ, item=item)
    many(3, organ=organ, item=item, late_by=4)
    ended_duty("withheld", organ=organ, item=item)
    DutyFactory(organ=organ, item=item, due_on=due(-8))

    rows = board()

    assert names(rows) == ["县住建局", "合计"]
    assert "<b>60.0%</b>" in rows
    assert "30.0%" in rows
    assert "▲ 1/10" in words(rows)
    assert "1/11" in words(rows)
    shares = (("kept", "6"), ("late_done", "3"), ("withheld", "1"), ("owed", "10"), ("due", "11"))
    for state, shown in shares:
        link = f'<a href="/duties/?organ={organ.object_id}&state={state}">{shown}</a>'
        assert link in unescape(rows)


def test_what_was_answered_late_is_counted_beside_the_answers_and_not_in_the_rate(
    organ, item, board, read
):
    many(10, organ=organ, item=item)
    ended_duty("nil", organ=organ, item=item, late_by=2)
    ended_duty("nil", organ=organ, item=item)
    ended_duty("withheld", organ=organ, item=item, late_by=4)

    rows = board()

    assert "<b>100.0%</b>" in rows
    for state in ("nil_late", "withheld_late"):
        of_organ = f"/duties/?organ={organ.object_id}&state={state}"
        assert f'<a href="{of_organ}">其中逾期后答复1件</a>' in unescape(rows)
        for address in (of_organ, f"/duties/?state={state}"):
            assert "1件，第1—1件" in read(address)
    assert "依法不予公开，逾期4个工作日后答复" in read("/duties/?state=withheld_late")
    assert "其中逾期后答复" not in board("?tier=township")
    assert "其中过了到期日才答复的，另计“逾期后答复”" in read("/duties/")


def test_every_figure_leads_to_as_many_duties_as_it_says(organ, item, board, read):
    many(7, organ=organ, item=item)
    many(4, organ=organ, item=item, late_by=4)
    DutyFactory(organ=organ, item=item, due_on=due(-8))

    for query in ("", "?by=tier", "?by=item&year=all", "?by=field", "?by=month&part=Q4"):
        links = re.findall(r'<a href="([^"]*)">(\d+)</a>', unescape(board(query)))
        assert len(links) >= 8
        for address, count in links:
            assert f"{count}件，第1—{count}件" in read(address), (query, address)


def test_of_few_the_numbers_are_shown_without_a_rate_and_in_no_order(county, item, board):
    few = OrganFactory(county=county, name="少的局", order=1)
    good = OrganFactory(county=county, name="好的局", order=2)
    bad = OrganFactory(county=county, name="差的局", order=3)
    idle = OrganFactory(county=county, name="闲的局", order=0)
    many(2, organ=few, item=item, late_by=3)
    many(10, organ=good, item=item)
    many(9, organ=bad, item=item)
    DutyFactory(organ=bad, item=item, due_on=due(-3))

    rows = board()

    assert "0/2 （数量少）" in words(rows)
    assert rows.count("数量少") == 1
    assert "没有到期任务" in rows
    in_order = [idle.name, few.name, good.name, bad.name, "合计"]
    assert names(rows) == in_order
    assert names(board("?sort=rate")) == ["差的局", "好的局", "闲的局", "少的局", "合计"]
    assert names(board("?sort=late")) == ["差的局", "好的局", "闲的局", "少的局", "合计"]


def test_rows_are_tiers_items_fields_or_months(county, organ, item, board):
    town = OrganFactory(county=county, tier="township")
    school = ItemFactory(
        standard=item.standard, level2="招生方案", bodies={**BODIES, "fields": ["education"]}
    )
    ended_duty(organ=organ, item=item, due_on=due(-60))
    ended_duty(organ=town, item=school, due_on=due(-1))

    assert names(board("?by=tier")) == ["县级", "乡级", "合计"]
    assert names(board("?by=item")) == ["规范性文件", "招生方案", "合计"]
    assert names(board("?by=field")) == ["教育", "不分领域", "合计"]
    assert names(board("?by=month")) == ["2026年9月", "2026年11月", "合计"]
    assert names(board("?by=organ&field=education")) == [town.name, "合计"]
    assert names(board("?by=item&field=none")) == ["规范性文件", "合计"]
    assert names(board("?by=item&part=Q3")) == ["规范性文件", "合计"]
    assert names(board("?by=item&part=11")) == ["招生方案", "合计"]
    assert names(board(f"?by=item&organ={organ.object_id}")) == ["规范性文件", "合计"]
    assert names(board(f"?by=organ&item={school.object_id}")) == [town.name, "合计"]


def test_an_item_of_two_fields_counts_in_each_and_once_in_the_sum(county, organ, board, read):
    both = {**BODIES, "fields": ["education", "health"]}
    item = ItemFactory(standard=StandardFactory(county=county), bodies=both)
    ended_duty(organ=organ, item=item)

    rows = board("?by=field")

    assert names(rows) == ["教育", "卫生", "合计"]
    assert words(rows).count("1/1") == 3
    assert "在每个领域各算一次，合计只算一次" in read("/duties/?by=field")


def test_an_organ_that_is_gone_is_listed_as_long_as_it_has_duties(county, item, board):
    gone = OrganFactory(county=county, name="县林业局", dissolved_on=due(-100))
    OrganFactory(county=county, name="县园林局", dissolved_on=due(-100))
    ended_duty(organ=gone, item=item)

    assert names(board("?tier=county")) == ["县林业局", "合计"]


def test_the_formula_and_the_way_to_make_it_again_stand_on_the_page(organ, item, read):
    page = read("/duties/")

    assert "按期率 = 按期公开 ÷ 应公开" in page
    assert "截至2026年11月26日" in page
    assert "python3 mingtang-scoreboard.pyz http://testserver/" in page


def test_the_table_holds_each_figure_its_denominator_and_its_formula(organ, item, table):
    many(9, organ=organ, item=item)
    many(1, organ=organ, item=item, late_by=2)
    ended_duty("nil", organ=organ, item=item, late_by=1)
    DutyFactory(organ=organ, item=item, due_on=due(3))

    row, whole = table()

    assert row == {
        "机关": "县住建局",
        "代码": "ZB-990001-1",
        "到期不早于": "2026-01-01",
        "到期不晚于": "2026-12-31",
        "截至": "2026-11-26",
        "按期公开": "9",
        "逾期后公开": "1",
        "逾期未公开": "0",
        "应公开=按期公开+逾期后公开+逾期未公开": "10",
        "按期率（%）=按期公开÷应公开": "90.0",
        "逾期后公开率（%）=逾期后公开÷应公开": "10.0",
        "逾期未公开率（%）=逾期未公开÷应公开": "0.0",
        "无此事项": "1",
        "无此事项里逾期后答复": "1",
        "不予公开": "0",
        "不予公开里逾期后答复": "0",
        "到期任务=应公开+无此事项+不予公开": "11",
        "无此事项占比（%）=无此事项÷到期任务": "9.1",
        "不予公开占比（%）=不予公开÷到期任务": "0.0",
        "未到期": "1",
        "数量少（应公开不足10件，比例不可比）": "",
        "只算层级": "",
        "只算重点或一般": "",
        "只算领域": "",
        "只算机关代码": "",
        "只算事项代码": "",
    }
    assert whole == {**row, "机关": "合计", "代码": ""}


def test_the_table_is_of_the_rows_that_were_asked_for(organ, item, table):
    ended_duty(organ=organ, item=item)

    [row, _whole] = table("?by=month&year=all")

    assert (row["月份"], row["代码"]) == ("2026年10月", "2026-10")
    assert (row["到期不早于"], row["数量少（应公开不足10件，比例不可比）"]) == ("", "是")


def test_the_table_says_what_it_is_narrowed_to(organ, item, table):
    ended_duty(organ=organ, item=item)

    [row, _whole] = table(f"?by=item&organ={organ.object_id}&item={item.object_id}&tier=county")

    assert (row["只算机关代码"], row["只算事项代码"]) == (organ.code, item.code)
    assert (row["只算层级"], row["只算重点或一般"], row["只算领域"]) == ("county", "", "")


def test_each_way_is_offered_in_each_year_of_any_duty(organ, item, read):
    ended_duty(organ=organ, item=item, due_on=datetime.date(2025, 3, 1))
    DutyFactory(organ=organ, item=item, due_on=datetime.date(2027, 1, 8))

    for year in ("2025", "2026", "2027"):
        assert read(f"/duties/?year={year}&state=void")
    assert "year=2027" in read("/duties/?year=all&by=month")


def test_a_name_that_a_spreadsheet_would_run_is_made_harmless(county, item, table):
    ended_duty(organ=OrganFactory(county=county, name="=1+1"), item=item)

    assert table()[0]["机关"] == "'=1+1"


def test_what_will_be_late_within_days_is_said_before_it_is(county, organ, item, read, visit):
    other = OrganFactory(county=county, name="县民政局", tier="township")
    DutyFactory(organ=organ, item=item, due_on=TODAY, title="今天的")
    DutyFactory(organ=organ, item=item, due_on=due(7), title="第五个工作日的")
    DutyFactory(organ=organ, item=item, due_on=due(8), title="第六个工作日的")
    DutyFactory(organ=other, item=item, due_on=due(1), title="别人的")
    DutyFactory(organ=organ, item=item, due_on=due(-1), title="逾期的")
    ended_duty(organ=organ, item=item, due_on=due(2), title="办完的")
    recount(county=county)

    page = unescape(read("/duties/soon/"))

    assert "3件任务在12月3日以前到期" in page
    assert [
        name
        for name in ("今天的", "第五个工作日的", "第六个工作日的", "别人的", "逾期的", "办完的")
        if f">{name}</a>" in page
    ] == ["今天的", "第五个工作日的", "别人的"]
    assert '县住建局<span class="num">2件，共3件未到期' in page
    assert page.index("县住建局<span") < page.index("县民政局<span")
    way = f"/duties/?state=not_due&year=all&organ={organ.object_id}&until=2026-12-03"
    assert way in page
    assert "2件，第1—2件" in read(way)
    table = 'href="/duties/list.csv?state=not_due&year=all&until=2026-12-03"'
    assert table in page
    rows = b"".join(visit(table[6:-1]).streaming_content).decode()
    assert [name in rows for name in ("今天的", "别人的", "第六个工作日的")] == [True, True, False]
    assert "第六个工作日的" in read("/duties/soon/?within=10")
    assert "县住建局" not in read("/duties/soon/?tier=township")


def test_what_arises_within_days_and_is_due_as_well_is_said_beforehand(county, item, read, visit):
    one, _two = (VillageFactory(county=county, name=name) for name in ("东村", "西村"))
    villages = {**BODIES, "kinds": ["committee"]}
    monthly = {"due_rule": {"every": "month", "by_day": 10}, "bodies": villages}
    standard = StandardFactory(county=county, from_on=datetime.date(2026, 1, 1))
    ItemFactory(standard=standard, level2="村集体财务收支", **monthly)

    page = unescape(read("/duties/soon/?within=10"))

    assert "另有2件将要产生" in page
    for said in ("2026年11月村集体财务收支", "东村、西村", "12月1日产生", "12月10日到期"):
        assert said in page
    assert f'/organs/{one.object_id}/">东村<span class="num">1件将要产生' in page
    assert "将要产生" not in read("/duties/soon/")
    assert "将要产生" not in read("/duties/soon/?within=10&tier=county")
    DutyFactory(organ=one, item=item, due_on=due(1), title="村里的")
    recount(county=county)
    words_of_both = "1件，共1件未到期，另有1件将要产生"
    assert words_of_both in read("/duties/soon/?within=10")
    way = "/duties/soon/to-come.csv?within=10"
    assert f'href="{way}"' in page
    rows = b"".join(visit(way).streaming_content).decode("utf-8-sig").splitlines()
    assert [row.split(",")[0] for row in rows[1:]] == ["东村", "西村"]
    assert rows[1].endswith("2026年11月村集体财务收支,2026-12-01,2026-12-10")
    assert "将要产生1" in read(f"/organs/{one.object_id}/")


def test_what_is_near_counts_a_sunday_that_is_worked(county, organ, item, read, wall_clock):
    """Five working days from Thursday 17 September 2026: the 20th, a Sunday, is one of them."""
    wall_clock.on(datetime.date(2026, 9, 17))
    for day in (23, 24):
        due_on = datetime.date(2026, 9, day)
        DutyFactory(organ=organ, item=item, due_on=due_on, title=f"{day}日的")
    recount(county=county)

    page = read("/duties/soon/")

    assert "1件任务在9月23日以前到期" in page
    assert ("23日的" in page, "24日的" in page) == (True, False)


def test_where_nothing_is_near_that_is_said(county, read, visit):
    assert "这几天没有要到期的任务" in read("/duties/soon/")
    assert visit("/duties/soon/?within=7").status_code == 404


def test_how_far_ahead_is_told_is_what_the_county_has_set(county, organ, item, read):
    set_to = {"forecast_working_days": 7}
    change_county(county=county, changes=set_to, by=UserFactory(), at=clock.now())
    DutyFactory(organ=organ, item=item, due_on=due(8), title="第六个工作日的")
    recount(county=county)

    assert "第六个工作日的" in read("/duties/soon/")
    assert "第六个工作日的" not in read("/duties/soon/?within=5")


def test_a_quarter_of_all_years_is_refused_and_no_link_leads_there(county, read, visit):
    refused = visit("/duties/?year=all&part=Q1")

    assert refused.status_code == 404
    assert "季度、月份要和某一个年度一起选" in refused.content.decode()
    assert 'href="/duties/?year=all"' in unescape(read("/duties/?part=Q1"))
    assert visit("/duties/scoreboard.csv?year=all&part=01").status_code == 404
    assert visit("/duties/?year=all&part=").status_code == 200
