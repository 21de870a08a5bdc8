"""An organ at work, as its desk sees it: a browser for each of its people, and a clock."""

import datetime

from django.test import Client
from django.urls import reverse

from mingtang.foundation import clock
from tests.disclosure.publishing import BODY, START, scene
from tests.factories.organs import CountyFactory, OrganFactory


class Workplace:
    """The scene with a signed-in browser by role: `officer`, `reviewer`, `approver`, `head`."""

    def __init__(self, monkeypatch, **item):
        self.county = CountyFactory(is_demo=True, host="testserver")
        organ = item.pop("organ", None) or OrganFactory(county=self.county, kind="department")
        self.scene = scene(organ=organ, **item)
        self._monkeypatch = monkeypatch
        self.at = START
        self.wait(0)

    def wait(self, hours):
        """Moves the clock on."""
        self.at += datetime.timedelta(hours=hours)
        self._monkeypatch.setattr(clock, "now", lambda: self.at)

    def browser(self, role, **client):
        made = Client(**client)
        made.force_login(
            getattr(self.scene.staff, role),
            backend="django.contrib.auth.backends.ModelBackend",
        )
        return made

    def start(self):
        """The officer starts the duty's draft; gives the edition."""
        address = reverse("desk:duty-start", args=[self.scene.duty.object_id])
        self.browser("officer").post(address, {"outcome": "content"})
        return self.scene.duty.disclosures.get().editions.get()

    def save(self, edition, *, browser=None, follow=False, **typed):
        form = {"version": edition.version, "title": "2025年决算公告", "body": BODY, **typed}
        return (browser or self.browser("officer")).post(
            address("edition-save", edition), form, follow=follow
        )

    def submit(self, edition, **typed):
        return self.save(edition, then="submit", **typed)

    def sign(self, edition, role, step, **typed):
        self.wait(1)
        edition.refresh_from_db()
        form = {"step": step, "version": edition.version, "note": "可以公开", **typed}
        return self.browser(role).post(address("edition-sign", edition), form)

    def publish(self):
        """The whole way through the desk; gives the edition."""
        edition = self.start()
        self.submit(edition)
        self.sign(edition, "reviewer", "secrecy")
        self.sign(edition, "approver", "approval")
        edition.refresh_from_db()
        return edition


def address(name, edition):
    return reverse(f"desk:{name}", args=[edition.disclosure.object_id, edition.number])
