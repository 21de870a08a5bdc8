import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.foundation import numerals

TENS = "零一二三四五六七八九"


@given(st.integers(1, 999))
def test_numbers_are_read_in_chinese_too(number):
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    written = f"{TENS[hundreds]}百" if hundreds else ""
    if tens:
        written += f"{TENS[tens]}十"
    elif written and ones:
        written += "零"
    written += TENS[ones] if ones else ""

    assert numerals.number(written) == numerals.number(str(number)) == number


@pytest.mark.parametrize(("written", "number"), [("十", 10), ("十五", 15), ("两", 2), ("百", 100)])
def test_as_they_are_spoken_too(written, number):
    assert numerals.number(written) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("零", 0),
        ("九", 9),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("四十八", 48),
        ("一百零三", 103),
    ],
)
def test_numbers_are_read_as_laws_write_them(written, number):
    assert numerals.number(written) == number
