import importlib

import pytest

from config import urls


@pytest.fixture
def routes(settings):
    """The names of the addresses that a server with such settings has."""

    def made(*, has_gallery):
        settings.HAS_GALLERY = has_gallery
        patterns = importlib.reload(urls).urlpatterns
        return {getattr(pattern, "name", None) for pattern in patterns}

    yield made
    settings.HAS_GALLERY = True
    importlib.reload(urls)


def test_the_gallery_is_for_who_develops_and_no_address_of_a_server(routes):
    assert "gallery" in routes(has_gallery=True)
    assert "gallery" not in routes(has_gallery=False)
    assert "healthz" in routes(has_gallery=False)
