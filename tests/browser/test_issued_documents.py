"""A clerk registers documents; a citizen sees the gap, and no title that is not for everyone."""

import pytest
from playwright.sync_api import expect

from tests.browser.town import DESKTOP, PHONE
from tests.factories.catalogue import ItemFactory
from tests.issued.registers import AFTER_FORMING, AFTER_ISSUE, READING

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
TABLE = """发文字号,标题,印发日期,公开属性,不公开的依据,理由
示财〔2026〕4号,关于机关值班的通知,2026-03-09,不予公开,E16a,内部事务
示财〔2026〕5号,写错了日子的通知,2026-13-09,不予公开,E16a,内部事务
"""


@pytest.fixture
def table(tmp_path):
    made = tmp_path / "公文系统.csv"
    made.write_text(TABLE, encoding="gb18030")
    return made


@pytest.fixture
def items(town):
    standard = town.scene.item.standard
    for code, name, rule in (
        ("W-1", "规范性文件", AFTER_ISSUE),
        ("W-2", "其他主动公开的文件", AFTER_FORMING),
        ("W-3", "政策解读", READING),
    ):
        ItemFactory(standard=standard, code=code, level2=name, due_rule=rule)


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_what_is_registered_is_owed_and_what_is_missing_is_seen(town, items, table, size):
    officer = town.scene.staff.officer
    page = town.at_desk(officer, "/desk/documents/", size=size)
    page.get_by_role("link", name="登记发文", exact=True).last.click()

    register(page)
    from_a_table(page, table)

    public = town.browser(size)
    public.goto(f"{town.address}/organs/{town.scene.staff.organ.object_id}/")
    public.get_by_role("link", name="看登记").click()
    expect(public.get_by_role("heading", level=1)).to_contain_text("发文登记")
    main = public.locator("main")
    expect(main).to_contain_text("1—2")
    expect(main).to_contain_text("示财〔2026〕3号 财政专项资金管理办法")
    expect(main).to_contain_text("示财〔2026〕4号 （标题不公开）")
    expect(main).not_to_contain_text("机关值班")
    public.get_by_role("link", name="政策解读").first.click()
    expect(public.locator("main")).to_contain_text("本县规定")


def register(page):
    """What falls under several items is asked for; what was typed stays."""
    page.get_by_label("发文字号").fill("示财[2026]3号")
    page.get_by_label("标题").fill("财政专项资金管理办法")
    page.get_by_label("印发日期").fill("2026年3月9日")
    page.get_by_label("主动公开", exact=True).check()
    page.get_by_label("要解读").check()
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("请在最下面选定")
    page.get_by_label("其他主动公开的文件").check()
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("财政专项资金管理办法")
    expect(page.locator("main")).to_contain_text("政策解读：财政专项资金管理办法")


def from_a_table(page, table):
    page.get_by_role("navigation").get_by_role("link", name="发文登记").first.click()
    page.get_by_role("link", name="用表格成批登记").click()
    page.get_by_label("发文登记表").set_input_files(table)
    page.get_by_role("button", name="读这份表").click()
    expect(page.locator("main")).to_contain_text("13月不存在")
    page.get_by_role("button", name="登记这1件").click()
    expect(page.locator("main")).to_contain_text("新登记了1件")
