"""A file is served as it came, or not at all."""

import datetime

import pytest

from mingtang.channels.shared.downloads import file_response
from mingtang.channels.shared.missing import Missing
from mingtang.files.actions import store
from tests.files.made import damaged, lost

AT = datetime.datetime(2026, 9, 18, 8, tzinfo=datetime.UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def file():
    return store(content="第一行".encode(), name="a.txt", by=None, at=AT)


def test_a_file_is_served_under_the_name_people_see(file):
    response = file_response(file, "决算 表.txt")

    assert b"".join(response.streaming_content) == "第一行".encode()
    assert response.headers["Content-Disposition"] == (
        "inline; filename*=UTF-8''%E5%86%B3%E7%AE%97%20%E8%A1%A8.txt"
    )


@pytest.mark.parametrize(
    "damage", [lambda file: damaged(file, b"other"), lost], ids=["other", "gone"]
)
def test_one_that_is_not_what_it_was_is_never_served(file, damage):
    damage(file)

    with pytest.raises(Missing, match="和存入时不一样"):
        file_response(file, "a.txt")
