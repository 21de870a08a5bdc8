import datetime
import gzip

import pytest
from django.db import OperationalError

from mingtang.channels.shared import counties, public_pages
from mingtang.ledger.models import Log
from tests.factories.ledger import LogFactory
from tests.factories.organs import CountyFactory, OrganFactory

pytestmark = pytest.mark.django_db
PACKED = {"HTTP_ACCEPT_ENCODING": "gzip"}


@pytest.fixture
def county():
    made = CountyFactory()
    LogFactory(origin=made.log_origin, size=1)
    return made


def grow(county):
    """One more act on record, as every action leaves one."""
    log = Log.objects.get(origin=county.log_origin)
    log.size += 1
    log.save()


def down():
    raise OperationalError("no database")


def test_a_warm_page_costs_one_small_query(client, county, django_assert_num_queries):
    cold = client.get("/organs/").content

    with django_assert_num_queries(1):
        warm = client.get("/organs/")

    assert warm.content == cold


def test_a_page_is_made_anew_after_the_next_act(client, county):
    client.get("/organs/")
    OrganFactory(county=county, name="新设局")
    assert "新设局" not in client.get("/organs/").content.decode()

    grow(county)

    assert "新设局" in client.get("/organs/").content.decode()


def test_a_page_is_made_anew_on_the_next_day(client, county, wall_clock):
    client.get("/organs/")
    OrganFactory(county=county, name="新设局")

    wall_clock.on(datetime.date(2026, 11, 27))

    assert "新设局" in client.get("/organs/").content.decode()


def test_a_page_is_sent_packed_to_who_can_unpack_it(client, county):
    plain = client.get("/organs/")
    packed = client.get("/organs/", **PACKED)

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("accepts", [{}, PACKED])
def test_a_page_that_did_not_change_is_not_sent_again(client, county, accepts):
    tag = client.get("/organs/", **accepts).headers["ETag"]

    again = client.get("/organs/", HTTP_IF_NONE_MATCH=tag, **accepts)

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == tag
    assert again.headers["Cache-Control"] == public_pages.CACHE_CONTROL


def test_a_head_has_the_headers_and_nothing_more(client, county):
    page = client.get("/organs/")

    head = client.head("/organs/")

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == str(len(page.content))


def test_a_kept_page_keeps_all_its_headers(client, county):
    cold, warm = client.get("/organs/"), client.get("/organs/")

    assert dict(cold.headers) == dict(warm.headers)
    assert "default-src 'self'" in warm.headers["Content-Security-Policy"]
    assert warm.headers["X-Frame-Options"] == "DENY"


def test_a_public_page_sets_no_cookie_and_does_not_depend_on_one(client, county):
    response = client.get("/organs/", HTTP_COOKIE="sessionid=x; csrftoken=y")

    assert not response.cookies
    assert "Cookie" not in response.headers["Vary"]


def test_an_address_that_asks_for_what_is_unknown_fills_no_memory(client, county):
    response = client.get("/organs/?from=singlemessage")

    assert response.status_code == 200
    assert len(public_pages.store) == 0


def test_pages_that_are_not_there_fill_no_memory(client, county):
    assert client.get("/nothing/").status_code == 404
    assert len(public_pages.store) == 0


def test_counties_do_not_share_what_is_kept(settings, client):
    settings.ALLOWED_HOSTS = ["*"]
    here, there = CountyFactory(), CountyFactory()
    OrganFactory(county=here, name="这里局")

    client.get("/organs/", SERVER_NAME=here.host)
    page = client.get("/organs/", SERVER_NAME=there.host).content.decode()

    assert "这里局" not in page


def test_while_the_database_is_down_kept_pages_are_still_served(client, county, monkeypatch):
    page = client.get("/organs/").content
    monkeypatch.setattr(counties.ledger, "sizes", down)

    response = client.get("/organs/")

    assert (response.status_code, response.content) == (200, page)


def test_while_the_database_is_down_other_pages_say_so_and_when_to_come_back(
    client, county, monkeypatch
):
    client.raise_request_exception = False
    monkeypatch.setattr(counties.ledger, "sizes", down)

    response = client.get("/organs/")

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert "系统正在维护" in response.content.decode()


def test_a_form_sent_is_never_answered_from_memory(client, county):
    client.get("/organs/")

    assert client.post("/organs/").status_code == 405
