"""重点或一般 and fields for many rows at the desk; the register read again."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingtang.catalogue.models import ImportedTable
from tests.catalogue.actions.on_tables import AT
from tests.catalogue.rules.official.made import book, row
from tests.channels.desk.on_tables import address, settled, uploaded
from tests.channels.desk.sitting import alert, page
from tests.factories.organs import OrganFactory

pytestmark = pytest.mark.usefixtures("wall_clock", "office")
ROWS = (row(subject="县民政局"), row(level2="清单", subject="县民政局"))


@pytest.fixture
def table(client, county):
    return uploaded(client, book(*ROWS, titles=(("社会救助领域目录",),)))


def sent(client, table, query="", **given):
    return client.post(f"{address('table-focus', table)}{query}", given)


def kept(table):
    return sorted(
        (doubt.row.number, doubt.aspect, doubt.settled.value)
        for doubt in table.doubts.filter(settled__isnull=False).select_related("row", "settled")
    )


def test_rows_that_are_looked_for_are_settled_together_and_taken_back_at_once(client, table):
    shown = client.get(address("table-focus", table), {"q": "清单"})
    assert "清单" in page(shown)
    assert "民政（表名写着“社会救助”" in page(shown)

    given = {"emphasis": "key", "fields_as": "these", "fields_about": ["health"], "rows": ["2"]}
    response = sent(client, table, "?q=清单", **given)

    assert kept(table) == [(2, "emphasis", "key"), (2, "fields", ["health"])]
    after = page(client.get(response.url))
    assert "刚才核定：重点或一般——重点，用在1行。" in after
    assert "刚才核定：领域——卫生，用在1行。" in after
    for one in table.settlements.all():
        client.post(address("table-settlements", table), {"settlement": one.pk})
    assert kept(table) == []


def test_what_is_left_as_it_is_is_not_settled(client, table):
    sent(client, table, fields_as="none", rows=["1", "2"])

    assert kept(table) == [(1, "fields", []), (2, "fields", [])]
    assert "不分领域" in page(client.get(address("table-settlements", table)))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"rows": ["1"]}, "请选要改成什么"),
        ({"rows": ["1"], "fields_as": "these"}, "要定领域的"),
        ({"rows": ["1"], "emphasis": "key", "fields_about": ["health"]}, "要定领域的"),
        ({"emphasis": "key"}, "选一项。"),
        ({"emphasis": "key", "rows": ["9"]}, "选的这一项现在没有了"),
    ],
)
def test_what_is_not_clear_comes_back_with_the_mend(client, table, given, said):
    response = sent(client, table, **given)

    assert response.status_code == 422
    assert said in page(response)
    assert kept(table) == []


def test_of_what_is_no_draft_nothing_is_settled(client, table):
    client.post(address("table-discard", table))

    response = sent(client, table, emphasis="key", rows=["1"])

    assert response.status_code == 409
    assert "已经采用或者放弃" in alert(response)
    assert "核定选定的各行" not in page(client.get(address("table-focus", table)))


@pytest.mark.parametrize("was", ["x", "1,2,3", "99999999999999999999"])
def test_an_address_that_names_no_settlement_shows_none(client, table, was):
    assert "刚才核定" not in page(client.get(address("table-focus", table), {"was": was}))


def test_where_no_row_is_found_the_page_says_so(client, table):
    assert "这里没有。" in page(client.get(address("table-focus", table), {"q": "没有的"}))


def test_more_rows_than_the_page_takes_are_told(client, table, monkeypatch):
    monkeypatch.setattr("mingtang.channels.desk.pages.table_focus.AT_MOST", 1)

    assert "还有1行列不下" in page(client.get(address("table-focus", table)))


@pytest.mark.parametrize(
    ("aspect", "given", "value"),
    [
        ("emphasis", {"emphasis": "key"}, "key"),
        ("fields", {"fields_about": ["health", "education"]}, ["education", "health"]),
        ("fields", {}, []),
    ],
)
def test_of_one_row_either_is_settled_by_its_small_form(client, table, aspect, given, value):
    asked = {"aspect": aspect, "wording": "", "way": aspect}
    shown = page(client.get(address("table-row", table, 1), asked))
    assert "核定：" in shown

    assert settled(client, table, 1, **asked, **given).status_code == 302

    assert kept(table) == [(1, aspect, value)]
    assert "核定为" in page(client.get(address("table-row", table, 1), asked))


def test_organs_registered_later_are_found_by_reading_the_register_again(client, county, table):
    assert "按现在的机关名册重读" not in page(client.get(address("table", table)))
    OrganFactory(county=county, name="县民政局")
    assert "1种公开主体的写法，现在都认得了" in page(client.get(address("table", table)))

    response = client.post(address("table-reread", table))

    shown = page(client.get(response.url))
    assert "2行由此认得了" in shown
    assert "按现在的机关名册重读" not in shown
    assert "按机关名册重读得出" in page(client.get(address("table-settlements", table)))
    client.post(address("table-discard", table))
    assert client.post(address("table-reread", table)).status_code == 302


def test_where_another_organ_is_missing_by_now_the_reason_may_be_read_again(client, county):
    table = uploaded(client, book(row(subject="县民政局、县财政局")))
    OrganFactory(county=county, name="县民政局")

    assert "待核定的理由要重读" in page(client.get(address("table", table)))
    client.post(address("table-reread", table))
    assert "没有“县财政局”" in page(client.get(address("table", table)))


def test_the_same_file_again_says_so_and_is_read_by_the_register_of_today(client, county, table):
    OrganFactory(county=county, name="县民政局")
    content = table.file.content.open("rb").read()
    ImportedTable.objects.update(imported_at=AT - datetime.timedelta(days=1))

    given = {"file": SimpleUploadedFile("县目录.xlsx", content)}
    shown = page(client.post(reverse("desk:tables"), given, follow=True))

    assert "已经读进来过" in shown
    assert "2行由此认得了" in shown
