"""Somebody is chosen among many by keyboard alone, with a script and without."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from mingtang.organs.choices import Role
from mingtang.organs.models import Post
from tests.browser.town import PHONE
from tests.factories.organs import OrganFactory, PostFactory, holder_of
from tests.factories.people import UserFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def admin(town):
    """And forty people of the grain bureau."""
    bureau = OrganFactory(county=town.county, name="县粮食局")
    for n in range(40):
        person = UserFactory(name=f"粮某{n}", username=f"liang.{n}", county_code=town.county.code)
        PostFactory(organ=bureau, role="officer", holder=person)
    return holder_of(Role.SECURITY_ADMIN, organ=town.scene.organ)


def seen(page):
    return page.get_by_label("谁").locator("option").all_text_contents()


def test_what_is_typed_narrows_the_list_at_once_and_the_choice_is_made_by_keys(town, admin):
    page = town.at_desk(admin, "/desk/posts/new/", size=PHONE)
    page.get_by_label("职务").fill("股长")
    page.get_by_label("先找人").focus()
    page.keyboard.type("liang.17")
    expect(page.get_by_role("status")).to_have_text("找到：1")
    assert seen(page) == ["选一项", "粮某17（liang.17）"]
    page.keyboard.press("Enter")  # sends nothing, goes on to the list
    expect(page.get_by_label("谁")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("谁").locator("option:checked")).to_have_text("粮某17（liang.17）")

    page.get_by_label("先找人").fill("没有这个人")
    expect(page.get_by_role("status")).to_have_text("没有找到，下面列出全部。")
    expect(page.get_by_label("谁").locator("option:checked")).to_have_text("粮某17（liang.17）")
    assert len(seen(page)) > 40
    assert Axe().run(page).violations_count == 0

    page.get_by_label("机关", exact=True).select_option(label=town.scene.organ.name)
    page.get_by_label("岗位", exact=True).select_option(label="公开专员")
    page.get_by_role("button", name="登记任职").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("岗位")
    assert Post.objects.filter(
        organ=town.scene.organ, holder__username="liang.17", title="股长"
    ).exists()


def test_without_a_script_the_button_narrows_the_list(town, admin):
    page = town.at_desk(admin, "/desk/posts/new/", java_script_enabled=False)
    page.get_by_label("先找人").focus()
    page.keyboard.type("粮食 粮某3")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_have_text("找到：11")
    assert len(seen(page)) == 12
    expect(page.get_by_label("谁").locator("optgroup")).to_have_attribute("label", "县粮食局")
