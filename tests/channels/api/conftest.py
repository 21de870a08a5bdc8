import pytest


@pytest.fixture(autouse=True)
def _any_host(settings):
    """Each county of a test has a host of its own."""
    settings.ALLOWED_HOSTS = ["*"]
