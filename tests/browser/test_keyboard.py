"""A citizen who has nothing but a keyboard, and hears instead of seeing what has the focus."""

import pytest
from playwright.sync_api import expect

from tests.browser.town import public_address_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
FAR = 80  # presses of a key after which something is out of reach
# The field of a search shows its frame around the whole form.
SEEN = """() => {
    const framed = (element) => {
        const style = getComputedStyle(element);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    };
    return framed(document.activeElement) || framed(document.activeElement.parentElement);
}"""


class Keys:
    """Presses keys, and knows role and name of what has the focus, as a screen reader does."""

    def __init__(self, page):
        self.page = page
        self._tree = page.context.new_cdp_session(page)

    def press(self, key):
        self.page.keyboard.press(key)

    def focused(self):
        """(role, name) in the accessibility tree."""
        self._tree.send("Accessibility.enable")
        found = self._tree.send(
            "Runtime.evaluate", {"expression": "document.activeElement", "returnByValue": False}
        )
        nodes = self._tree.send(
            "Accessibility.getPartialAXTree",
            {"objectId": found["result"]["objectId"], "fetchRelatives": False},
        )["nodes"]
        role, name = (nodes[0].get(what, {}).get("value", "") for what in ("role", "name"))
        return role, " ".join(name.split())

    def reach(self, role, name, key="Tab"):
        """By Tab (or another key) alone; every stop on the way has a name and a visible frame."""
        for _ in range(FAR):
            self.press(key)
            stop = self.focused()
            if stop[0] == "RootWebArea":
                continue
            assert stop[1], f"a {stop[0]} without a name"
            assert self.page.evaluate(SEEN), f"the focus cannot be seen on {stop}"
            if stop[0] == role and name in stop[1]:
                return
        raise AssertionError(f"{role} {name} is out of reach; last was {stop}")


def disputed_by_keys(page, keys):
    """Sent without the words first; the form leads to what is missing."""
    keys.reach("radio", "这里有错")
    keys.press("Space")
    expect(page.get_by_role("radio", name="这里有错")).to_be_checked()
    keys.reach("button", "提交")
    keys.press("Space")
    expect(page.get_by_role("alert")).to_be_focused()
    keys.reach("link", "哪里不对，或者应当公开什么")
    keys.press("Enter")
    page.keyboard.type("合计与各行相加不一致。")
    keys.reach("button", "提交")
    keys.press("Enter")


def test_a_citizen_finds_disputes_and_gets_a_receipt_with_keys_alone(town):
    shown = town.published()
    town.wait(hours=4)
    page = town.visit("/")
    keys = Keys(page)

    keys.reach("link", "跳到正文")
    keys.press("Enter")
    keys.reach("searchbox", "查找公开信息")
    page.keyboard.type("决算")
    keys.reach("button", "查找")
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("决算")

    keys.reach("link", "2025年决算公告")
    keys.press("Enter")
    expect(page).to_have_url(f"{town.address}{public_address_of(shown)}")
    keys.reach("link", "这里有错，或者还有应当公开的")
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("指出错误或者提出建议")

    disputed_by_keys(page, keys)

    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("收到了，请记下回执号")
    keys.reach("link", "看那一页")
    keys.press("Enter")
    expect(page.locator("main")).to_contain_text("合计与各行相加不一致。")
