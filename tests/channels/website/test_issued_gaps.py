"""The page of the numbers that have no document."""

import csv
import html
import io
import re
from urllib.parse import quote

import pytest

from mingtang.issued.actions import explain_gap, withdraw_explanation
from mingtang.issued.rules.numbers import Gap
from mingtang.ledger.models import Entry
from tests.factories.issued import AT, GapExplanationFactory, IssuedDocumentFactory
from tests.factories.organs import staffed_organ
from tests.issued.registers import AT as SAID_AT
from tests.issued.registers import LATER, catalogue, register

pytestmark = pytest.mark.django_db
WORDS = "编号时多占了号"


@pytest.fixture
def staffed(county):
    """1, 2 and 7 are registered; 3 to 6 are not. Of another series 1 is missing."""
    made = staffed_organ(county=county, name="发改局")
    for serial in (1, 2, 7):
        IssuedDocumentFactory(organ=made.organ, serial=serial)
    IssuedDocumentFactory(organ=made.organ, series="示办", serial=2)
    return made


def address(staffed, rest="gaps/"):
    return f"/organs/{staffed.organ.object_id}/issued/{rest}"


def explain(staffed, numbers, **said):
    return explain_gap(
        organ=staffed.organ,
        series="示发",
        year=2026,
        numbers=numbers,
        said_for=staffed.organ,
        by=staffed.officer,
        at=SAID_AT,
        **({"kind": "void", "words": WORDS} | said),
    )


def listed(page):
    """The numbers of each row under the figures, and how many they are."""
    rows = re.findall(
        r"<h3[^>]*>([^<]+)</h3>\s*<p class=\"meta\"><span class=\"mark[^>]*>([^<]+)</span>\s*"
        r"<span>(\d+)个号",
        page,
    )
    return [(numbers, state, int(count)) for numbers, state, count in rows]


def test_each_gap_says_why_who_said_so_when_and_where_that_stands_in_the_log(staffed, read):
    explain(staffed, Gap(4, 5))
    [entry] = Entry.objects.all()

    page = read(address(staffed))

    assert listed(page) == [
        ("示办〔2026〕1号", "未说明", 1),
        ("示发〔2026〕3号", "未说明", 1),
        ("示发〔2026〕4—5号", "已说明", 2),
        ("示发〔2026〕6号", "未说明", 1),
    ]
    assert "空号5个" in page
    for words in ("作废", WORDS, "发改局", "2026年9月28日"):
        assert words in page
    assert f"/log/proof/{entry.index}.tlog-proof" in page


def test_every_figure_of_the_register_leads_to_a_list_of_just_as_many(staffed, read):
    explain(staffed, Gap(4, 5))

    register_page = read(address(staffed, ""))

    found = re.findall(r'<a href="([^"]*gaps/\?[^"]*series=[^"]*)">(\d+)</a>', register_page)
    for link, number in found:
        rows = listed(read(html.unescape(link)))
        assert sum(count for _numbers, _state, count in rows) == int(number), link
    of_series = {
        name: [int(number) for link, number in found if quote(name) in link]
        for name in ("示发", "示办")
    }
    assert of_series == {"示发": [4, 2, 4, 2, 4], "示办": [1, 1, 1, 1]}
    assert "0/" in register_page


def test_what_is_chosen_narrows_the_list_and_the_table(staffed, read, visit):
    explain(staffed, Gap(4, 5))

    asked = "?year=2026&series=示发&state=explained"
    assert [row[0] for row in listed(read(address(staffed) + asked))] == ["示发〔2026〕4—5号"]
    table = visit(address(staffed, "gaps.csv") + asked).getvalue().decode("utf-8-sig")
    [line] = csv.DictReader(io.StringIO(table))
    assert (line["起号"], line["止号"], line["几个号"], line["说明"]) == (
        "4",
        "5",
        "2",
        "explained",
    )
    assert (line["原因代码"], line["说明的话"], line["由谁说明"]) == ("void", WORDS, "发改局")
    assert visit(address(staffed) + "?state=other").status_code == 404
    assert "没有符合条件的空号" in read(address(staffed) + "?series=示办&state=explained")


def test_what_was_taken_back_stays_with_its_reason(staffed, read, visit):
    said = explain(staffed, Gap(4, 5))
    withdraw_explanation(explanation=said, because="号写错了", by=staffed.officer, at=LATER)

    page = read(address(staffed))

    assert ("示发〔2026〕3—6号", "未说明", 4) in listed(page)
    _before, past = page.split("撤回了的说明，和后来登记了文件的")
    for words in ("4—5号", WORDS, "已撤回", "2026年9月29日", "号写错了"):
        assert words in past
    table = visit(address(staffed, "gaps.csv")).getvalue().decode("utf-8-sig")
    *_missing, line = csv.DictReader(io.StringIO(table))
    assert (line["说明"], line["撤回日期"], line["撤回原因"]) == (
        "withdrawn",
        "2026-09-29",
        "号写错了",
    )


def test_a_document_registered_later_ends_it_and_that_it_was_called_void_is_told(
    staffed, read, visit
):
    catalogue(staffed.organ.county)
    explain(staffed, Gap(4, 5))
    register(staffed, "示发〔2026〕4号", at=LATER)

    page = read(address(staffed))
    shown = read(address(staffed, ""))

    assert ("示发〔2026〕5号", "已说明", 1) in listed(page)
    assert "后来登记了文件：4号" in page
    assert f"登记以前说明过这是空号：作废。{WORDS}（发改局，2026年9月28日）" in shown
    table = visit(address(staffed, "gaps.csv")).getvalue().decode("utf-8-sig")
    *_missing, line = csv.DictReader(io.StringIO(table))
    assert (line["说明"], line["后来登记了文件的号"]) == ("over", "4")


def test_a_register_without_gaps_says_so(staffed, read):
    other = staffed_organ(county=staffed.organ.county)

    assert "年没有空号" in read(address(other))


def test_where_the_highest_number_was_withdrawn_it_says_why_nothing_is_missing(staffed, read):
    other = staffed_organ(county=staffed.organ.county)
    GapExplanationFactory(organ=other.organ, first=3, last=3)
    IssuedDocumentFactory(organ=other.organ, serial=1)

    assert "最大的号变小了" in read(address(other) + "?year=2026")


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_a_fixed_number_of_queries(staffed, visit, count, django_assert_num_queries):
    for serial in range(3, 3 + count):
        GapExplanationFactory(organ=staffed.organ, first=serial, last=serial, said_at=AT)

    with django_assert_num_queries(20):
        visit(address(staffed) + "?year=2026")
