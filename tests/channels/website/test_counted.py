"""A page asks the same number of questions for one row and for three."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingtang.catalogue.models import Duty, Item
from mingtang.disclosure.models import Disclosure
from mingtang.organs.models import County, Organ
from tests.channels.website.scenery import furnished

pytestmark = pytest.mark.django_db


def first(model):
    return model.objects.order_by("id").first().object_id


PAGES = {
    "home": lambda: "/",
    "organs": lambda: "/organs/",
    "organ": lambda: f"/organs/{first(Organ)}/",
    "items": lambda: "/items/",
    "item": lambda: f"/items/{first(Item)}/",
    "disclosures": lambda: "/d/",
    "disclosure": lambda: f"/d/{first(Disclosure)}/",
    "tombstone": lambda: f"/d/{Disclosure.objects.exclude(withdrawn_at=None)[0].object_id}/",
    "scoreboard": lambda: "/duties/",
    "late": lambda: "/duties/?state=late",
    "all": lambda: "/duties/?state=all",
    "duty": lambda: f"/duties/{first(Duty)}/",
    "csv": lambda: "/duties/list.csv",
    "by-item": lambda: "/duties/?by=item",
    "by-field": lambda: "/duties/?by=field&tier=county",
    "one-organ": lambda: f"/duties/?by=month&organ={first(Organ)}",
    "scoreboard-csv": lambda: "/duties/scoreboard.csv?by=item",
    "soon": lambda: "/duties/soon/?within=20",
    "api-scoreboard": lambda: "/api/v1/scoreboard?by=organ",
    "api-items": lambda: "/api/v1/items",
    "gaps": lambda: "/gaps/",
    "boards": lambda: "/boards/",
    "wrong": lambda: "/wrong/",
    "sitemap": lambda: "/sitemap.xml",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_as_much_for_three_as_for_one(county, visit, name):
    counts = []
    for more in (1, 2):
        furnished(County.objects.get(), more)
        visit(PAGES[name]())  # what was never put on record is written down the first time
        with CaptureQueriesContext(connection) as asked:
            response = visit(PAGES[name]())
            assert response.status_code in {200, 410}
            if response.streaming:
                list(response.streaming_content)
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 40
