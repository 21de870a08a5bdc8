import datetime

import pytest

from mingtang.channels.desk.typed_days import named_days, plain_days
from mingtang.foundation.errors import NotUnderstood


def day(month, number, year=2027):
    return datetime.date(year, month, number)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("1月1日 元旦", [day(1, 1)]),
        ("１月１日　元旦", [day(1, 1)]),
        ("1月1日（周五）至3日（周日） 元旦", [day(1, 1), day(1, 2), day(1, 3)]),
        ("1月31日至2月1日 元旦", [day(1, 31), day(2, 1)]),
        ("2027-01-01 元旦", [day(1, 1)]),
        ("2027年1月1日—2027年1月2日 元旦", [day(1, 1), day(1, 2)]),
        ("2026年12月31日到2027年1月1日 元旦", [day(12, 31, 2026), day(1, 1)]),
    ],
)
def test_a_festival_is_read_as_it_is_written_in_notices(typed, days):
    assert named_days(typed, year=2027) == dict.fromkeys(days, "元旦")


def test_lines_without_a_name_and_empty_lines_are_read_too():
    assert named_days("\n5月1日\n\n", year=2027) == {day(5, 1): ""}


def test_nothing_typed_is_no_day():
    assert named_days("", year=2027) == {}
    assert plain_days(" \n", year=2027) == []


@pytest.mark.parametrize("between", ["、", "，", " ", "\n", "; "])
def test_days_stand_with_anything_between(between):
    assert plain_days(f"2月14日{between}2月27日", year=2027) == [day(2, 14), day(2, 27)]


@pytest.mark.parametrize(
    "typed", ["14日", "2月", "2月30日", "明天", "2月3日至1日", "1月1日至3月9日"]
)
def test_what_is_no_day_is_refused_with_the_mend(typed):
    with pytest.raises(NotUnderstood):
        plain_days(typed, year=2027)


@pytest.mark.parametrize("typed", ["1月1日至", "1月1日至 元旦"])
def test_a_span_without_its_end_says_what_is_missing_and_how_to_write_it(typed):
    with pytest.raises(NotUnderstood, match="没有写到哪一天为止.*例如：1月1日至3日"):
        named_days(typed, year=2027)
