"""The openness office loads its own official table: read, settled, compared, adopted, taken out."""

import io

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.town import DESKTOP, PHONE
from tests.catalogue.rules.official.made import book, row

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def table(tmp_path):
    """Three matters: one is plain, two have the same words that nobody understands."""
    made = tmp_path / "示范县目录.xlsx"
    plain = row(subject="县财政局")
    unclear = {"subject": "有关单位", "time": "按要求公开"}
    made.write_bytes(
        book(plain, row(level2="许可清单", **unclear), row(level2="许可变更", **unclear))
    )
    return made


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_an_office_makes_an_edition_of_its_own_table(town, table, size):
    page = town.at_desk(town.office, "/desk/standard/", size=size)
    page.get_by_role("link", name="用本县的官方表格（Excel）编一版").click()
    page.get_by_label("目录文件").set_input_files(table)
    page.get_by_role("button", name="读这份表").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("示范县目录.xlsx")
    expect(page.locator("main")).to_contain_text("还有2项等人核定")
    page.get_by_role("link", name="待核定", exact=True).click()
    page.get_by_role("link", name="许可清单").click()
    expect(page.locator("main")).to_contain_text("按要求公开")

    settle_and_take_back(page)
    settle(page)
    adopt(page)

    editions = page.locator('a[href$="/table.xlsx"]')
    excel = editions.filter(has_text="示范县公开目录").first
    sheet = page.request.get(town.address + excel.get_attribute("href"))
    made = load_workbook(io.BytesIO(sheet.body())).active
    assert [made.cell(at, 3).value for at in range(3, 7)] == [
        *("二级事项", "许可决定", "许可清单", "许可变更")
    ]


def settle_and_take_back(page):
    """A term for both rows with its words; then that was wrong."""
    page.get_by_role("link", name="每期结束后次月几日前").click()
    page.get_by_label("每季度").check()
    page.get_by_label("期满后的那个月几日前").fill("15")
    expect(page.get_by_label("写法相同的2行都这样办")).to_be_checked()
    page.get_by_role("button", name="核定", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("用在2行")

    page.get_by_role("button", name="撤销这一次核定").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("许可清单")
    expect(page.get_by_text("表里写的是")).to_be_visible()
    page.get_by_role("link", name="示范县目录.xlsx").click()


def settle(page):
    page.get_by_role("link", name="许可清单").click()
    page.get_by_role("link", name="长期公开").click()
    page.get_by_role("button", name="核定", exact=True).click()
    page.get_by_label("哪些机关").fill("县财政居")
    page.get_by_role("button", name="核定", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("名称相近的有：县财政局")
    page.get_by_label("哪些机关").fill("县财政局")
    page.get_by_role("button", name="核定", exact=True).click()
    expect(page.locator("main")).to_contain_text("全部核定完了")


def adopt(page):
    page.get_by_role("link", name="看会改变什么").click()
    expect(page.locator("main")).to_contain_text("新增3项")
    page.get_by_label("目录名称").fill("示范县公开目录")
    page.get_by_label("从哪天施行").fill("2026-04-01")
    page.get_by_role("button", name="重新比较").click()
    expect(page.locator("main")).to_contain_text("产生2件")
    page.get_by_role("button", name="采用这一版").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("公开目录")
