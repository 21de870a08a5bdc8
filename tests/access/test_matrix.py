"""Every cell of matrix.toml is asked of the whole site; see there how it is read."""

from collections import Counter

import pytest

from tests.access.routes import every_route, routes
from tests.access.table import SHOWN, lines
from tests.access.visiting import answer, visit

pytestmark = pytest.mark.django_db  # or else no database is made when these run alone
LINES = lines()
ROUTES = routes()
BOTH = sorted(LINES.keys() & ROUTES.keys())


def test_every_address_has_a_line_in_the_table():
    """Also that of a new page: nobody forgets to say who may open it."""
    silent = sorted(ROUTES.keys() - LINES.keys())
    assert silent == [], (
        f"Who may open {', '.join(silent)}? Add a line with each of these names to {SHOWN}: "
        "its records, who is let in, and what comes back. The head of that file says how."
    )


def test_every_address_has_a_name_of_its_own():
    """Two of one name would share a line of the table, and one of them would never be asked."""
    names = Counter(route.name or route.pattern for route in every_route())
    assert [name for name, times in names.items() if times > 1] == []


def test_every_line_of_the_table_has_an_address():
    gone = sorted(LINES.keys() - ROUTES.keys())
    assert gone == [], (
        f"There is no address called {', '.join(gone)} any more: "
        f"take its line out of {SHOWN}, or write the new name."
    )


@pytest.mark.parametrize("url", BOTH)
def test_each_cell_comes_back_as_the_table_says(world, quick, url):
    wrong = []
    for cell in LINES[url].cells():
        address = world.address(
            url, ROUTES[url].parameters, cell.record, cell.place, **LINES[url].given
        )
        came = answer(visit(world.client(cell.actor), cell.method, address))
        if came != cell.expected:
            wrong.append(f"{cell}: {came}, not {cell.expected}")
    assert not wrong, "\n".join(["", *wrong[:60], f"{len(wrong)} cells"])
