"""Publications narrowed as the figures about substance are: whoever asks can count them himself."""

import datetime

import pytest

from mingtang.foundation.clock import day_of
from tests.disclosure.publishing import published, scene

pytestmark = pytest.mark.django_db
ONE_DAY = datetime.timedelta(days=1)


@pytest.fixture
def shown():
    return published(scene()).disclosure


@pytest.fixture
def ask(shown, client):
    def get(address):
        return client.get(address, HTTP_HOST=shown.organ.county.host)

    return get


@pytest.fixture
def rows(ask, shown):
    def get(query):
        found = ask(f"/api/v1/disclosures?{query}").json()["disclosures"]
        return [one["object"] for one in found]

    return get


@pytest.fixture
def day(shown):
    return day_of(shown.first_published_at)


def test_by_the_days_of_first_publication_both_included(rows, day, shown):
    before, after = day - ONE_DAY, day + ONE_DAY
    assert rows(f"since={day}&until={day}") == [shown.object_id.hex]
    assert rows(f"since={after}") == rows(f"until={before}") == []


def test_by_organ_emphasis_and_outcome(rows, shown):
    other = {"key": "general", "general": "key"}[shown.item.emphasis]
    assert rows(f"organ={shown.organ.code}") == [shown.object_id.hex]
    assert rows(f"emphasis={shown.item.emphasis}&outcome=content") == [shown.object_id.hex]
    assert rows("organ=nobody") == rows(f"emphasis={other}") == rows("outcome=nil") == []


@pytest.mark.parametrize("query", ["since=2026", "until=x", "emphasis=x", "outcome=x"])
def test_what_is_not_understood_is_said(ask, query):
    answer = ask(f"/api/v1/disclosures?{query}")
    assert answer.status_code == 400
    assert query.partition("=")[0] in answer.json()["error"]
