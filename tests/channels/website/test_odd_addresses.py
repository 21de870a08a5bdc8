"""What nobody types and a scanner sends: an answer that says something, never an error of ours."""

import pytest
from django.utils.http import urlencode

from mingtang.disclosure.models import Disclosure
from tests.access.routes import routes
from tests.channels.website.scenery import furnished

pytestmark = pytest.mark.django_db
ODD = ("\x00", "预\x00算", "\u202e算预", "𠮷𪚥", "9" * 30, "-1", "2026-02-30", "%_'\"(*")
ASKED = (
    *("q", "page", "organ", "item", "state", "year", "tier", "field", "emphasis", "part", "on"),
    *("sort", "number", "start", "term"),
)
ANSWERS = {200, 301, 400, 404, 422}
PLAIN = [
    f"/{route.pattern}"
    for name, route in routes().items()
    if name.startswith("website:") and not route.parameters
]


@pytest.mark.parametrize("address", PLAIN)
def test_whatever_is_asked_for_there_is_an_answer(county, visit, address):
    furnished(county)

    came = {
        (asked, odd): visit(f"{address}?{urlencode({asked: odd})}").status_code
        for asked in ASKED
        for odd in ODD
    }

    assert {asked: code for asked, code in came.items() if code not in ANSWERS} == {}


@pytest.mark.parametrize("number", ["0", "99999999999", "9" * 30])
def test_a_number_that_is_too_large_is_of_a_page_that_is_not_there(county, visit, number):
    furnished(county)
    page = Disclosure.objects.filter(withdrawn_at__isnull=True).first()

    for address in (f"v/{number}/", f"v/{number}/diff/", f"f/{number}/a.txt"):
        assert visit(f"/d/{page.object_id}/{address}").status_code == 404
