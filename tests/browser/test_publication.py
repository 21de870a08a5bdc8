"""From a duty that is due to a publication in a citizen's hand, by four people at browsers."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.town import PHONE, about
from tests.files.made import excel

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
FROM_WORD = (
    "<html><body><p class=MsoNormal style='mso-pagination:none;font-family:SimSun'>"
    "<span lang=EN-US>2025</span>年县级支出三十九亿六千万元，完成预算的百分之九十八点三。</p>"
    "<table><tr><td>项目</td><td>万元</td></tr><tr><td>教育</td><td>118000</td></tr></table>"
    "</body></html>"
)
COPY = """(html) => {
    const give = (event) => {
        event.preventDefault();
        event.clipboardData.setData("text/html", html);
        event.clipboardData.setData("text/plain", "plain");
    };
    document.addEventListener("copy", give, {once: true});
    document.execCommand("copy");
}"""


def pastes_from_word(page, box):
    page.evaluate(COPY, FROM_WORD)
    box.focus()
    page.keyboard.press("Control+v")


def test_a_duty_becomes_a_publication_that_a_citizen_finds_on_a_phone(town, tmp_path):
    staff = town.scene.staff

    officer = town.signs_in(staff.officer)
    expect(officer.get_by_role("heading", name="3个工作日内到期")).to_be_visible()
    officer.get_by_role("link", name=about("起草", "2025年决算")).click()
    officer.get_by_role("button", name="开始起草").click()
    drafts_and_sends(officer, tmp_path)

    reviewer = town.at_desk(staff.reviewer)
    reviewer.get_by_role("link", name=about("保密和隐私审查", "2025年财政决算公告")).click()
    expect(reviewer.locator("main")).to_contain_text("118000")
    reviewer.get_by_label("审核意见").fill("不涉密，可以公开。")
    reviewer.get_by_role("button", name="审查通过").click()
    expect(reviewer.get_by_role("button", name="审查通过")).to_have_count(0)

    leader = town.at_desk(staff.approver)
    leader.get_by_role("link", name=about("签发", "2025年财政决算公告")).click()
    leader.get_by_role("button", name="签发并公开").click()
    expect(leader.get_by_role("link", name="在网站上查看")).to_be_visible()

    citizen_finds_and_reads(town.visit(size=PHONE, has_touch=True, is_mobile=True))


def drafts_and_sends(page, tmp_path):
    expect(page.get_by_role("heading", level=1)).to_contain_text("起草")
    page.get_by_label("标题").fill("2025年财政决算公告")
    body = page.get_by_label("正文")
    pastes_from_word(page, body)
    expect(body).to_have_value(re.compile("三十九亿六千万元"))
    assert "MsoNormal" not in body.input_value()
    assert "| 教育 |" in body.input_value() or "|教育|" in body.input_value()
    expect(page.get_by_role("status").first).to_contain_text("已自动保存")

    sheet = tmp_path / "2025年决算表.xlsx"
    sheet.write_bytes(excel([["项目", "万元"], ["教育", 118000]]))
    page.get_by_label("添加附件").set_input_files(sheet)
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_role("button", name=about("移除", "2025年决算表.xlsx"))).to_be_visible()

    with page.expect_navigation():  # it is saved first, then sent
        page.get_by_role("button", name="送审").click()
    expect(page.get_by_text("这一项要素必须填写").first).to_be_visible()
    page.get_by_label("支出总额").fill("396000")
    page.get_by_role("button", name="送审").click()
    expect(page.locator(".tag--state")).to_have_text("审核中")


def citizen_finds_and_reads(page):
    page.get_by_role("searchbox").fill("決算")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="2025年财政决算公告")).to_be_visible()
    page.get_by_role("searchbox").fill("决算")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="2025年财政决算公告").tap()

    how = page.get_by_role("region", name="这件信息是怎样公开的")
    for step in ("起草", "审查", "签发"):
        expect(how).to_contain_text(step)
    with page.expect_download() as saved:
        page.get_by_role("link", name="2025年决算表.xlsx").tap()
    assert saved.value.path().read_bytes().startswith(b"PK")
    assert saved.value.suggested_filename == "2025年决算表.xlsx"

    address = page.url
    page.get_by_role("link", name="繁體").first.tap()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    expect(page.get_by_role("heading", name="這件信息是怎樣公開的")).to_be_visible()
    page.get_by_role("link", name="English").first.tap()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Large print").first.tap()
    expect(page.locator("html")).to_have_attribute("data-mode", "elder")
    assert page.url.endswith(address.split("/d/")[1])
