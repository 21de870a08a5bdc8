import pytest
from django.urls import get_script_prefix, reverse

from mingtang.channels.shared.manners import Manner, read
from tests.factories.organs import CountyFactory


@pytest.mark.parametrize(
    ("path", "mode", "language", "rest"),
    [
        ("/", "", "zh-hans", "/"),
        ("/organs/", "", "zh-hans", "/organs/"),
        ("/en/", "", "en", "/"),
        ("/zh-hant/organs/", "", "zh-hant", "/organs/"),
        ("/elder/", "elder", "zh-hans", "/"),
        ("/contrast/en/d/", "contrast", "en", "/d/"),
        ("/elder", "elder", "zh-hans", ""),
        ("/elder/en", "elder", "en", ""),
        ("/english/", "", "zh-hans", "/english/"),
        ("/en/elder/", "", "en", "/elder/"),
    ],
)
def test_the_manner_stands_before_the_path_mode_first(path, mode, language, rest):
    assert read(path) == (Manner(mode, language), rest)


def test_a_prefix_is_read_back_as_the_manner_it_was_made_from():
    for mode in ("", "elder", "contrast"):
        for language in ("zh-hans", "zh-hant", "en"):
            manner = Manner(mode, language)
            assert read(f"{manner.prefix}/d/") == (manner, "/d/")


@pytest.mark.django_db
def test_links_of_a_page_stay_in_its_manner(client):
    CountyFactory()

    page = client.get("/elder/en/organs/").content.decode()

    assert 'href="/elder/en/items/"' in page
    assert 'href="/items/"' not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/", '<html lang="zh-Hans">'),
        ("/elder/zh-hant/", '<html lang="zh-Hant" data-mode="elder">'),
        ("/contrast/en/", '<html lang="en" data-theme="contrast">'),
    ],
)
def test_the_page_says_its_language_and_its_mode(client, path, said):
    CountyFactory()

    response = client.get(path)

    assert said in response.content.decode()
    assert response.headers["Content-Language"] == said.split('"')[1]


@pytest.mark.django_db
def test_the_same_page_is_offered_in_the_other_manners_with_what_was_asked(client):
    CountyFactory()

    page = client.get("/elder/organs/?tier=county").content.decode()

    assert 'href="/organs/?tier=county">标准版' in page
    assert 'href="/contrast/organs/?tier=county"' in page
    assert 'href="/elder/en/organs/?tier=county" lang="en"' in page
    assert '<link rel="canonical" href="http://testserver/organs/?tier=county">' in page
    assert 'hreflang="zh-Hant" href="http://testserver/zh-hant/organs/?tier=county"' in page


@pytest.mark.django_db
def test_nothing_of_a_manner_is_left_behind_for_the_next_page(client):
    CountyFactory()

    client.get("/en/organs/")

    assert get_script_prefix() == "/"
    assert reverse("website:organs") == "/organs/"


@pytest.mark.django_db
def test_a_manner_without_its_slash_leads_to_the_page_with_it(client):
    CountyFactory()

    response = client.get("/elder?x=1")

    assert (response.status_code, response.headers["Location"]) == (301, "/elder/?x=1")


@pytest.mark.django_db
def test_a_page_whose_slash_is_missing_keeps_its_manner(client):
    CountyFactory()

    response = client.get("/en/organs")

    assert (response.status_code, response.headers["Location"]) == (301, "/en/organs/")
