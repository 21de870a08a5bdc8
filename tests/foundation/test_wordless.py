import pytest

from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.wordless import (
    NO_WORDS,
    length_without_repeats,
    refuse_wordless,
    says_something,
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "。。。。。。。。",
        "x",
        "aaaaaaaaaa",
        "无",
        "不不不不",
        "2026-09-18",
        "a1b2c",
        "ＡＡａａ",
        "……——",
    ],
)
def test_signs_that_are_no_words_say_nothing(text):
    assert not says_something(text)
    with pytest.raises(RuleBroken) as broken:
        refuse_wordless(text)
    assert broken.value.template == NO_WORDS


@pytest.mark.parametrize(
    "text", ["笔误", "号写错了。", "typo", "作废作废", "ᠮᠣᠩᠭᠣᠯ", "\ue000\ue001", "见A类"]
)
def test_a_word_or_two_in_whatever_script_say_something(text):
    assert says_something(text)
    refuse_wordless(text)


def test_a_row_of_one_sign_makes_nothing_longer():
    assert length_without_repeats("内部。。。。。。。。") == 3
    assert length_without_repeats("aaaaaaaaaa") == 1
    assert length_without_repeats("本年度没有编制预算。") == 10
    assert length_without_repeats("") == 0
