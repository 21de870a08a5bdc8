"""Signing in and the registers, in a real browser under our policy on content."""

import datetime
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.cache import cache
from playwright.sync_api import expect

from mingtang.catalogue.actions import adopt_standard, record_fact
from mingtang.catalogue.queries import shipped_standard
from mingtang.catalogue.queries.recording import uses_of
from mingtang.organs.choices import Role
from tests.catalogue.actions.on_tables import settle
from tests.channels.desk.test_second_factor import code_of
from tests.channels.desk.test_signing_in import PASSWORD, with_password
from tests.factories.cases import DisputeFactory
from tests.factories.catalogue import (
    DutyFactory,
    ImportedRowFactory,
    ImportedTableFactory,
    doubtful_row,
)
from tests.factories.disclosure import DisclosureFactory
from tests.factories.jobs import ScheduleFactory
from tests.factories.notices import NoticeFactory
from tests.factories.organs import CountyFactory, OrganFactory, PlaceFactory, PostFactory, holder_of
from tests.factories.people import UserFactory
from tests.factories.supervision import FindingFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
AT = datetime.datetime(2026, 11, 20, 1, tzinfo=datetime.UTC)
WIDTHS = (320, 390, 1440)


@pytest.fixture(autouse=True)
def _own_counters(settings, tmp_path):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": tmp_path,
        }
    }
    cache.clear()


@pytest.fixture
def organ():
    county = CountyFactory(name="示范县", host="", is_demo=True)
    return OrganFactory(county=county, name="县政务公开办公室")


@pytest.fixture
def complaints(page):
    """What the browser complains of: scripts, styles and pictures that the policy stops."""
    heard = []
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda broken: heard.append(str(broken)))
    return heard


def person(organ, role, username="zhang.san", **post):
    return with_password(holder_of(role, organ=organ, holder__username=username, **post))


def sign_in(page, live_server, *, username="zhang.san", password=PASSWORD, path="/desk/"):
    page.goto(f"{live_server.url}{path}")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


def seated(page, live_server, organ, role):
    """Signed in by cookie: what the forms do is tried elsewhere."""
    made = holder_of(role, organ=organ)
    client = _client(made)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    return made


def _client(made):
    from django.test import Client  # noqa: PLC0415 - the browser's own client is `page`

    client = Client()
    client.force_login(made, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def test_a_wrong_password_a_right_one_and_out_again(page, live_server, organ, complaints):
    person(organ, Role.OFFICER)

    sign_in(page, live_server, password="wrong")
    expect(page.get_by_role("alert")).to_contain_text("用户名或者密码不对")
    expect(page.get_by_label("用户名")).to_have_value("zhang.san")

    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("今日")

    page.get_by_role("link", name="退出").click()
    page.get_by_role("button", name="退出").click()
    page.goto(f"{live_server.url}/desk/")
    expect(page.get_by_role("heading", level=1)).to_have_text("登录工作台")
    assert complaints == []


def test_the_second_factor_is_set_up_used_and_replaced_by_a_recovery_code(
    page, live_server, organ, complaints
):
    organ.county.is_demo = False
    organ.county.save()
    person(organ, Role.APPROVER)

    sign_in(page, live_server)
    expect(page.get_by_role("heading", level=1)).to_have_text("设置动态口令")
    picture = page.locator("main svg").bounding_box()
    assert picture["width"] > 150
    assert abs(picture["width"] - picture["height"]) < 2
    secret = page.locator("dd.num").inner_text()
    page.get_by_label("手机上显示的6位数字").fill(code_of(secret))
    page.get_by_role("button", name="启用动态口令").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("备用口令")
    spare = page.locator("main li").filter(has_text=re.compile(r"^\d{8}$")).first.inner_text()
    page.get_by_role("link", name="回到我的账号").click()
    expect(page.locator("main")).to_contain_text("已启用")

    page.goto(f"{live_server.url}/desk/account/sign-out/")
    page.get_by_role("button", name="退出").click()
    sign_in(page, live_server, path="/desk/duties/")
    page.get_by_label("动态口令或者备用口令").fill(spare)
    page.get_by_role("button", name="确认").click()
    expect(page).to_have_url(f"{live_server.url}/desk/duties/")
    assert complaints == []


def test_a_one_time_password_is_handed_over_and_changed(page, live_server, organ, complaints):
    person(organ, Role.SYSTEM_ADMIN)
    sign_in(page, live_server, path="/desk/accounts/new/")
    page.get_by_label("用户名").fill("li.si")
    page.get_by_label("姓名").fill("李某")
    page.get_by_role("button", name="建立账号").click()
    password = page.locator("#password").inner_text()
    expect(page.get_by_role("status")).to_be_focused()
    page.goto(f"{live_server.url}/desk/account/sign-out/")
    page.get_by_role("button", name="退出").click()
    PostFactory(organ=organ, holder__username="unused", role=Role.HEAD)

    sign_in(page, live_server, username="li.si", password=password)
    expect(page.get_by_role("heading", level=1)).to_have_text("修改密码")
    page.get_by_label("现在的密码").fill(password)
    page.get_by_label("新密码", exact=True).fill("xin7-mima-9")
    page.get_by_label("再输一次新密码").fill("xin7-mima-9")
    page.get_by_role("button", name="修改密码").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("今天没有岗位")
    assert [text for text in complaints if "403" not in text] == []


def test_a_fact_is_recorded_with_the_keyboard_alone(page, live_server, organ, complaints):
    adopt_standard(county=organ.county, standard=shipped_standard(), by=UserFactory(), at=AT)
    person(organ, Role.OFFICER)
    sign_in(page, live_server, path="/desk/facts/new/")

    kind = page.get_by_label("发生了什么")
    kind.focus()
    while kind.input_value() != "contract_signed":
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("冬季供暖设备采购合同")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("2月30日")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("看不懂")

    day = page.get_by_label("哪一天")
    day.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("2026-11-20")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("冬季供暖设备采购合同")
    assert [text for text in complaints if "422" not in text] == []


PAGES = {
    Role.OPENNESS_OFFICE: (
        *("facts/", "facts/new/", "disputes/", "notices/", "me/", "organs/", "organs/new/"),
        *("calendar/", "calendar/country/2026/", "calendar/country/2027/announce/", "standard/"),
        *("organs/{organ}/", "organs/{organ}/change/", "organs/{organ}/merge/"),
        *("organs/{organ}/group/", "disputes/{dispute}/", "facts/{fact}/"),
        *("facts/{fact}/correct/", "facts/{fact}/withdraw/"),
        *("documents/", "documents/new/", "documents/tables/"),
        *("standard/tables/", "standard/tables/{table}/", "standard/tables/{table}/rows/1/"),
        *("standard/tables/{table}/rows/2/?aspect=subject&way=kinds",),
        *("standard/tables/{table}/settled/", "standard/tables/{table}/discard/"),
        *("standard/tables/{table}/adopt/", "standard/tables/{settled}/adopt/"),
    ),
    Role.SYSTEM_ADMIN: (
        *("accounts/", "accounts/new/", "accounts/{account}/", "accounts/{account}/close/"),
        *("county/", "jobs/", "account/password/", "account/second/manage/"),
        *("account/second/set-up/", "account/sign-out/"),
    ),
    Role.SECURITY_ADMIN: ("posts/", "posts/new/", "posts/{post}/leave/", "posts/{post}/stand-in/"),
    Role.OFFICER: (
        "findings/",
        "findings/{finding}/",
        "findings/{finding}/answer/",
        "",
        "duties/",
        "drafts/",
        "publications/",
        "internal/",
        "deliveries/",
    ),
    Role.AUDIT_ADMIN: ("audit/",),
}


@pytest.fixture
def furnished(organ):
    """One of everything, with the names that addresses need."""
    adopt_standard(county=organ.county, standard=shipped_standard(), by=UserFactory(), at=AT)
    office = holder_of(Role.OPENNESS_OFFICE, organ=organ)
    fact = record_fact(
        organ=organ,
        kind="document_issued",
        title="关于做好冬季供暖的通知",
        happened_on=AT.date(),
        item=uses_of(organ, "document_issued", AT.date()).opens[0],
        recorded_for=organ,
        is_on_register=True,
        by=office,
        at=AT,
    )
    disclosure = DisclosureFactory(organ=organ)
    dispute = DisputeFactory(organ=organ, subject_id=disclosure.object_id)
    DisputeFactory(organ=organ, answered=True)
    DisclosureFactory(organ=organ, audience="internal")
    DutyFactory(organ=organ, item=disclosure.item)
    account = UserFactory(county_code=organ.county.code)
    post = PostFactory(organ=organ, role=Role.APPROVER, holder=account)
    PlaceFactory(organ=organ, name="门口公开栏")
    ScheduleFactory(name="publish")
    return {
        "organ": organ.object_id,
        "fact": fact.object_id,
        "dispute": dispute.object_id,
        "finding": FindingFactory(organ=organ, disclosure=disclosure).object_id,
        "account": account.pk,
        "post": post.pk,
        **tables(organ.county),
    }


def tables(county):
    """One of which something waits, and one that can be adopted."""
    waiting, settled = (ImportedTableFactory(county=county) for _number in range(2))
    doubtful_row(waiting, number=1)
    settle(doubtful_row(waiting, number=2, wording="再说"), wording="再说")
    ImportedRowFactory(table=settled)
    return {"table": waiting.object_id, "settled": settled.object_id}


@pytest.mark.parametrize("role", PAGES)
def test_no_page_has_a_fault_that_a_machine_can_find(
    page, live_server, organ, furnished, complaints, role
):
    made = seated(page, live_server, organ, role)
    NoticeFactory(recipient=made, path="/desk/")
    faults = []

    for path in PAGES[role]:
        address = path.format(**furnished)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"{live_server.url}/desk/{address}")
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                faults.append(f"{address} at {width} is {wide} wide")
        found = Axe().run(page)
        faults += [
            f"{address}: {one['id']} {one['nodes'][0]['html'][:120]}"
            for one in found.response["violations"]
        ]

    assert faults == []
    assert complaints == []
