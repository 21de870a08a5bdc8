import pytest

from mingtang.channels.shared import public_pages
from tests.channels.shared.conftest import wall_clock  # noqa: F401 - a fixture
from tests.factories.organs import CountyFactory


@pytest.fixture(autouse=True)
def _on_that_day(wall_clock):  # noqa: F811 - the fixture, not the name
    """The day of the visual kit: 26 November 2026."""


@pytest.fixture
def county(db):
    return CountyFactory(name="示范县", code="990001", host="")


@pytest.fixture
def visit(client):
    """Looks at a page as it is now, not as it was kept."""

    def look(address, **given):
        public_pages.store.forget()
        return client.get(address, **given)

    return look


@pytest.fixture
def read(visit):
    """The text of a page that is there."""

    def look(address, status=200, **given):
        response = visit(address, **given)
        assert response.status_code == status, response.content.decode()
        return response.content.decode()

    return look
