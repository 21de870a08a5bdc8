import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.channels.shared.shown.numbers import grouped, percent, size


def test_thousands_are_set_apart():
    assert grouped(48213) == "48,213"


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(4093, 4232, "96.7"), (0, 3, "0.0"), (3, 3, "100.0"), (1, 0, "")]
)
def test_a_rate_is_told_to_a_tenth(part, whole, said):
    assert percent(part, whole) == said


@given(st.integers(1, 10**7), st.data())
def test_only_all_is_a_hundred(whole, data):
    part = data.draw(st.integers(0, whole))

    assert (percent(part, whole) == "100.0") == (part == whole)
    assert float(percent(part, whole)) <= 100 * part / whole < float(percent(part, whole)) + 0.1001


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 B"), (1023, "1023 B"), (1024, "1 KB"), (422_000, "412 KB"), (1_900_000, "1.8 MB")],
)
def test_sizes_are_told_as_people_say_them(count, said):
    assert size(count) == said
