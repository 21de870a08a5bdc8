"""Nothing typed is lost: not with the connection, not to a colleague, not without script."""

import pytest
from playwright.sync_api import expect

from tests.browser.town import PHONE, address_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def saved(page):
    return page.locator("#saved")


def test_a_lost_connection_is_told_and_nothing_typed_is_lost(town):
    edition = town.draft(body="原来的正文，写了两三句话。")
    page = town.at_desk(town.scene.staff.officer, address_of(edition))
    body = page.get_by_label("正文")

    page.context.set_offline(True)
    body.fill("断网时写的正文，不能丢。")
    expect(saved(page)).to_contain_text("没有保存：网络不通")
    page.get_by_role("button", name="保存草稿").click()
    expect(body).to_have_value("断网时写的正文，不能丢。")
    page.context.set_offline(False)

    expect(saved(page)).to_contain_text("已自动保存")
    page.reload()
    expect(body).to_have_value("断网时写的正文，不能丢。")


def test_what_is_sent_while_a_saving_is_under_way_is_not_stale(town):
    edition = town.draft()
    page = town.at_desk(town.scene.staff.officer, address_of(edition))
    page.route("**/autosave/", lambda route: (page.wait_for_timeout(500), route.continue_()))

    page.get_by_label("一句话").fill("支出三十九亿元。")
    with page.expect_request("**/autosave/"):
        pass
    page.get_by_label("一句话").fill("支出三十九亿六千万元。")
    page.get_by_role("button", name="送审").click()

    expect(page.locator(".tag--state")).to_have_text("审核中")
    expect(page.locator("main")).to_contain_text("支出三十九亿六千万元。")


def test_a_day_written_wrong_keeps_nothing_else_from_being_saved(town):
    edition = town.draft(body="原来的正文，写了两三句话。")
    page = town.at_desk(town.scene.staff.officer, address_of(edition))
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.get_by_label("正文").fill("新写的正文，说明收支情况。")
    page.get_by_label("成文日期").fill("2026年2月30日")
    expect(saved(page)).to_contain_text("成文日期：2月30日不存在")
    page.reload()

    assert asked == ["beforeunload"]
    expect(page.get_by_label("正文")).to_have_value("新写的正文，说明收支情况。")
    page.get_by_label("成文日期").fill("2026年2月28日")
    expect(saved(page)).to_contain_text("已自动保存")
    page.reload()
    assert asked == ["beforeunload"]
    expect(page.get_by_label("成文日期")).to_have_value("2026-02-28")


def test_the_second_of_two_officers_sees_both_texts(town):
    edition = town.draft()
    officer = town.scene.staff.officer
    first = town.at_desk(officer, address_of(edition), java_script_enabled=False)
    second = town.at_desk(officer, address_of(edition), java_script_enabled=False)

    first.get_by_label("正文").fill("第一个人写的正文。")
    first.get_by_role("button", name="保存草稿").click()
    second.get_by_label("正文").fill("第二个人写的正文。")
    second.get_by_role("button", name="保存草稿").click()

    expect(second.locator("details[open]")).to_contain_text("第一个人写的正文。")
    expect(second.get_by_label("正文")).to_have_value("第二个人写的正文。")
    second.get_by_role("button", name="按我的保存").click()
    first.reload()
    expect(first.get_by_label("正文")).to_have_value("第二个人写的正文。")


def test_an_officer_drafts_and_sends_without_script(town):
    page = town.at_desk(town.scene.staff.officer, java_script_enabled=False)
    page.locator(".todo").get_by_role("link", name="起草").first.click()
    page.get_by_role("button", name="开始起草").click()
    page.get_by_label("标题").fill("2025年决算公告")
    page.get_by_label("正文").fill("正文写了两三句话，说明收支情况和主要原因。")
    page.get_by_role("button", name="送审").click()
    expect(page.get_by_label("正文")).to_have_value("正文写了两三句话，说明收支情况和主要原因。")
    page.get_by_label("支出总额").fill("396000")
    page.get_by_role("button", name="送审").click()
    expect(page.locator(".tag--state")).to_have_text("审核中")


def test_a_citizen_finds_reads_and_disputes_without_script(town):
    town.published()
    town.wait(hours=4)
    page = town.visit(size=PHONE, java_script_enabled=False)
    page.get_by_role("searchbox").fill("决算")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name="2025年决算公告").click()
    expect(page.locator("main")).to_contain_text("三十九亿六千万元")
    page.get_by_role("link", name="这里有错，或者还有应当公开的").click()
    page.get_by_role("radio", name="这个应当公开").check()
    page.get_by_label("哪里不对").fill("各乡镇的分配表没有公开。")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("收到了，请记下回执号")
