import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from tests.browser.town import PATIENCE, Town


@pytest.fixture(scope="session", autouse=True)
def _patience():
    expect.set_options(timeout=PATIENCE)


@pytest.fixture
def town(transactional_db, live_server, new_context, monkeypatch, settings, tmp_path):
    """A seeded county behind a live server. No page may complain while the test runs."""
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": tmp_path,
        }
    }
    cache.clear()
    made = Town(live_server.url, new_context, monkeypatch)
    yield made
    assert made.complaints == []
