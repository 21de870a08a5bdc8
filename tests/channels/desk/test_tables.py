"""Official tables at the desk: uploaded, settled, looked at, adopted, downloaded."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from mingtang.catalogue.models import ImportedTable
from mingtang.catalogue.queries.tables import progress
from mingtang.catalogue.rules.official.settling import wording_hash
from mingtang.channels.desk.pages import planned
from tests.catalogue.actions.test_tables import settle
from tests.catalogue.rules.official.made import book, row
from tests.channels.desk.sitting import alert, page
from tests.factories.catalogue import (
    ImportedRowFactory,
    ImportedTableFactory,
    ItemFactory,
    StandardFactory,
    doubtful_row,
)
from tests.factories.organs import CountyFactory

pytestmark = pytest.mark.usefixtures("wall_clock", "office")
LIST = "desk:tables"


def uploaded(client, content, name="县目录.xlsx"):
    response = client.post(reverse(LIST), {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 302, alert(response)
    return ImportedTable.objects.latest("id")


def address(name, table, *more):
    return reverse(f"desk:{name}", args=[table.object_id, *more])


def settled(client, table, number, **given):
    return client.post(address("table-row", table, number), given)


def test_a_table_goes_from_upload_to_an_edition(client, county, organ):
    content = book(
        row(subject="县教育局"),
        row(level2="许可清单", subject="某某局", time="看情况"),
        row(level2="许可变更", subject="某某局", time="看情况"),
    )

    table = uploaded(client, content)
    assert progress(table).waiting == 2
    assert "2项待核定" in page(client.get(reverse(LIST)))
    shown = page(client.get(address("table", table)))
    assert "看不懂“看情况”" in shown
    assert "机关名册里没有“某某局”" in shown

    asked = page(client.get(address("table-row", table, 2)))
    assert "写法相同的2行都这样办" in asked
    settled(client, table, 2, aspect="time", wording="看情况", way="standing", everywhere="on")
    response = settled(
        client,
        table,
        2,
        aspect="subject",
        wording="某某局",
        way="organs",
        organs="教育局",
        everywhere="on",
    )
    assert progress(table).is_whole
    assert "用在2行" in page(client.get(response.headers["Location"]))

    adopting = address("table-adopt", table)
    assert "新增3项" in page(client.get(adopting))
    given = {
        "title": "示范县公开目录",
        "edition": "2027年版",
        "from_on": "2027-01-01",
        "at_once_days": "3",
        "pre_disclosure_days": "7",
    }
    assert "新增3项" in page(client.post(adopting, {**given, "do": "preview"}))
    client.post(adopting, {**given, "do": "adopt"})

    standard = county.standards.get()
    assert standard.from_on == datetime.date(2027, 1, 1)
    assert [item.level2 for item in standard.items.order_by("order")] == [
        "许可决定",
        "许可清单",
        "许可变更",
    ]
    assert page(client.get(reverse("desk:standard"))).count("示范县公开目录") >= 2
    for form in ("xlsx", "csv"):
        for address_ in (
            reverse("desk:edition-table", args=[standard.object_id, form]),
            reverse("website:edition-table", args=[standard.object_id, form]),
            address("table-file", table, form),
        ):
            assert client.get(address_).status_code == 200


@pytest.fixture
def table(county):
    return ImportedTableFactory(county=county, name="县目录.xlsx")


def test_before_anything_was_read_the_list_says_what_to_do(client):
    assert "还没有读过表" in page(client.get(reverse(LIST)))


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"%PDF-1.7", "不是 Excel 表格"), (book(), "没有读出公开事项")],
)
def test_a_file_that_cannot_be_read_is_refused_in_the_page(client, content, said):
    response = client.post(reverse(LIST), {"file": SimpleUploadedFile("县目录.xlsx", content)})

    assert response.status_code == 409
    assert said in alert(response)
    assert not ImportedTable.objects.exists()


def test_without_a_file_nothing_is_read(client):
    response = client.post(reverse(LIST), {})

    assert response.status_code == 422
    assert "没有收到文件" in page(response) or "请填写这一栏" in page(response)


def test_problems_of_the_table_itself_stand_above_its_rows(client, table):
    table.problems = [
        {
            "sheet": "许可",
            "row": 3,
            "column": "公开形式",
            "template": "多出的列“%(name)s”没有读。",
            "params": {"name": "公开形式"},
        }
    ]
    table.save()
    ImportedRowFactory(table=table)

    assert "许可 · 第3行 · 公开形式：多出的列“公开形式”没有读。" in page(
        client.get(address("table", table))
    )


def test_rows_are_narrowed_by_state_and_sheet(client, table):
    ImportedRowFactory(table=table, number=1, level2="读懂的事项")
    doubtful_row(table, number=2, level2="等着的事项", sheet="处罚")

    def shown(**asked):
        return page(client.get(address("table", table), asked))

    assert "等着的事项" not in shown(state="read")
    assert "读懂的事项" not in shown(state="waiting")
    assert "读懂的事项" not in shown(sheet="处罚")
    assert "这里没有。" in shown(state="settled")
    assert client.get(address("table", table), {"state": "moon"}).status_code == 404
    assert client.get(address("table", table), {"page": "9"}).status_code == 404


@pytest.mark.parametrize(
    ("way", "given", "kept"),
    [
        (
            "after",
            {"after": "decided", "n": "7", "unit": "wd"},
            {"after": "decided", "n": 7, "unit": "wd"},
        ),
        ("once", {"after": "formed_or_changed"}, {"at": "once"}),
        ("once", {"after": "decided"}, {"at": "once", "after": "decided"}),
        (
            "before",
            {"before": "held", "n": "7", "unit": "d"},
            {"before": "held", "n": 7, "unit": "d"},
        ),
        (
            "within",
            {"every": "quarter", "n": "20", "unit": "d"},
            {"every": "quarter", "within": {"n": 20, "unit": "d"}},
        ),
        ("by_day", {"every": "month", "by_day": "10"}, {"every": "month", "by_day": 10}),
        ("yearly", {"month": "3", "day": "31", "of": "year_before"}, {"yearly_by": "03-31"}),
        (
            "yearly",
            {"month": "3", "day": "31", "of": "same_year"},
            {"yearly_by": "03-31", "of": "same_year"},
        ),
        ("standing", {}, {"standing": True}),
        ("shown", {"n": "7", "unit": "d"}, {"display_at_least": {"n": 7, "unit": "d"}}),
    ],
)
def test_every_form_of_term_has_its_own_small_form(client, table, way, given, kept):
    doubtful_row(table, number=1)
    assert f"way={way}" in page(client.get(address("table-row", table, 1)))

    response = settled(client, table, 1, aspect="time", wording="看情况", way=way, **given)

    assert response.status_code == 302
    assert table.settlements.get().value == kept


@pytest.mark.parametrize(
    ("aspect", "way", "given", "kept"),
    [
        ("subject", "kinds", {"tiers": ["township"]}, {"tiers": ["township"]}),
        ("subject", "kinds", {"everyone": "on"}, {}),
        ("channels", "", {"channels": "website board"}, ["website", "board"]),
        ("channel", "", {"channel": "none"}, ""),
        ("channel", "", {"channel": "board"}, "board"),
        ("audience", "", {"audience": "internal"}, "internal"),
        ("mode", "", {"mode": "request"}, "request"),
        ("levels", "", {"levels": ["county", "village"]}, ["county", "village"]),
        ("level1", "", {"level1": "行政许可"}, "行政许可"),
        ("level2", "", {"level2": "许可"}, "许可"),
        ("elements", "", {"elements": "文号\r\n内容"}, "文号\n内容"),
        ("basis", "", {"basis": "《预算法》第十四条"}, "《预算法》第十四条"),
        (
            "kinds",
            "",
            {"kind_0": "text", "required_0": "on", "kind_1": "number", "unit_1": "件"},
            [
                {"label": "许可文书号", "kind": "text", "unit": "", "hint": "", "required": True},
                {
                    "label": "许可内容",
                    "kind": "number",
                    "unit": "件",
                    "hint": "",
                    "required": False,
                },
            ],
        ),
        (
            "beyond",
            "",
            {"at_least_every": "year", "retention": "y10", "table_schema": ""},
            {"at_least_every": "year", "retention": "y10", "table_schema": ""},
        ),
    ],
)
def test_every_other_column_is_settled_by_its_form(client, table, aspect, way, given, kept):
    doubtful_row(table, number=1, aspect=aspect, wording="某某")

    response = settled(client, table, 1, aspect=aspect, wording="某某", way=way, **given)
    assert response.status_code == 302, alert(response)
    assert page(client.get(response.headers["Location"])).count("刚才核定") == 1

    value = table.settlements.get().value
    assert (value if aspect != "subject" else {k: v for k, v in value.items() if v}) == kept


@pytest.mark.parametrize(
    ("aspect", "way", "given", "said"),
    [
        ("time", "after", {}, "有3处要改"),
        ("time", "yearly", {"month": "2", "day": "31", "of": "same_year"}, "不是一年里的一天"),
        ("subject", "organs", {"organs": "县教育居"}, "名称相近的有：县教育局"),
        ("subject", "organs", {"organs": "月球"}, "先在“机关”里登记"),
        ("subject", "kinds", {}, "请在上面选定是哪些"),
        ("subject", "kinds", {"tiers": ["county"], "everyone": "on"}, "请在上面选定是哪些"),
        ("elements", "", {"elements": "；"}, "没有公开内容"),
        ("beyond", "", {"table_schema": "村账"}, "不能作数据表的名称"),
    ],
)
@pytest.mark.usefixtures("organ")
def test_what_is_typed_wrongly_comes_back_with_the_mend(client, table, aspect, way, given, said):
    doubtful_row(table, number=1, aspect=aspect, wording="某某")

    response = settled(client, table, 1, aspect=aspect, wording="某某", way=way, **given)

    assert response.status_code in {409, 422}
    assert said in alert(response)
    assert not table.settlements.exists()


def test_after_settling_the_next_row_that_waits_comes(client, table):
    for number, wording in ((1, "看情况"), (2, "再说")):
        doubtful_row(table, number=number, wording=wording)

    response = settled(client, table, 1, aspect="time", wording="看情况", way="standing")

    assert response.headers["Location"].startswith(address("table-row", table, 2))
    last = settled(client, table, 2, aspect="time", wording="再说", way="standing")
    shown = page(client.get(last.headers["Location"]))
    assert "全部核定完了" in shown
    assert "核定为" in shown


def test_a_row_where_more_waits_comes_again(client, table):
    row = doubtful_row(table, number=1)
    row.doubts.create(
        table=table, aspect="mode", wording="某", wording_hash=wording_hash("某"), template="？"
    )

    response = settled(client, table, 1, aspect="time", wording="看情况", way="standing")

    assert response.headers["Location"].startswith(address("table-row", table, 1))


def test_what_was_settled_is_listed_and_can_be_taken_back(client, table):
    doubtful_row(table, number=1)
    settlements = address("table-settlements", table)
    assert "还没有核定过什么" in page(client.get(settlements))
    settled(client, table, 1, aspect="time", wording="看情况", way="standing")
    assert "用在1行" in page(client.get(settlements))
    settlement = table.settlements.get()

    assert client.post(settlements, {"settlement": settlement.pk}).status_code == 302
    assert progress(table).waiting == 1
    again = client.post(settlements, {"settlement": settlement.pk})
    assert (again.status_code, "已经撤销" in alert(again)) == (409, True)
    assert client.post(settlements, {"settlement": "moon"}).status_code == 404
    was = client.get(address("table-row", table, 1), {"was": settlement.pk})
    assert "刚才核定" not in page(was)
    assert client.get(address("table-row", table, 1), {"was": "moon"}).status_code == 200


def test_words_of_several_lines_are_the_same_when_a_browser_has_sent_them(client, table):
    doubtful_row(table, number=1, aspect="channels", wording="■公示栏\n□政府网站")

    response = settled(
        client,
        table,
        1,
        aspect="channels",
        wording="■公示栏\r\n□政府网站",
        channels="website board",
    )

    assert response.status_code == 302
    assert table.settlements.get().wording == "■公示栏\n□政府网站"


def test_what_was_understood_can_be_changed(client, table):
    row = ImportedRowFactory(table=table, number=1)
    asked = page(client.get(address("table-row", table, 1), {"aspect": "time", "way": "once"}))
    assert "表里写的是" in asked

    response = settled(
        client,
        table,
        1,
        aspect="time",
        wording=row.time_text,
        way="once",
        after="formed_or_changed",
    )

    assert response.status_code == 302
    assert table.settlements.get().value == {"at": "once"}


def test_addresses_that_name_nothing_are_missing(client, table):
    ImportedRowFactory(table=table, number=1)

    assert client.get(address("table-row", table, 2)).status_code == 404
    nothing = client.get(address("table-row", table, 1), {"aspect": "moon"})
    assert nothing.status_code == 200
    assert settled(client, table, 1, aspect="moon").status_code == 404
    assert settled(client, table, 1, aspect="time", wording="别的").status_code == 404
    assert client.get(address("table-file", table, "pdf")).status_code == 404


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


@pytest.mark.parametrize("name", ["tables", "table", "table-settlements", "table-row"])
def test_a_list_asks_as_often_for_three_rows_as_for_one(client, county, name):
    asked = []
    for count in (1, 3):
        ImportedTable.objects.all().update(county=CountyFactory())
        tables = [ImportedTableFactory(county=county) for _number in range(count)]
        rows = [doubtful_row(tables[0], number=number + 1) for number in range(count)]
        for one in rows[1:]:
            settle(one, everywhere=False)
        settle(ImportedRowFactory(table=tables[0], number=9), wording=TIME, everywhere=False)
        more = {"tables": [], "table-row": [tables[0].object_id, 1]}.get(
            name, [tables[0].object_id]
        )
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(f"desk:{name}", args=more)).status_code == 200
        asked.append(len(queries))

    assert asked[0] == asked[1]


TIME = "信息形成或变更之日起20个工作日内"


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_the_pages_speak_other_languages_too(client, table, language):
    doubtful_row(table, number=1)
    with override(language):
        addresses = [
            reverse(LIST),
            *(address(name, table) for name in ("table", "table-settlements", "table-adopt")),
            address("table-row", table, 1),
        ]

    assert [client.get(one).status_code for one in addresses] == [200] * 5
