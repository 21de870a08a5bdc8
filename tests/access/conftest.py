import logging

import pytest
from django.db import transaction
from django.test import override_settings

from mingtang.channels.print import views as print_views
from mingtang.channels.shared import counties, public_pages
from mingtang.foundation import clock
from tests.access.people import NOW, PLACES, everybody, place, two_counties
from tests.access.records import records
from tests.access.visiting import Quick, World
from tests.factories.catalogue import StandardFactory


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker):
    """Made once for all cells, and taken back in the end; no test leaves anything in it."""
    settings = override_settings(
        ALLOWED_HOSTS=["*"],
        CACHES={"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}},
        SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
    )
    with (
        pytest.MonkeyPatch.context() as patched,
        settings,
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        patched.setattr(clock, "now", lambda: NOW)
        yield made()
        transaction.set_rollback(True)
    public_pages.store.forget()
    counties.known.forget()


def made():
    own, elsewhere = two_counties()
    homes = {"own": own, "other": own, "elsewhere": elsewhere}
    places = {name: place(name, homes[name]) for name in PLACES}
    standards = {county.pk: StandardFactory(county=county) for county in (own, elsewhere)}
    found = {name: records(there, standards[there.county.pk]) for name, there in places.items()}
    world = World(places=places, records=found, accounts=everybody(places))
    world.sign_in_all()
    return world


@pytest.fixture
def quick(monkeypatch):
    """Templates are rendered once for each kind of answer: who gets which is what is asked."""
    made = Quick()
    made.install(monkeypatch)
    monkeypatch.setattr(print_views, "pressed", lambda _sheet: b"%PDF")
    logging.disable(logging.CRITICAL)
    yield made
    logging.disable(logging.NOTSET)
