"""A village clerk with a telephone: prints, hangs, photographs, and takes it down again."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.town import PHONE, about
from tests.disclosure import publishing

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
HERE = {"latitude": 30.123456, "longitude": 104.1}


@pytest.fixture
def photograph(tmp_path):
    made = tmp_path / "board.jpg"
    Image.new("RGB", (400, 300), "white").save(made, "JPEG")
    return made


@pytest.fixture
def village(town):
    """What its people decided is public, and waits to be hung."""
    made = town.village()
    edition = publishing.submitted(made, title="低保评议结果公示", values={"total": "12"})
    for step, signer in (
        ("secrecy", made.staff.reviewer),
        ("supervision", made.staff.head),
        ("meeting", made.staff.approver),
    ):
        publishing.actions.sign(edition=edition, step=step, by=signer, at=publishing.later(2))
    town.wait(hours=3)
    return made


def test_a_clerk_prints_hangs_and_takes_down_from_a_phone(town, village, photograph):
    phone = town.at_desk(
        village.staff.officer,
        size=PHONE,
        is_mobile=True,
        has_touch=True,
        geolocation=HERE,
        permissions=["geolocation"],
    )
    expect(phone.get_by_role("heading", name="待张贴、待撤下")).to_be_visible()

    printed = phone.get_by_role("link", name=about("打印A4", "低保评议结果公示"))
    sheet = phone.request.get(town.address + printed.get_attribute("href"))
    assert sheet.headers["content-type"] == "application/pdf"
    read = PdfReader(io.BytesIO(sheet.body()))
    assert len(read.pages) == 1
    words = "".join(read.pages[0].extract_text().split())
    assert "低保评议结果公示" in words
    assert "东岭村村民委员会" in words

    phone.get_by_role("link", name=about("确认张贴", "低保评议结果公示")).tap()
    phone.get_by_label("照片").set_input_files(photograph)
    phone.get_by_role("button", name="记下我的位置").tap()
    expect(phone.get_by_text("已记下位置")).to_be_visible()
    phone.get_by_role("button", name="确认已张贴").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("张贴回执")
    expect(phone.get_by_role("region", name="正在公示")).to_contain_text("低保评议结果公示")

    town.wait(days=6)
    phone.reload()
    phone.get_by_role("link", name=about("查看", "低保评议结果公示")).tap()
    expect(phone.locator("main")).to_contain_text("30.123456")
    phone.get_by_label("照片").set_input_files(photograph)
    phone.get_by_label("张贴地点").fill("村部门口")
    phone.get_by_role("button", name="确认已撤下").tap()
    expect(phone.get_by_role("region", name="正在公示")).not_to_contain_text("低保评议结果公示")
