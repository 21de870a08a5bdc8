"""Official tables at the desk: what an edition would change, its adoption, giving up."""

import csv
import datetime
import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingtang.catalogue.actions import tables as actions
from mingtang.catalogue.queries import editions
from mingtang.channels.desk.views import table_editions as views
from mingtang.channels.shared.shown import planned
from tests.channels.desk.on_tables import address
from tests.channels.desk.sitting import alert, page
from tests.factories.catalogue import (
    ImportedRowFactory,
    ImportedTableFactory,
    ItemFactory,
    StandardFactory,
    adopted,
    doubtful_row,
)

pytestmark = pytest.mark.usefixtures("wall_clock", "office")


@pytest.fixture
def table(county):
    return ImportedTableFactory(county=county, name="县目录.xlsx")


def test_a_table_is_given_up_and_then_only_looked_at(client, table):
    doubtful_row(table, number=1)
    assert client.post(address("table-discard", table)).status_code == 302

    shown = page(client.get(address("table-row", table, 1)))
    assert 'id="settle"' not in shown
    assert "已放弃" in page(client.get(address("table", table)))
    assert "不能再改" in page(client.get(address("table-adopt", table)))
    assert client.post(address("table-discard", table)).status_code == 409


def test_what_waits_keeps_the_preview_shut(client, table):
    doubtful_row(table, number=1)

    assert "还有1项没有核定" in page(client.get(address("table-adopt", table)))


GIVEN = {
    "title": "某县目录",
    "edition": "2027年版",
    "from_on": "2027-01-01",
    "at_once_days": "3",
    "pre_disclosure_days": "7",
}


def test_what_the_law_asks_for_and_no_catalogue_of_the_county_names_is_pointed_out(
    client, county, table
):
    ImportedRowFactory(table=table, level2="只有一项")

    shown = page(client.post(address("table-adopt", table), {**GIVEN, "do": "preview"}))
    assert "本县各份目录都没有引用其条款的事项" in shown
    assert "财政预算" in shown[shown.index("没有引用其条款") :]
    assert client.post(address("table-adopt", table), {**GIVEN, "do": "adopt"}).status_code == 302

    adopted(county)
    other = ImportedTableFactory(county=county, name="另一份.xlsx")
    ImportedRowFactory(table=other, level2="另一项")
    given = {**GIVEN, "title": "另一份目录", "do": "preview"}
    assert "没有引用其条款" not in page(client.post(address("table-adopt", other), given))


@pytest.mark.usefixtures("organ")
def test_what_another_catalogue_asks_of_the_same_organ_by_the_same_name_is_told(
    client, county, table
):
    other = StandardFactory(county=county, title="另一份目录")
    ItemFactory(standard=other, level1="别的一级", level2="同名的事项", bodies={})
    ImportedRowFactory(table=table, level2="同名的事项")

    shown = page(client.post(address("table-adopt", table), {**GIVEN, "do": "preview"}))

    assert "同一个机关都要公开的事项1个" in shown
    assert "《另一份目录》，信息形成或者变更后20个工作日内" in shown


def test_a_term_longer_than_the_general_one_is_pointed_out(client, table):
    for name, days in (("很慢的", 60), ("不慢的", 20)):
        row = ImportedRowFactory(table=table, level2=name, basis="《某某法》第九条")
        row.understood |= {
            "time": {"after": "formed_or_changed", "n": days, "unit": "wd"},
            "basis": "《某某法》第九条",
        }
        row.save()

    shown = page(client.post(address("table-adopt", table), {**GIVEN, "do": "preview"}))

    assert "时限比20个工作日长、没有写明哪一条法律法规规定的1项，请核对" in shown
    assert "信息形成或者变更后60个工作日内（《某某法》第九条）" in shown


def test_a_long_term_of_the_countys_own_is_called_so(client, table):
    row = ImportedRowFactory(table=table, level2="很慢的")
    row.understood |= {
        "time": {"after": "formed_or_changed", "n": 60, "unit": "wd"},
        "basis": "工作需要",
    }
    row.save()

    shown = page(client.post(address("table-adopt", table), {**GIVEN, "do": "preview"}))
    assert "60个工作日内（本县规定）" in shown


@pytest.mark.usefixtures("organ")
def test_a_period_for_which_the_edition_comes_too_late_is_told_with_the_day_that_mends_it(
    client, table
):
    row = ImportedRowFactory(table=table, level2="年度清单")
    row.understood["time"] = {"yearly_by": "01-31"}
    row.save()
    way, mend = address("table-adopt", table), "要公开这一期的，施行日请定在2026年12月31日或以前。"

    shown = page(client.post(way, {**GIVEN, "do": "preview"}))
    assert "哪一版目录都不要求公开" in shown
    assert "2026年度" in shown
    assert mend in shown
    written = b"".join(client.get(address("table-changes", table), GIVEN)).decode("utf-8-sig")
    (line,) = (one for one in csv.reader(written.splitlines()) if one[0] == "没有要求的一期")
    assert line[3:5] == ["年度清单", "2026年度"]
    assert line[6].endswith(mend)

    earlier = client.post(way, {**GIVEN, "from_on": "2026-12-31", "do": "preview"})
    assert "哪一版目录都不要求公开" not in page(earlier)


def test_the_preview_says_what_changes_and_what_may_not(client, county, table):
    standard = StandardFactory(county=county, title="某县目录")
    ItemFactory(standard=standard, level2="不见了的法定事项")
    ItemFactory(
        standard=standard,
        level1="行政许可",
        level2="有变化的",
        due_rule={"at": "once"},
        notice_days=7,
        channels=["website", "board"],
    )
    for name in ("有变化的", "新增的一项"):
        ImportedRowFactory(table=table, level2=name)

    shown = page(client.post(address("table-adopt", table), {**GIVEN, "do": "preview"}))

    assert "新增1项，有变化1项，不再列入1项，不变0项" in shown
    assert "新版里没有这一项" in shown
    assert "放宽了法定要求" in shown
    assert 'aria-disabled="true"' in shown
    refused = client.post(address("table-adopt", table), {**GIVEN, "do": "adopt"})
    assert refused.status_code == 409
    assert "不见了的法定事项" in alert(refused)


@pytest.mark.parametrize(
    ("day", "said"), [("2126-01-01", "请核对年份"), ("2025-01-01", "已经过去")]
)
def test_an_impossible_first_day_is_told_before_adopting(client, table, day, said):
    ImportedRowFactory(table=table)

    told = client.post(address("table-adopt", table), {**GIVEN, "from_on": day, "do": "preview"})

    assert told.status_code == 409
    assert said in alert(told)
    assert 'aria-disabled="true"' in page(told)
    again = client.post(address("table-adopt", table), {**GIVEN, "do": "preview"})
    assert 'aria-disabled="true"' not in page(again)


def test_a_first_day_that_is_not_after_the_edition_in_force_is_told_too(client, county, table):
    ImportedRowFactory(table=table)
    StandardFactory(county=county, title="某县目录", from_on=datetime.date(2027, 1, 1))

    told = client.post(address("table-adopt", table), {**GIVEN, "do": "preview"})

    assert "施行日期要在这以后" in alert(told)


def test_more_changes_than_a_page_holds_are_counted(client, table, monkeypatch):
    monkeypatch.setattr(planned, "SHOWN_MOST", 1)
    for _number in range(2):
        ImportedRowFactory(table=table)

    assert "共2项，这里列出前1项" in page(client.get(address("table-adopt", table)))


def test_all_changes_are_to_be_had_as_a_table_under_the_heading_that_was_typed(
    client, county, table, monkeypatch
):
    monkeypatch.setattr(planned, "SHOWN_MOST", 1)
    standard = StandardFactory(county=county, title="某县目录")
    ItemFactory(standard=standard, level2="不见了的法定事项")
    ItemFactory(standard=standard, level1="行政许可", level2="有变化的", due_rule={"at": "once"})
    for number, name in enumerate(("有变化的", "新增一", "新增二"), 1):
        ImportedRowFactory(table=table, number=number, row=number + 3, level2=name)

    shown = page(client.post(address("table-adopt", table), {**GIVEN, "do": "preview"}))
    (whole, *_again) = re.findall(r'href="([^"]+changes\.csv[^"]*)"', shown)
    response = client.get(unescape(whole))
    lines = list(csv.reader(b"".join(response).decode("utf-8-sig").splitlines()))

    assert response.headers["Cache-Control"] == "private, no-store"
    assert [line[0] for line in lines].count("新增的事项") == 2
    assert ["新增的事项", "行政许可第6行", "行政许可", "新增二"] in [line[:4] for line in lines]
    assert ["有变化的事项", "有变化的", "公开时限"] in [[one[0], *one[3:5]] for one in lines]
    assert ["不再列入的事项", "不见了的法定事项"] in [[one[0], one[3]] for one in lines]
    assert [line[0] for line in lines].count("不能采用") == 2


@pytest.mark.parametrize("query", [{"title": ""}, {**GIVEN, "from_on": "2025-01-01"}])
def test_where_nothing_is_to_be_compared_the_page_says_why(client, table, query):
    ImportedRowFactory(table=table)

    response = client.get(address("table-changes", table), query)

    assert response.headers["Location"] == address("table-adopt", table)
    assert client.get(address("table-changes", table)).status_code == 200


def test_the_whole_list_takes_the_same_number_of_queries_however_long_it_is(client, county):
    taken = []
    for rows in (1, 3):
        table = ImportedTableFactory(county=county)
        for number in range(rows):
            ImportedRowFactory(table=table, number=number)
        with CaptureQueriesContext(connection) as asked:
            b"".join(client.get(address("table-changes", table), GIVEN))
        taken.append(len(asked))

    assert taken[0] == taken[1]


def test_who_did_not_mean_to_replace_the_catalogue_of_that_name_is_offered_another(
    client, county, table
):
    standard = StandardFactory(county=county, title="某县目录")
    ItemFactory(standard=standard, level2="不见了的法定事项")
    ImportedRowFactory(table=table, level2="本局的事项")

    shown = page(client.post(address("table-adopt", table), {**GIVEN, "do": "preview"}))
    above = shown[: shown.index("不见了的法定事项")]
    assert f"目录名称和现行的《{standard}》相同，采用以后会替代它" in above
    assert 'name="title" maxlength="200" value="县目录"' in above
    assert '<input type="hidden" name="edition" value="2027年版">' in above

    again = {**GIVEN, "title": "县目录", "do": "preview"}
    beside = page(client.post(address("table-adopt", table), again))
    assert "采用以后会替代它" not in beside
    assert 'aria-disabled="true"' not in beside


def test_what_may_be_two_duties_is_told_and_a_contradiction_stops_the_adoption(client, table):
    for number, elements in enumerate(("计划", "结果", "计划"), 1):
        row = ImportedRowFactory(table=table, number=number, row=number, level2="收支")
        row.understood |= {"elements": elements, "time": TIMES[number - 1]}
        row.save()

    shown = page(client.post(address("table-adopt", table), {**GIVEN, "do": "preview"}))

    assert "公开内容不同的1处，请核对" in shown
    assert "有1处放宽、漏掉了法定要求，或者重复、自相矛盾，不能采用" in shown
    refused = client.post(address("table-adopt", table), {**GIVEN, "do": "adopt"})
    assert "行政许可第3行：和表“行政许可”第1行是同一件事项" in alert(refused)


TIMES = [{"at": "once"}, {"standing": True}, {"every": "month", "by_day": 10}]


def test_a_standard_that_breaks_a_rule_says_which(client, table):
    row = ImportedRowFactory(table=table)
    row.understood["channels"] = []
    row.save()

    shown = client.get(address("table-adopt", table))
    assert (shown.status_code, "都要上政府网站" in alert(shown)) == (200, True)
    sent = client.post(address("table-adopt", table), {**GIVEN, "do": "adopt"})
    assert sent.status_code == 409


def test_what_an_edition_changes_is_worked_out_once_where_it_is_adopted(
    client, county, table, monkeypatch
):
    ImportedRowFactory(table=table)
    asked = []
    plan = editions.planned_edition

    def noted(*given):
        asked.append(given)
        return plan(*given)

    for module in (views, actions):
        monkeypatch.setattr(module, "planned_edition", noted)

    client.post(address("table-adopt", table), {**GIVEN, "do": "adopt"})

    assert county.standards.exists()
    assert len(asked) == 1
