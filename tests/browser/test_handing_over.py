"""A draft is sent to another organ, which objects; and a duty goes to where it belongs."""

import pytest
from playwright.sync_api import expect

from mingtang.organs.choices import Role
from tests.browser.town import PHONE, address_of
from tests.factories.organs import OrganFactory, holder_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_organs_agree_on_a_draft_and_on_who_owes_a_duty(town):
    other = OrganFactory(county=town.scene.organ.county, name="县城管局")
    theirs = holder_of(Role.OFFICER, organ=other)
    edition = town.draft(body="拨款数以县城管局的账为准，教育支出最多，占全部支出三成以上。")
    page = town.at_desk(town.scene.staff.officer, address_of(edition))
    page.get_by_role("link", name="征求其他机关意见").click()
    page.get_by_label("送哪个机关").select_option(label="县城管局")
    page.get_by_label("请对方确认什么").fill("金额是否一致")
    page.get_by_role("button", name="送去征求意见").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("金额是否一致")

    asked = town.at_desk(theirs, "/desk/consultations/", size=PHONE)
    asked.locator("ul.todo a.btn--main", has_text="金额是否一致").click()
    asked.get_by_label("有不同意见", exact=True).check()
    asked.get_by_label("意见", exact=False).last.fill("应为三千万元")
    asked.get_by_role("button", name="答复", exact=True).click()
    expect(asked.locator("main")).to_contain_text("应为三千万元")

    page.goto(f"{town.address}{address_of(edition)}")
    expect(page.locator("main")).to_contain_text("县城管局有不同意见：应为三千万元")
    page.get_by_role("link", name="移交给别的机关").click()
    page.get_by_label("移交给哪个机关").select_option(label="县城管局")
    page.get_by_label("理由").fill("职责已划给对方")
    page.get_by_role("button", name="提出移交").click()
    expect(page.locator("main")).to_contain_text("等对方答复")
    asked.goto(f"{town.address}/desk/transfers/")
    asked.get_by_role("link", name="答复").first.click()
    asked.get_by_role("link", name="接收", exact=True).click()
    asked.get_by_role("button", name="接收", exact=True).click()

    expect(asked.locator("main")).to_contain_text("已移交")
    public = town.visit(f"/duties/{town.scene.duty.object_id}/")
    expect(public.locator("main")).to_contain_text("原由谁公开")
