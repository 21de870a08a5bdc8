"""The session ends while somebody drafts: nothing typed is lost, with script and without."""

import pytest
from playwright.sync_api import expect

from tests.browser.town import address_of
from tests.channels.desk.test_signing_in import PASSWORD, with_password

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
TYPED = "登录过期以后写的正文，不能丢。"


@pytest.fixture
def officer(town):
    return with_password(town.scene.staff.officer)


def signs_in(page, officer):
    page.get_by_label("用户名").fill(officer.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()


def drafting(town, officer, **given):
    edition = town.draft(body="原来的正文，写了两三句话。")
    page = town.at_desk(officer, address_of(edition), **given)
    page.context.clear_cookies(name="sessionid")
    return page


def test_the_page_keeps_the_text_and_saves_it_after_signing_in_elsewhere(town, officer):
    page = drafting(town, officer)
    body = page.get_by_label("正文")

    body.fill(TYPED)
    expect(page.locator("#saved")).to_contain_text("没有保存：登录已过期")
    page.get_by_role("button", name="保存草稿").click()
    expect(body).to_have_value(TYPED)
    with page.expect_popup() as opened:
        page.get_by_role("link", name="在新窗口登录").click()
    signs_in(opened.value, officer)
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("今日")
    opened.value.close()
    page.evaluate("dispatchEvent(new Event('focus'))")

    expect(page.locator("#saved")).to_contain_text("已自动保存")
    expect(page.locator("#signed-out")).to_be_hidden()
    page.get_by_role("button", name="保存草稿").click()
    page.reload()
    expect(body).to_have_value(TYPED)


def test_without_script_the_text_goes_through_signing_in(town, officer):
    page = drafting(town, officer, java_script_enabled=False)

    page.get_by_label("正文").fill(TYPED)
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_role("alert")).to_contain_text("登录已过期")
    signs_in(page, officer)
    expect(page.locator("main")).to_contain_text(TYPED)
    page.get_by_role("button", name="接着提交").click()

    expect(page.get_by_label("正文")).to_have_value(TYPED)
