"""Official tables at the desk: what an edition would change, its adoption, giving up."""

import datetime

import pytest

from mingtang.catalogue.actions import tables as actions
from mingtang.catalogue.queries import editions
from mingtang.channels.desk.pages import planned
from mingtang.channels.desk.views import table_editions as views
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
