"""Every way of the website leads somewhere, in every language and manner.

Of the addresses that combine filters, each filter is tried by itself.
"""

import re
from html import unescape

import pytest

from tests.channels.website.scenery import furnished

pytestmark = pytest.mark.django_db
LINK = re.compile(r'(?:href|action)="([^"]*)"')
OUTSIDE = ("http://", "tel:", "mailto:", "/static/", "/desk/")


def links_of(page):
    return {unescape(link) for link in LINK.findall(page)}


@pytest.mark.parametrize("start", ["/", "/elder/zh-hant/", "/contrast/en/"])
def test_no_link_is_dead(county, visit, start):
    furnished(county, 2)
    seen, ahead = set(), {start}

    while ahead:
        address = ahead.pop()
        seen.add(address)
        response = visit(address)
        assert response.status_code in {200, 410, 422}, address
        if response.streaming or not response.headers["Content-Type"].startswith("text/html"):
            continue
        page = response.content.decode()
        for link in links_of(page):
            assert link != "", address
            assert link != "#", address
            if link.startswith("#"):
                assert f'id="{link[1:]}"' in page, (address, link)
            elif not link.startswith(OUTSIDE) and "&" not in link and within(link, start):
                ahead |= {link} - seen

    assert len(seen) > 40


def within(link, start):
    """The crawl keeps to one manner: the others are walked from their own start."""
    manners = ("/elder/", "/contrast/", "/en/", "/zh-hant/")
    if start != "/":
        return link.startswith(start)
    return not link.startswith(manners)
