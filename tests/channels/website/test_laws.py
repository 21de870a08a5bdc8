"""Which article asks for what, who owes it, and how it is kept: a page for each law."""

import datetime
from html import unescape
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingtang.catalogue.actions import recount
from mingtang.channels.shared import public_pages
from tests.channels.website.figures import words
from tests.channels.website.scenery import TODAY
from tests.factories.catalogue import DutyFactory, ItemFactory, StandardFactory
from tests.factories.organs import OrganFactory

pytestmark = pytest.mark.django_db
NAME = "政府信息公开条例"
ADDRESS = f"/laws/{quote(NAME)}/"


@pytest.fixture
def item(county):
    return ItemFactory(
        standard=StandardFactory(county=county),
        level2="财政预算",
        basis=[
            {"law": NAME, "article": "第二十条第（七）项"},
            {"law": "某部/某局通知", "article": "", "mark": "W"},
        ],
        bodies={"kinds": ["department"]},
    )


def test_an_article_has_its_words_its_items_and_who_owes_them_with_counts(county, item, read):
    for name in ("县教育局", "县财政局", "县民政局", "县司法局"):
        organ = OrganFactory(county=county, name=name, kind="department")
    DutyFactory(organ=organ, item=item, due_on=TODAY - datetime.timedelta(days=3))
    recount(county=county)

    text = read(ADDRESS)
    every = read("/laws/")
    own = read(f"/items/{item.object_id}/")

    assert "第二十条第（七）项" in text
    assert "(七)财政预算、决算信息" in text
    assert "县教育局、县财政局、县民政局等4个机关" in text
    assert "0/1" in words(text)
    assert f"/duties/?year=all&item={item.object_id}" in unescape(text)
    assert ADDRESS in every
    assert ADDRESS in own
    assert read(f"/laws/{quote('某部/某局通知')}/").count("没有写明条款") >= 1


def test_a_law_that_nothing_rests_on_is_missing(county, item, visit):
    assert visit(f"/laws/{quote('教育法')}/").status_code == 404


def test_where_no_catalogue_is_in_force_that_is_said(county, read):
    assert "目录还没有发布" in read("/laws/")


def test_a_page_asks_no_more_for_a_law_with_more_items(county, item, client):
    OrganFactory(county=county, kind="department")

    def asked():
        public_pages.store.forget()
        client.get(ADDRESS)
        public_pages.store.forget()
        with CaptureQueriesContext(connection) as queries:
            client.get(ADDRESS)
        return len(queries)

    one = asked()
    for _ in range(2):
        ItemFactory(standard=item.standard, basis=item.basis, bodies=item.bodies)
        OrganFactory(county=county, kind="department")
    assert asked() == one
