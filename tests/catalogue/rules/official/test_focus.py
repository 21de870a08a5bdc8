"""重点或一般 and fields in columns of a county's own."""

import pytest

from mingtang.catalogue.choices import Emphasis
from mingtang.catalogue.rules.official.focus import (
    EMPHASIS_WORDS,
    NO_SUCH_FIELD,
    NO_SUCH_FIELD_BUT,
    NOT_EMPHASIS,
    read_emphasis,
    read_fields,
    unread_focus,
    with_focus,
)


@pytest.mark.parametrize("column", ["重点或一般", "是否 重点", "重点"])
@pytest.mark.parametrize(
    ("said", "meant"),
    [
        *(("重点", "key"), ("是", "key"), (" √ ", "key")),
        *(("一般", "general"), ("否", "general"), ("", "general"), ("看情况", "")),
    ],
)
def test_which_items_are_key_stands_in_a_column(column, said, meant):
    assert read_emphasis({"备注": "重点", column: said}) == meant


@pytest.mark.parametrize("column", ["领域", "试点领域", "公开领域"])
def test_which_field_stands_in_a_column(column):
    assert read_fields({column: "社会救助"}) == ["civil_affairs"]
    assert read_fields({column: ""}) == []
    assert read_fields({column: "社会救济"}) is None


def test_without_such_a_column_nothing_is_said():
    assert read_emphasis({"备注": "重点"}) == ""
    assert read_fields({"备注": "民政"}) is None
    assert list(unread_focus({"备注": "看情况"})) == []


def test_what_cannot_be_read_is_told_with_names_near_it():
    extra = {"是否重点": "看情况", "领域": "社会救济"}

    emphasis, field = unread_focus(extra)
    (other,) = unread_focus({"是否重点": "√", "领域": "别的"})

    assert emphasis == ("emphasis", "是否重点", "看情况", NOT_EMPHASIS, {})
    assert field[:4] == ("fields", "领域", "社会救济", NO_SUCH_FIELD_BUT)
    assert "社会救助" in field[4]["near"]
    assert other == ("fields", "领域", "别的", NO_SUCH_FIELD, {})


@pytest.mark.parametrize(
    ("extra", "emphasis", "fields", "printed"),
    [
        ({}, "general", [], {}),
        ({}, "key", ["health", "education"], {"重点或一般": "重点", "领域": "教育、卫生"}),
        ({}, "", None, {}),
        ({"是否重点": "是", "领域": "社会救助"}, "key", ["civil_affairs"], ...),
        ({"是否重点": "是", "领域": "社会救助"}, "", None, ...),
        ({"是否重点": "", "领域": "安全生产"}, "general", [], ...),
        ({"是否重点": "是", "领域": "民政"}, "general", [], {"是否重点": "一般", "领域": ""}),
        (
            {"是否重点": "", "领域": "社会救济"},
            "key",
            ["land"],
            {"是否重点": "重点", "领域": "土地"},
        ),
    ],
)
def test_both_are_printed_in_the_county_s_own_words_where_these_say_so(
    extra, emphasis, fields, printed
):
    wanted = extra if printed is ... else printed

    assert with_focus({"备注": "好", **extra}, emphasis, fields) == {"备注": "好", **wanted}


def test_the_words_are_those_of_the_database():
    assert [*EMPHASIS_WORDS] == Emphasis.values
