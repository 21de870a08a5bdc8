import pytest

from tests.channels.desk.sitting import sit
from tests.channels.desk.workplace import Workplace
from tests.channels.shared.conftest import wall_clock  # noqa: F401 - a fixture
from tests.factories.organs import CountyFactory, OrganFactory


@pytest.fixture
def county(db):
    """A demonstration county: nobody is made to use a second factor."""
    return CountyFactory(is_demo=True, name="示范县", phone="0000-0000000", host="testserver")


@pytest.fixture
def organ(county):
    return OrganFactory(county=county, name="县教育局")


@pytest.fixture
def officer(client, organ):
    return sit(client, "officer", organ)


@pytest.fixture
def office(client, organ):
    """The county's openness office, which sits in the same organ."""
    return sit(client, "openness_office", organ)


@pytest.fixture
def workplace(db, monkeypatch):
    """An organ with an open duty and a browser for each of its people."""
    return Workplace(monkeypatch)
