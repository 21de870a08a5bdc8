import pytest

from tests.factories.organs import staffed_organ
from tests.issued.registers import catalogue


@pytest.fixture
def staffed(db):
    """An organ with its people and what it owes for documents."""
    made = staffed_organ(name="发改局")
    catalogue(made.organ.county)
    return made
