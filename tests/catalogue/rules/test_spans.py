import datetime

import pytest

from mingtang.catalogue.rules.spans import span_of

DAY = datetime.date


@pytest.mark.parametrize(
    ("part", "first", "last"),
    [
        ("", DAY(2028, 1, 1), DAY(2028, 12, 31)),
        ("Q1", DAY(2028, 1, 1), DAY(2028, 3, 31)),
        ("Q4", DAY(2028, 10, 1), DAY(2028, 12, 31)),
        ("02", DAY(2028, 2, 1), DAY(2028, 2, 29)),
        ("12", DAY(2028, 12, 1), DAY(2028, 12, 31)),
    ],
)
def test_a_year_a_quarter_and_a_month_have_both_their_days(part, first, last):
    assert span_of(2028, part) == (first, last)


@pytest.mark.parametrize("part", ["Q5", "13", "2"])
def test_another_part_is_none(part):
    with pytest.raises(ValueError, match="not in tuple"):
        span_of(2028, part)
