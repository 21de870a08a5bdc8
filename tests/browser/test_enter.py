"""Enter in a field of one line never does what cannot be taken back."""

import pytest
from playwright.sync_api import expect

from mingtang.disclosure.models import Edition
from tests.browser.town import address_of
from tests.disclosure import publishing

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.mark.parametrize("script", [True, False])
def test_enter_in_a_draft_keeps_it_and_neither_sends_it_nor_removes_a_file(town, script):
    edition = town.draft()
    page = town.at_desk(town.scene.staff.officer, address_of(edition), java_script_enabled=script)

    table = {
        "name": "决算表.csv",
        "mimeType": "text/csv",
        "buffer": "科目,万元\n合计,396000\n".encode(),
    }
    page.get_by_label("添加附件").set_input_files(table)
    page.get_by_role("button", name="保存草稿").click()
    expect(page.locator(".files")).to_contain_text("决算表")

    page.get_by_label("一句话").fill("支出三十九亿六千万元。")
    with page.expect_navigation():
        page.get_by_label("一句话").press("Enter")

    expect(page.locator("h1")).to_contain_text("起草")
    expect(page.locator(".files")).to_contain_text("决算表")
    expect(page.get_by_label("一句话")).to_have_value("支出三十九亿六千万元。")
    kept = Edition.objects.get(pk=edition.pk)
    assert (kept.summary, kept.state) == ("支出三十九亿六千万元。", "draft")


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("field", ["审核意见", "定时公开"])
def test_enter_never_signs_and_never_publishes(town, field, script):
    edition = publishing.reviewed(town.scene, values={"total": "396000"})
    page = town.at_desk(town.scene.staff.approver, address_of(edition), java_script_enabled=script)
    before = page.url

    page.get_by_label(field).focus()
    page.keyboard.type("1" if field == "定时公开" else "可以公开")
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)

    assert page.url == before
    expect(page.get_by_role("button", name="签发")).to_be_visible()
    assert Edition.objects.get(pk=edition.pk).state == "in_review"


@pytest.mark.parametrize("field", ["依据", "由哪件信息替代"])
def test_enter_takes_nothing_back(town, field):
    disclosure = town.published().disclosure
    town.wait(hours=4)
    page = town.at_desk(
        town.scene.staff.approver, f"/desk/publications/{disclosure.object_id}/withdraw/"
    )
    page.get_by_label("内容有误").check()
    page.get_by_label("理由").fill("名单有误")
    page.get_by_label(field).fill("示府责〔2026〕3号")
    page.get_by_label(field).press("Enter")
    page.wait_for_timeout(500)

    disclosure.refresh_from_db()
    assert not disclosure.is_withdrawn
    expect(page.get_by_role("heading", level=1)).to_contain_text("撤回")
