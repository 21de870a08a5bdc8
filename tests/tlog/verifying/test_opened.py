import pytest

from tests.tlog import making
from tests.tlog.verifying.opening import SALTED, committed, opened
from tlog.errors import Broken
from tlog.verifying.opened import commitments_in, content, fits

TITLE = {"title": "公告"}
MADE = committed(text=TITLE)


def test_commitments_are_read_from_an_entry():
    assert commitments_in(making.act(1, commitments=MADE)) == MADE


def test_what_was_committed_to_fits_with_and_without_the_name_of_the_hash():
    assert fits(MADE, "text", opened(TITLE))
    assert fits({"text": f"hmac-sha256:{MADE['text']}"}, "text", opened(TITLE))


@pytest.mark.parametrize(
    "said",
    [
        None,
        "text",
        {},
        {"content": '{"title":"公告"}'},
        {"content": 7, "salt": SALTED},
        {"content": '{"title":"公告"}', "salt": 7},
        {"content": '{"title":"公告"}', "salt": "*"},
        {"content": '{"title":"公告"}', "salt": ""},
        {"content": '{"title":"公告"} ', "salt": SALTED},
        {"content": "\ud800", "salt": SALTED},
    ],
)
def test_anything_else_does_not(said):
    assert not fits(MADE, "text", said)


def test_what_fits_one_group_does_not_fit_another():
    assert not fits(MADE, "data", opened(TITLE))


def test_content_is_read():
    assert content({"text": opened(TITLE)}, "text") == TITLE


@pytest.mark.parametrize(
    "groups",
    [
        {},
        {"text": "text"},
        {"text": {}},
        {"text": {"content": 7}},
        {"text": {"content": "{"}},
        {"text": {"content": "[1]"}},
        {"text": {"content": "[" * 100_000}},
    ],
)
def test_content_that_is_no_object_is_refused(groups):
    with pytest.raises(Broken, match="the opened content lacks text"):
        content(groups, "text")
