"""What happens to a publication later: disputed and answered, corrected, withdrawn."""

import pytest
from playwright.sync_api import expect

from tests.browser.town import PHONE, about, public_address_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def shown(town):
    edition = town.published()
    town.wait(hours=4)
    return edition


def test_a_dispute_is_answered_by_the_office_on_the_page_itself(town, shown):
    citizen = town.visit(public_address_of(shown), size=PHONE)
    citizen.get_by_role("link", name="这里有错，或者还有应当公开的").click()
    citizen.get_by_role("radio", name="这里有错").check()
    citizen.get_by_label("哪里不对").fill("合计与各行相加不一致。")
    citizen.get_by_label("联系方式").fill("zhang@example.com")
    citizen.get_by_role("button", name="提交").click()
    expect(citizen.get_by_role("heading", level=1)).to_have_text("收到了，请记下回执号")
    receipt = citizen.url

    office = town.at_desk(town.office)
    office.get_by_role("link", name=about("答复", "2025年决算公告")).click()
    expect(office.locator("main")).not_to_contain_text("zhang@example.com")
    office.get_by_role("button", name="查看联系方式").click()
    expect(office.locator("main")).to_contain_text("zhang@example.com")
    office.get_by_label("属实，已改正").or_(office.get_by_role("radio").first).first.check()
    office.get_by_role("textbox", name="答复").fill("表中第3行抄错，今天更正。")
    office.get_by_role("button", name="公布答复").click()
    expect(office.locator("main")).to_contain_text("表中第3行抄错，今天更正。")

    citizen.goto(f"{town.address}{public_address_of(shown)}")
    said = citizen.get_by_role("region", name="这里有错？")
    expect(said).to_contain_text("合计与各行相加不一致。")
    expect(said).to_contain_text("表中第3行抄错，今天更正。")
    expect(said).not_to_contain_text("zhang@example.com")
    citizen.goto(receipt)
    expect(citizen.locator("main")).to_contain_text("表中第3行抄错，今天更正。")


def test_a_correction_shows_what_was_changed(town, shown):
    staff = town.scene.staff
    desk = f"/desk/publications/{shown.disclosure.object_id}/"

    officer = town.at_desk(staff.officer, desk)
    officer.get_by_role("button", name="起草更正").click()
    officer.get_by_label("支出总额").fill("396700")
    officer.get_by_label("更正说明").fill("合计抄错一位。")
    officer.get_by_role("button", name="送审").click()
    expect(officer.locator(".tag--state")).to_have_text("审核中")
    reviewer = town.at_desk(staff.reviewer)
    reviewer.get_by_role("link", name=about("保密和隐私审查", "2025年决算公告")).click()
    reviewer.get_by_role("button", name="审查通过").click()
    leader = town.at_desk(staff.approver)
    leader.get_by_role("link", name=about("签发", "2025年决算公告")).click()
    leader.get_by_role("button", name="签发并公开").click()
    expect(leader.get_by_role("link", name="在网站上查看")).to_be_visible()

    citizen = town.visit(public_address_of(shown), size=PHONE)
    expect(citizen.locator("main")).to_contain_text("396,700")
    citizen.get_by_role("link", name="改了什么").click()
    expect(citizen.locator("main")).to_contain_text("合计抄错一位。")
    expect(citizen.locator("del").first).to_be_visible()
    expect(citizen.locator("ins").first).to_be_visible()
    citizen.get_by_role("link", name="查看第1版").click()
    expect(citizen.get_by_role("heading", name="这是第1版，已经有新版")).to_be_visible()


def test_what_is_withdrawn_leaves_its_address_and_its_reason(town, shown):
    leader = town.at_desk(
        town.scene.staff.approver, f"/desk/publications/{shown.disclosure.object_id}/"
    )
    leader.get_by_role("link", name="办理撤回").click()
    leader.get_by_label("涉及个人信息").check()
    leader.get_by_label("理由").fill("附表遮盖不全，已重新整理。")
    leader.get_by_role("button", name="撤回这件信息").click()
    expect(leader.locator(".tag--state").first).to_have_text("已撤回")

    citizen = town.visit(size=PHONE)
    answer = citizen.goto(f"{town.address}{public_address_of(shown)}")
    assert answer.status == 410
    main = citizen.locator("main")
    expect(main).to_contain_text("这件信息已经撤回，正文不再显示")
    expect(main).to_contain_text("附表遮盖不全，已重新整理。")
    expect(main).not_to_contain_text("三十九亿六千万元")


def test_what_a_person_may_have_deleted_is_deleted_and_the_page_says_so(town, shown):
    desk = f"/desk/publications/{shown.disclosure.object_id}/"
    leader = town.at_desk(town.scene.staff.approver, desk)
    leader.get_by_role("link", name="办理撤回").click()
    leader.get_by_label("涉及个人信息").check()
    leader.get_by_label("理由").fill("附表遮盖不全。")
    leader.get_by_role("button", name="撤回这件信息").click()
    leader.get_by_role("link", name="办理依法删除").click()
    leader.get_by_role("button", name="永久删除内容").click()
    expect(leader.get_by_role("alert")).to_be_focused()
    leader.get_by_label("理由").fill("本人依法要求删除。")
    leader.get_by_label("我知道删除以后谁也不能恢复").check()
    leader.get_by_role("button", name="永久删除内容").click()
    expect(leader.get_by_text("内容已依法删除").first).to_be_visible()
    leader.goto(f"{town.address}{desk}erase/")
    expect(leader.locator("main")).to_contain_text("这件信息的内容已经依法删除了")

    citizen = town.visit(size=PHONE)
    assert citizen.goto(f"{town.address}{public_address_of(shown)}").status == 410
    expect(citizen.get_by_role("heading", level=1)).to_contain_text("内容已依法删除")
    expect(citizen.locator("main")).to_contain_text("本人依法要求删除。")
    expect(citizen.locator("main")).to_contain_text("《个人信息保护法》第四十七条")
    expect(citizen.locator("main")).not_to_contain_text("2025年决算公告")
