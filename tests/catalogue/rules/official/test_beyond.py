"""What no official table has a column for: read where a county adds one, printed where it says
something."""

from dataclasses import replace

import pytest

from mingtang.catalogue.choices import Frequency
from mingtang.catalogue.choices import Retention as Kept
from mingtang.catalogue.queries.standards import shipped_standard
from mingtang.catalogue.rules.items import Retention
from mingtang.catalogue.rules.official.beyond import (
    kept_beyond,
    printed_beyond,
    read_beyond,
    unread_beyond,
)
from mingtang.catalogue.rules.official.drafting import opens_by_fact
from mingtang.catalogue.rules.terms_of_items import Every

SAID = {"at_least_every": "year", "retention": "permanent", "table_schema": "budget.county"}
PRINTED = {"最低频次": "每年", "保管期限": "永久", "数据表": "budget.county"}
BUDGET = replace(
    next(item for item in shipped_standard().items if item.code == "C-02"), never_nil=False
)
REPORT = replace(BUDGET, never_nil=True)
PAPERS = replace(BUDGET, at_least_every="", retention="", table_schema="")


def test_what_an_item_says_is_printed_and_read_again():
    assert printed_beyond(BUDGET) == PRINTED
    assert read_beyond(PRINTED) == kept_beyond(BUDGET) == SAID
    assert printed_beyond(PAPERS) == kept_beyond(PAPERS) == {}


def test_whether_nil_is_an_answer_is_printed_where_it_is_none():
    assert printed_beyond(REPORT) == {**PRINTED, "必有内容": "是"}
    assert read_beyond(printed_beyond(REPORT)) == kept_beyond(REPORT) == {**SAID, "never_nil": True}


@pytest.mark.parametrize(("said", "is_so"), [("是", True), (" √ ", True), ("否", False)])
def test_a_county_may_say_either_in_its_column(said, is_so):
    assert read_beyond({"必有内容": said}) == {"never_nil": is_so}
    assert unread_beyond({"必有内容": said}) == {}


def test_columns_are_read_with_spaces_and_another_is_left_alone():
    assert read_beyond({"最低 频次": " 每季度\n", "备注": "每月"}) == {"at_least_every": "quarter"}


@pytest.mark.parametrize("column", [*PRINTED, "必有内容"])
def test_what_cannot_be_read_is_told_by_its_column(column):
    extra = {column: "看情况", "备注": "看情况"}

    assert read_beyond(extra) == {}
    assert unread_beyond(extra) == {column: "看情况"}
    assert unread_beyond({**PRINTED, column: ""}) == {}


@pytest.mark.parametrize(
    ("due", "is_so"),
    [
        ({"after": "decided", "n": 7, "unit": "d"}, True),
        ({"at": "once"}, True),
        ({"every": "month", "by_day": 10}, False),
        ({"yearly_by": "01-31"}, False),
        ({"standing": True}, False),
        (None, False),
    ],
)
def test_only_what_facts_open_can_be_expected_at_least_so_often(due, is_so):
    assert opens_by_fact(due) == is_so


def test_the_words_are_those_of_the_database():
    assert [*Every] == Frequency.values
    assert [*Retention] == Kept.values
