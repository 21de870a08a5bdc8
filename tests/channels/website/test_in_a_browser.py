"""As a reader's browser has it: axe finds nothing, nothing runs off the page, keys are enough."""

import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from mingtang.catalogue.models import Duty, Item
from mingtang.disclosure.actions.bulk import index_disclosure
from mingtang.disclosure.models import Delivery, Disclosure
from mingtang.organs.models import Place
from mingtang.supervision.models import Finding
from tests.channels.website.scenery import AT, board, corrected, furnished, published
from tests.disclosure.test_drafts import text_file
from tests.factories.disclosure import DeliveryFactory
from tests.factories.organs import CountyFactory, PostFactory
from tests.factories.supervision import FindingFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
STANDING = (
    "/",
    "/organs/",
    "/items/",
    "/d/",
    "/duties/",
    "/duties/?state=all&year=all",
    "/duties/?by=item&part=Q4",
    "/duties/?by=field",
    "/duties/soon/?within=20",
    "/gaps/",
    "/substance/",
    "/boards/",
    "/boards/late/",
    "/boards/stuck/",
    "/boards/wanting/",
    "/search/?q=公告",
    "/search/?q=没有的事",
    "/wrong/",
    "/receipt/?number=1",
    "/day/?start=2026-09-18&term=%2B20wd",
    "/gallery/",
    "/nothing/",
)


@pytest.fixture
def scene():
    """A county with a page of every kind."""
    county = CountyFactory(name="示范县", host="", is_demo=True)
    furnished(county, 2)
    organ = county.organs.order_by("id").first()
    PostFactory(organ=organ, role="openness_office")
    shown = published(organ, Item.objects.first(), title="2025年决算公告", edition__body="旧")
    corrected(shown, body="新")
    village = county.organs.get(name="第0村民委员会")
    board(shown, village)
    hung = board(shown, village)
    hung.receipts.create(kind="posted", at=AT, photograph=text_file("照片", "a.txt"))
    Delivery.objects.filter(pk=hung.pk).update(
        state="posted", posted_at=AT, remove_from=datetime.date(2026, 11, 20)
    )
    DeliveryFactory(
        edition=shown.current, organ=organ, place=None, post_by=datetime.date(2026, 11, 5)
    )
    index_disclosure(disclosure=shown)
    earlier = shown.editions.order_by("number").first()
    FindingFactory(
        organ=organ,
        kind="redated",
        disclosure=shown,
        edition=shown.current,
        other=earlier,
        evidence={"formed_on": "2026-06-30", "earlier_on": "2026-01-05", "days": 176},
    )
    return shown


def addresses(shown):
    gone = Disclosure.objects.exclude(withdrawn_at=None).first()
    return [
        *STANDING,
        f"/organs/{shown.organ.object_id}/",
        f"/organs/{shown.organ.object_id}/substance/",
        f"/findings/{Finding.objects.get().object_id}/",
        f"/items/{shown.item.object_id}/",
        f"/d/{shown.object_id}/",
        f"/d/{shown.object_id}/v/1/",
        f"/d/{shown.object_id}/v/2/diff/",
        f"/d/{gone.object_id}/",
        f"/duties/{Duty.objects.first().object_id}/",
        f"/wrong/disclosure/{shown.object_id}/",
        f"/boards/{Place.objects.last().object_id}/",
    ]


def faults(page):
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [(fault["id"], fault["nodes"][0]["html"]) for fault in found]


@pytest.mark.parametrize(
    ("manner", "size"),
    [("", PHONE), ("", DESKTOP), ("/contrast", DESKTOP), ("/elder", PHONE), ("/en", PHONE)],
)
def test_axe_finds_nothing_and_no_page_scrolls_sideways(scene, page, live_server, manner, size):
    page.set_viewport_size(size)
    found = {}

    for address in addresses(scene):
        page.goto(f"{live_server.url}{manner}{address}")
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        found[address] = [*faults(page), *(["sideways"] if wide else [])]

    assert {address: said for address, said in found.items() if said} == {}


@pytest.mark.parametrize("manner", ["", "/elder"])
def test_nothing_runs_off_the_narrowest_phone(scene, page, live_server, manner):
    page.set_viewport_size({"width": 320, "height": 640})

    for address in addresses(scene):
        page.goto(f"{live_server.url}{manner}{address}")
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), address


def test_nothing_is_asked_of_any_other_host(scene, page, live_server):
    hosts = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))

    for address in addresses(scene):
        page.goto(f"{live_server.url}{address}")

    assert hosts == {live_server.url.split("/")[2]}


def test_a_citizen_finds_reads_and_disputes_with_the_keyboard_alone(scene, page, live_server):
    page.goto(live_server.url)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "跳到正文"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("name") == "q"

    page.keyboard.type("决算公告")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="2025年决算公告").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("2025年决算公告")
    page.get_by_role("link", name="这里有错，或者还有应当公开的").focus()
    page.keyboard.press("Enter")

    page.get_by_role("radio", name="这里有错").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("name") == "text"
    page.keyboard.type("合计与各行相加不一致。")
    page.get_by_role("button", name="提交").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("收到了，请记下回执号")
    page.goto(f"{live_server.url}/d/{scene.object_id}/")
    assert "合计与各行相加不一致。" in page.get_by_role("main").inner_text()


def test_a_rejected_form_leads_to_what_must_be_mended(scene, page, live_server):
    page.goto(f"{live_server.url}/wrong/disclosure/{scene.object_id}/")
    page.get_by_role("textbox", name="联系方式").fill("留给我的")

    page.get_by_role("button", name="提交").click()

    alert = page.get_by_role("alert")
    assert "有2处要改" in alert.inner_text()
    assert page.title().startswith("有2处要改")
    text = page.get_by_role("textbox", name="哪里不对")
    assert text.get_attribute("aria-invalid") == "true"
    assert (
        "写一句话说明"
        in page.locator(f"#{text.get_attribute('aria-describedby').split()[-1]}").inner_text()
    )
    assert page.get_by_role("textbox", name="联系方式").input_value() == "留给我的"
    assert faults(page) == []


def test_the_tree_that_a_screen_reader_gets_of_a_publication(scene, page, live_server):
    page.goto(f"{live_server.url}/d/{scene.object_id}/")

    tree = page.get_by_role("main").aria_snapshot()

    for part in (
        'heading "2025年决算公告" [level=1]',
        'heading "版本与更正" [level=2]',
        'heading "这件信息是怎样公开的" [level=2]',
        'heading "这里有错？" [level=2]',
        "complementary",
    ):
        assert part in tree, tree
