"""A county at work, and people who sit in front of it, each with a browser of their own."""

import datetime
import re
import time

from django.conf import settings
from django.test import Client

from mingtang.foundation import clock
from mingtang.organs.choices import Role
from tests.channels.desk.test_signing_in import PASSWORD, with_password
from tests.disclosure import publishing
from tests.disclosure.publishing import START, Scene
from tests.factories.organs import (
    CountyFactory,
    OrganFactory,
    PlaceFactory,
    StaffedOrgan,
    VillageFactory,
    fully_led,
    holder_of,
    staffed_village,
)

DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
PATIENCE = 15_000  # ms; a loaded machine is slow, and a page that comes late still comes
ELEMENTS = [
    {
        "key": "total",
        "label": "支出总额",
        "hint": "单位：万元。",
        "kind": "number",
        "required": True,
    },
]
DUE_SOON = datetime.date(2026, 3, 12)
# What a browser says of an answer that refuses, and of a line that was cut on purpose.
EXPECTED = (
    *(f"status of {code}" for code in (401, 403, 409, 410, 422)),
    "ERR_INTERNET_DISCONNECTED",
)


class Town:
    """One county with a bureau, its people, an open duty that is due in two days, and a clock."""

    def __init__(self, address, new_context, monkeypatch):
        self.address = address
        self.complaints = []
        self._new_context = new_context
        self._start = time.monotonic()
        self._moved = datetime.timedelta()
        monkeypatch.setattr(clock, "now", self.now)
        self.county = CountyFactory(name="示范县", host="", is_demo=True)
        bureau = OrganFactory(county=self.county, kind="department", name="示范县财政局")
        PlaceFactory(organ=bureau, name="政务大厅公开栏")
        self.scene = publishing.scene(
            organ=fully_led(bureau),
            elements=ELEMENTS,
            channels=["website", "board"],
            level2="财政决算",
            notice_days=5,
        )
        self.scene.duty.due_on = DUE_SOON
        self.scene.duty.save()
        self.office = holder_of(Role.OPENNESS_OFFICE, organ=bureau)

    def now(self):
        """The tenth of March 2026 in the morning, and as long after as the test has run."""
        return START + self._moved + datetime.timedelta(seconds=time.monotonic() - self._start)

    def wait(self, **time_passed):
        self._moved += datetime.timedelta(**time_passed)

    def browser(self, size=DESKTOP, **given):
        """A new page in a browser of its own; whatever it complains of is kept."""
        context = self._new_context(viewport=size, locale="zh-CN", **given)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda broken: self.complaints.append(str(broken)))
        page.on("request", self._watch)
        return page

    def _hear(self, said):
        is_known = any(words in said.text for words in EXPECTED)
        if said.type in {"error", "warning"} and not is_known:
            self.complaints.append(f"{said.text} ({said.location})")

    def _watch(self, request):
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.complaints.append(f"asked of another host: {request.url}")

    def visit(self, path="/", **given):
        page = self.browser(**given)
        page.goto(f"{self.address}{path}")
        return page

    def at_desk(self, person, path="/desk/", **given):
        """Signed in already; signing in itself has a test of its own."""
        page = self.browser(**given)
        client = Client()
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.address}])
        page.goto(f"{self.address}{path}")
        return page

    def signs_in(self, person, **given):
        """By the form, with name and password."""
        with_password(person)
        page = self.visit("/desk/", **given)
        page.get_by_label("用户名").fill(person.username)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        return page

    def draft(self, **changes):
        return publishing.draft(self.scene, values={"total": "396000"}, **changes)

    def published(self, **changes):
        return publishing.published(self.scene, values={"total": "396000"}, **changes)

    def village(self):
        """A village with a board and an item of its own; its clerk drafts, its people sign."""
        organ = VillageFactory(county=self.county, name="东岭村村民委员会")
        PlaceFactory(organ=organ, name="村部门口公开栏", address="东岭村一组")
        people = staffed_village(organ=organ)
        reviewer = holder_of(Role.SECRECY_REVIEWER, organ=organ)
        staff = StaffedOrgan(organ, people.clerk, reviewer, people.chair, people.supervisor)
        duty = publishing.open_duty(organ, self.scene.item, title="低保评议结果")
        return Scene(staff, self.scene.item, duty)


def address_of(edition):
    return f"/desk/e/{edition.disclosure.object_id}/{edition.number}/"


def public_address_of(edition):
    return f"/d/{edition.disclosure.object_id}/"


def about(verb, title):
    """The name of a button or link whose second half only screen readers hear: 起草：2025年决算."""
    return re.compile(rf"{verb}\s*：{title}")
