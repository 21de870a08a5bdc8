import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.catalogue.rules.official import words
from mingtang.catalogue.rules.official.ticks import is_ticked, ticked

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

    assert words.number(written) == words.number(str(number)) == number


@pytest.mark.parametrize(("written", "number"), [("十", 10), ("十五", 15), ("两", 2), ("百", 100)])
def test_as_they_are_spoken_too(written, number):
    assert words.number(written) == number


def test_a_line_broken_inside_a_name_is_one_again_and_items_keep_their_lines():
    assert words.line("行政\r\n许可 ") == "行政许可"
    assert words.line("open\ngovernment 公开") == "open government 公开"
    assert words.lines(" 一\n\n\u200b二\u3000 \n") == "一\n二"
    assert words.tight("２０ 个\n工作日（含）") == "20个工作日(含)"


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("■政府网站 □政府公报", ["政府网站"]),
        ("☑ 政 府\n网站；√公示栏、", ["政府网站", "公示栏"]),
        ("□政府网站■其他＿＿", ["其他__"]),
        ("□政府网站 ■ ", []),
        ("政府网站", None),
        ("", None),
    ],
)
def test_ticked_boxes_name_what_stands_behind_them(cell, names):
    expected = None if names is None else [words.tight(name) for name in names]

    assert ticked(cell) == expected


@pytest.mark.parametrize(
    ("cell", "is_it"),
    [("√", True), (" ■ ", True), ("", False), ("□", False), ("—", False), ("村民", None)],
)
def test_a_column_of_its_own_is_ticked_or_not_or_says_something_else(cell, is_it):
    assert is_ticked(cell) is is_it
