"""Official tables at the desk: uploaded and looked at, from a file to an edition."""

import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from mingtang.catalogue.models import ImportedTable
from mingtang.catalogue.queries.tables import progress
from tests.catalogue.actions.on_tables import settle
from tests.catalogue.rules.official.made import book, row
from tests.channels.desk.on_tables import LIST, address, settled, uploaded
from tests.channels.desk.sitting import alert, page
from tests.factories.catalogue import (
    ImportedRowFactory,
    ImportedTableFactory,
    doubtful_row,
)
from tests.factories.organs import CountyFactory

pytestmark = pytest.mark.usefixtures("wall_clock", "office")


@pytest.fixture
def table(county):
    return ImportedTableFactory(county=county, name="县目录.xlsx")


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


def test_a_problem_between_rows_is_gone_once_a_row_is_renamed_at_the_desk(client):
    whole = uploaded(client, book(row(), row(time="长期公开")))
    told = "公开时限却不一样"

    assert told in page(client.get(address("table", whole)))
    given = {"aspect": "level2", "level2": "另一件", "wording": whole.rows.get(number=2).level2}
    assert settled(client, whole, 2, **given).status_code == 302
    assert told not in page(client.get(address("table", whole)))


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


@pytest.mark.parametrize(("subject", "is_ticked"), [(None, False), ("哪个局", True)])
def test_an_empty_cell_is_not_settled_for_all_empty_cells_unless_one_says_so(
    client, subject, is_ticked
):
    whole = uploaded(client, book(row(subject=subject), row(level2="变更", subject=subject)))

    shown = page(client.get(address("table-row", whole, 1), {"aspect": "subject"}))

    (box,) = re.findall(r'<input type="checkbox" name="everywhere"[^>]*>', shown)
    assert ("checked" in box) == is_ticked
