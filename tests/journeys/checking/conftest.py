"""A county with one publication, and its log."""

import pytest

from tests.disclosure.publishing import published, scene
from tests.factories.organs import CountyFactory, OrganFactory
from tests.ledger.put_out import Published


@pytest.fixture
def county():
    return CountyFactory(name="示范县", code="990001")


@pytest.fixture
def log(county, settings, tmp_path):
    return Published(county, settings, tmp_path)


@pytest.fixture
def there(county):
    """A duty that no act opened would itself not fit."""
    return scene(organ=OrganFactory(county=county), with_duty=False)


@pytest.fixture
def shown(there, log):
    made = published(there).disclosure
    log.publish()
    return made
