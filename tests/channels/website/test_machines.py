import datetime
from xml.etree import ElementTree

import pytest

from tests.channels.website.scenery import published, withdrawn
from tests.factories.catalogue import ItemFactory
from tests.factories.organs import OrganFactory

pytestmark = pytest.mark.django_db
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def test_robots_are_led_to_the_sitemap_and_away_from_the_desk(county, read):
    said = read("/robots.txt")

    assert "Sitemap: http://testserver/sitemap.xml" in said
    assert "Disallow: /desk/" in said
    assert "Disallow: /\n" not in said


def test_the_sitemap_lists_what_stands(county, visit):
    organ, item = OrganFactory(county=county), ItemFactory(standard__county=county)
    stands, gone = published(organ, item), withdrawn(published(organ, item))

    found = ElementTree.fromstring(b"".join(visit("/sitemap.xml").streaming_content))

    addresses = {loc.text for loc in found.iter(LOC)}
    assert f"http://testserver/d/{stands.object_id}/" in addresses
    assert not any(str(gone.object_id) in address for address in addresses)
    assert "http://testserver/duties/" in addresses


def test_the_day_in_the_sitemap_is_the_day_here(county, visit):
    late_in_the_evening_utc = datetime.datetime(2026, 11, 1, 20, tzinfo=datetime.UTC)
    published(
        OrganFactory(county=county),
        ItemFactory(standard__county=county),
        first_published_at=late_in_the_evening_utc,
    )

    page = b"".join(visit("/sitemap.xml").streaming_content)

    assert b"<lastmod>2026-11-02</lastmod>" in page
