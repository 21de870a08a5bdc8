"""How an actor comes to an address, and what kind of answer there is."""

from dataclasses import dataclass, field
from functools import cached_property

from django.contrib.auth import get_user_model
from django.db import transaction
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse
from django.utils.safestring import mark_safe

from mingtang.foundation import clock
from tests.access.people import ACTORS, HOST, Place

SIGN_IN, PASSWORD, SECOND = "/desk/account/sign-in/", "/desk/account/password/", "/desk/account/sec"
ANSWERS = {
    200: "page",
    301: "moved",
    400: "bad",
    403: "forbidden",
    404: "missing",
    405: "not_so",
    409: "refused",
    410: "gone",
    422: "unclear",
}


def answer(response):
    """One word for what came back, as the table uses it."""
    if response.status_code != 302:
        return ANSWERS.get(response.status_code, str(response.status_code))
    location = response.headers["Location"]
    if location.startswith(SIGN_IN):
        return "sign_in"
    if location.startswith(PASSWORD):
        return "password"
    return "second_factor" if location.startswith(SECOND) else "done"


@dataclass
class World:
    places: dict[str, Place]
    records: dict[str, dict]
    accounts: dict
    clients: dict[str, Client] = field(default_factory=dict)

    @cached_property
    def county(self):
        return self.places["own"].county

    def client(self, actor):
        """Signed in already; an account that is shut was signed in before it was shut."""
        if actor not in self.clients:
            self.clients[actor] = signed_in(self.accounts[actor])
        return self.clients[actor]

    def sign_in_all(self):
        """Just now, so that nobody is asked for the password again."""
        for actor in ACTORS:
            self.client(actor)
        get_user_model().objects.update(last_login=clock.now())

    def address(self, name, parameters, record="", place="own", **given):
        known = {**self.records[place].get(record, {}), **given}
        return reverse(name, kwargs={one: known[one] for one in parameters})


def signed_in(account, **given):
    client = Client(SERVER_NAME=HOST, **given)
    if account is not None:
        client.force_login(account)
    return client


def visit(client, method, address, **given):
    """The response, read to its end; whatever it changed is taken back, cookies too."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        response = client.generic(method, address, **given)
        if response.streaming:
            response.content_read = response.getvalue()
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


class Quick:
    """Runs a template the first time it is asked for in a test, and not again."""

    def __init__(self):
        self.seen = set()

    def install(self, monkeypatch):
        render = Template.render

        def once(template, context=None, request=None):
            if template.template.name in self.seen:
                return BLANK
            self.seen.add(template.template.name)
            return render(template, context, request)

        monkeypatch.setattr(Template, "render", once)


BLANK = mark_safe("<!-- rendered before -->")
