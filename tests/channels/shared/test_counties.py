import pytest
from django.test import Client

from mingtang.channels.shared.counties import served_at
from mingtang.organs.models import County
from tests.factories.ledger import LogFactory
from tests.factories.organs import CountyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _any_host(settings):
    settings.ALLOWED_HOSTS = ["*"]


def test_each_county_answers_at_its_own_host():
    here, there = CountyFactory(), CountyFactory()

    assert here.name in Client(SERVER_NAME=here.host).get("/").content.decode()
    assert there.name in Client(SERVER_NAME=there.host).get("/").content.decode()


def test_the_only_county_answers_at_any_host():
    county = CountyFactory(host="")

    assert county.name in Client(SERVER_NAME="x.example").get("/").content.decode()


def test_among_several_a_host_that_is_nobodys_gets_a_page_that_says_so():
    CountyFactory()
    CountyFactory()

    response = Client(SERVER_NAME="x.example").get("/")

    assert response.status_code == 404
    assert "没有对应的县" in response.content.decode()


def test_an_installation_without_a_county_says_what_to_do():
    response = Client().get("/")

    assert response.status_code == 404
    assert "先设立县" in response.content.decode()


def test_the_port_is_no_part_of_the_name():
    county = CountyFactory()
    CountyFactory()

    assert served_at(f"{county.host}:8000").county == county


def test_what_has_been_seen_costs_one_query_more(django_assert_num_queries):
    county = CountyFactory()
    LogFactory(origin=county.log_origin, size=5)
    served_at(county.host)

    with django_assert_num_queries(1):
        assert served_at(county.host).version == 5


def test_a_new_name_is_seen_at_once(django_assert_num_queries):
    county = CountyFactory(name="旧县")
    log = LogFactory(origin=county.log_origin)
    served_at(county.host)
    County.objects.filter(pk=county.pk).update(name="新县")
    log.size += 1
    log.save()

    assert served_at(county.host).county.name == "新县"


def test_a_second_county_ends_the_time_of_the_only_one():
    first = CountyFactory()
    LogFactory(origin=first.log_origin)
    assert served_at("x.example").county == first
    second = CountyFactory(host="x.example")
    LogFactory(origin=second.log_origin)

    assert served_at("x.example").county == second


def test_machines_that_watch_need_no_county(client):
    assert client.get("/healthz").status_code == 200
