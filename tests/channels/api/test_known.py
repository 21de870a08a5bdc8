"""What an address for machines may be asked; a name that it does not know is refused."""

import re

import pytest
from django.urls import reverse

from mingtang.channels.api import urls as api
from mingtang.channels.shared.known import CACHE_CONTROL
from mingtang.channels.website import urls as website
from tests.factories.organs import CountyFactory, OrganFactory

pytestmark = pytest.mark.django_db
LISTS = [
    one.name
    for one in api.urlpatterns
    if str(one.pattern).startswith("api/v1/") and one.name != "issued-documents"  # is sent to
]
EXPORTS = [one.name for one in website.urlpatterns if str(one.pattern).endswith(".csv")]
TAKES_NOTHING = {"website:edition-changes-csv"}
NAMED = re.compile(r"可以用的是：([a-z, ]+)。")


@pytest.fixture
def organ():
    return OrganFactory(county=CountyFactory(name="示范县"))


@pytest.fixture
def ask(organ, client):
    def get(name, query=""):
        is_of_one = "object_id" in str(PATTERNS[name].pattern)
        address = reverse(name, args=[organ.object_id] if is_of_one else [])
        return client.get(f"{address}?{query}", HTTP_HOST=organ.county.host)

    return get


PATTERNS = {
    **{f"api:{one.name}": one for one in api.urlpatterns},
    **{f"website:{one.name}": one for one in website.urlpatterns},
}
EVERY = [f"api:{name}" for name in LISTS] + [f"website:{name}" for name in EXPORTS]


def test_all_lists_and_exports_are_tried():
    assert {"acts", "duties", "scoreboard", "gaps"} <= set(LISTS)
    assert {"duties-csv", "issued-gaps-csv", "substance-csv"} <= set(EXPORTS)


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("query", ["unheard=1", "Since=0", "page=1", "after =0"])
def test_what_it_does_not_know_is_refused_with_what_it_does(ask, name, query):
    answer = ask(name, query)

    assert answer.status_code == 400
    [(said, words)] = answer.json().items()
    assert said == "error"
    assert f"没有“{query.split('=')[0]}”这个参数" in words
    assert ("这个地址不用参数" in words) is (name in TAKES_NOTHING)
    assert bool(NAMED.search(words)) is (name not in TAKES_NOTHING)
    assert answer.headers["Cache-Control"] == CACHE_CONTROL


@pytest.mark.parametrize("name", EVERY)
def test_each_name_that_it_says_it_knows_may_be_asked(ask, name):
    said = NAMED.search(ask(name, "unheard=1").json()["error"])
    known = [] if name in TAKES_NOTHING else said[1].split(", ")

    assert ask(name).status_code == (404 if name in TAKES_NOTHING else 200)  # of no such edition
    for parameter in known:
        answered = ask(name, f"{parameter}=")
        assert answered.status_code in {200, 404}  # 404: a page of the site offers no such choice


def test_what_narrows_a_list_goes_on_narrowing_it(ask, organ):
    assert ask("api:duties", "after=0").status_code == 200
    assert ask("api:duties", "since=2026-01-01").status_code == 400
    assert ask("api:disclosures", "since=2026-01-01&after=0").status_code == 200
    assert ask("website:duties-csv", "state=late").status_code == 200
    assert ask("website:duties-csv", "stat=late").status_code == 400


def test_in_english_it_is_refused_in_english(client, organ):
    answer = client.get("/en/duties/list.csv?stat=late", HTTP_HOST=organ.county.host)

    assert answer.status_code == 400
    assert "stat" in answer.json()["error"]
