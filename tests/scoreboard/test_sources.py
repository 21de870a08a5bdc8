import json

import pytest

from scoreboard import sources
from scoreboard.sources import Folder, Kept, Site, answer, file_name, rows, site
from tests.tlog.verifying.conftest import website  # noqa: F401 - a fixture
from tlog.errors import Broken


def test_a_site_answers_at_its_address(website):  # noqa: F811 - the fixture
    website.answers["/api/v1/items?after=0"] = (200, {"items": [{"code": "A"}], "next": None})

    source = site(website.address.rstrip("/"))

    assert source == Site(website.address)
    assert list(rows(source, "items")) == [{"code": "A"}]


def test_pages_follow_each_other_until_one_is_empty_or_says_so(website):  # noqa: F811
    website.answers |= {
        "/api/v1/acts?since=0": (200, {"acts": [1, 2], "next": 2}),
        "/api/v1/acts?since=2": (200, {"acts": [3], "next": 3}),
        "/api/v1/acts?since=3": (200, {"acts": [], "next": 3}),
        "/api/v1/items?after=0": (200, {"items": [1], "next": 0}),
    }

    assert list(rows(Site(website.address), "acts", "since")) == [1, 2, 3]
    assert list(rows(Site(website.address), "items")) == [1]


def test_a_list_without_an_end_is_read_to_a_bound(website, monkeypatch):  # noqa: F811
    monkeypatch.setattr(sources, "MOST_PAGES", 2)
    website.answers |= {
        f"/api/v1/items?after={at}": (200, {"items": [at], "next": at + 1}) for at in range(3)
    }

    assert list(rows(Site(website.address), "items")) == [0, 1]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ((404, {}), "404"),
        ((200, b"<html>"), "cannot be read"),
        ((200, []), "cannot be read"),
        ((200, {"items": None}), "cannot be read"),
    ],
)
def test_what_is_no_answer_is_said(website, told, words):  # noqa: F811
    website.answers["/api/v1/items?after=0"] = told

    with pytest.raises(Broken, match=words):
        list(rows(Site(website.address), "items"))


def test_an_answer_that_is_too_large_and_a_site_that_is_not_there_are_said(
    website,  # noqa: F811
    monkeypatch,
):
    website.answers["/x"] = (200, {"x": "y" * 99})
    monkeypatch.setattr(sources, "LONGEST", 50)

    with pytest.raises(Broken, match="too large"):
        answer(Site(website.address), "x")
    with pytest.raises(Broken, match="cannot get"):
        answer(Site("http://127.0.0.1:9/"), "x")
    with pytest.raises(Broken, match="http"):
        site("zwgk.example.gov.cn")


def test_answers_are_kept_as_they_came_and_read_again_without_a_network(tmp_path):
    class One:
        def read(self, path):
            return json.dumps({"items": [path], "next": None}).encode()

    there = tmp_path / "kept"

    first = list(rows(Kept(One(), there), "items"))

    assert list(rows(Folder(there), "items")) == first
    assert [one.name for one in there.iterdir()] == [file_name("api/v1/items?after=0")]
    with pytest.raises(Broken, match="no answers were kept"):
        Folder(there).read("api/v1/organs?after=0")
    (tmp_path / "file").write_text("")
    with pytest.raises(Broken, match="cannot get"):
        Folder(tmp_path / "file").read("api/v1/organs?after=0")
    with pytest.raises(Broken, match="cannot write"):
        Kept(One(), tmp_path / "file" / "below").read("x")
