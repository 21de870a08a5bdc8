import pytest

from mingtang.issued.rules.lags import Lag, lag_of


def test_of_nothing_there_is_no_middle():
    assert lag_of([]) is None


@pytest.mark.parametrize(
    ("days", "lag", "middle"),
    [
        ([4], Lag(1, 4.0, 4), "4"),
        ([0, 1, 9, 30], Lag(4, 5.0, 30), "5"),
        ([0, 1, 2, 30], Lag(4, 1.5, 30), "1.5"),
    ],
)
def test_the_middle_and_the_slowest_of_them(days, lag, middle):
    assert lag_of(days) == lag
    assert lag_of(days).middle == middle


def test_a_few_say_little():
    assert (lag_of([1] * 4).is_few, lag_of([1] * 5).is_few) == (True, False)
