"""A copied text is seen at night, answered by its organ, settled by the office, read by all."""

import pytest
from playwright.sync_api import expect

from mingtang.journeys import substance
from mingtang.organs.choices import Role
from tests.browser.town import PHONE
from tests.disclosure.publishing import later, published
from tests.factories.organs import OrganFactory, holder_of
from tests.supervision.texts import body

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
TOTAL = {"total": "1286万元"}
SAID = "两年的内容没有变化，所以写得一样。"
WHY = "核对过两年的台账，数字确实有变化，请补上。"


@pytest.fixture
def finding(town):
    """The same text a day later, under the same item."""
    first = published(town.scene, at=later(-90), body=body(1), values=TOTAL)
    again = published(town.scene._replace(duty=None), at=later(-60), body=body(1), values=TOTAL)
    substance.examine(edition=first, at=later(-50))
    return substance.examine(edition=again, at=later(-49))[0]


def test_a_near_copy_is_asked_answered_settled_and_shown_side_by_side(town, finding, tmp_path):
    desk = town.at_desk(town.scene.staff.officer, "/desk/findings/")
    desk.get_by_role("link", name="与本机关以前公开的几乎相同").last.click()
    desk.get_by_role("link", name="写说明").click()
    desk.get_by_label("说明", exact=True).fill(SAID)
    desk.get_by_role("button", name="公布说明").click()
    expect(desk.locator("main")).to_contain_text(SAID)

    elsewhere = OrganFactory(county=town.county, name="示范县人民政府办公室")
    office = town.at_desk(holder_of(Role.OPENNESS_OFFICE, organ=elsewhere), "/desk/findings/")
    office.get_by_role("link", name="与本机关以前公开的几乎相同").last.click()
    office.get_by_role("link", name="核定").click()
    office.get_by_label("仍然保留，改好以后自动了结").check()
    office.get_by_label("理由").fill(WHY)
    office.get_by_role("button", name="公布核定").click()
    expect(office.locator("main")).to_contain_text(WHY)

    public = town.browser(PHONE)
    public.goto(f"{town.address}/organs/{town.scene.organ.object_id}/")
    public.get_by_role("link", name="看实质公开").click()
    expect(public.locator("main")).to_contain_text("不是结论")
    public.get_by_role("link", name="与本机关以前公开的几乎相同").last.click()
    main = public.locator("main")
    for said in ("文字有100%相同", SAID, WHY, "核定：仍然保留", "先公开的", "后公开的"):
        expect(main).to_contain_text(said)
    wide = public.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"]
    shot = tmp_path / "side-by-side.png"
    public.screenshot(path=shot, full_page=True)
    assert shot.stat().st_size > 10_000
