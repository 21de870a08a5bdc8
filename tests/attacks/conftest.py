import pytest

from tests.attacks import county as counties
from tests.attacks.changes import KINDS
from tests.conftest import TOLD


@pytest.fixture
def cases(request):
    """How many of each kind."""
    return request.config.getoption("--cases")


@pytest.fixture
def kinds(request):
    """The names of the changes to try."""
    wanted = request.config.getoption("--kinds")
    return wanted.split(",") if wanted else list(KINDS)


@pytest.fixture
def place(db, settings, tmp_path, client):
    """A county with a past, published before two witnesses, and its older checkpoints."""
    with counties.witnesses(tmp_path / "all") as rules:
        county, there = counties.founded()
        made = counties.Place(county, settings, tmp_path / "all", client, rules)
        counties.introduce(made)
        made.there, made.shown = there, counties.live(county, there, made)
        made.keep_policy()
        yield made


@pytest.fixture
def tell(record_property):
    """Says how much was done, at the end of the run, whichever process did it."""
    return lambda text: record_property(TOLD, text)
