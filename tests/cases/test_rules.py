import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.cases import rules
from mingtang.foundation.errors import NotUnderstood

ON = datetime.date(2026, 3, 10)
IDENTITY = "110105194912310021"  # a made-up person; the check digit is wrong
WITH_IDENTITY = f"公示名单里有李某的身份证号{IDENTITY},应当遮盖。"


def test_words_are_cleaned_of_what_nobody_can_see():
    written = rules.words("合计\x00与各行\u202e相加\u200b不一致,请核对。\r\n\r\n\r\n第二行", on=ON)

    assert written.public == "合计与各行相加不一致,请核对。\n\n第二行"
    assert written.original == ""


def test_rare_characters_stay():
    assert rules.words("𠮷家村的公示名单里没有我家。", on=ON).public.startswith("𠮷家村")


def test_personal_data_is_masked_and_the_original_kept_apart():
    written = rules.words(WITH_IDENTITY, on=ON)

    assert IDENTITY not in written.public
    assert written.original == WITH_IDENTITY


def test_an_offices_telephone_stays():
    text = "页面上的监督电话0539-8200000打不通,请更正。"

    assert rules.words(text, on=ON) == (text, "")


@pytest.mark.parametrize("text", ["", "  ", "错了错了错了错了错", "错 " * 9, "\u200b" * 40])
def test_too_short_to_understand_is_said_so(text):
    with pytest.raises(NotUnderstood, match="请至少写10个字"):
        rules.words(text, on=ON)


def test_the_shortest_and_the_longest_are_taken():
    assert rules.words("错" * 10, on=ON).public == "错" * 10
    assert rules.words("错" * 2000, on=ON).public == "错" * 2000


def test_too_long_is_said_so():
    with pytest.raises(NotUnderstood, match="写了2001个字"):
        rules.words("错" * 2001, on=ON)


def test_contact_is_one_line_or_nothing():
    assert rules.contact(" 13800000000\n") == "13800000000"
    assert rules.contact(" \x00") == ""
    with pytest.raises(NotUnderstood, match="最多200个字"):
        rules.contact("1" * 201)


def test_an_answer_is_needed_and_bounded():
    assert rules.answer(" 已改正。\n", on=ON) == "已改正。"
    with pytest.raises(NotUnderstood, match="没有写答复"):
        rules.answer("\u202e ", on=ON)
    with pytest.raises(NotUnderstood, match="5001"):
        rules.answer("正" * 5001, on=ON)


def test_an_answer_names_nobody():
    with pytest.raises(NotUnderstood, match="手机号码") as refused:
        rules.answer("已电话告知李某,手机13900000000。", on=ON)

    assert "13900000000" not in str(refused.value)


def test_an_answer_may_tell_the_offices_telephone():
    assert rules.answer("已改正,可致电0539-8200000。", on=ON)


@given(serial=st.integers(0, 10**rules.DIGITS - 1))
def test_a_number_is_read_as_it_is_shown(serial):
    number = rules.receipt_number(serial)

    assert rules.read_receipt_number(number) == number
    assert rules.read_receipt_number(rules.spaced(number)) == number
    assert rules.read_receipt_number(number.lower().removeprefix("jc")) == number


def test_a_number_is_read_as_people_type_it():
    assert rules.receipt_number(123456789) == "JC1234567897"
    for typed in (
        "jc 1234-5678-97",
        "ＪＣ１２３４５６７８９７",
        " JC 1234 5678 97\n",
        "1234567897",
    ):
        assert rules.read_receipt_number(typed) == "JC1234567897"


@given(serial=st.integers(0, 10**rules.DIGITS - 1), place=st.integers(0, 9), by=st.integers(1, 9))
def test_one_wrong_digit_is_noticed(serial, place, by):
    digits = list(rules.receipt_number(serial).removeprefix("JC"))
    digits[place] = str((int(digits[place]) + by) % 10)

    with pytest.raises(NotUnderstood, match="写错了"):
        rules.read_receipt_number("".join(digits))


def test_two_digits_changed_about_are_mostly_noticed():
    noticed = 0
    pairs = [(a, b) for a, b in itertools.product("0123456789", repeat=2) if a != b]
    for a, b in pairs:
        digits = rules.receipt_number(int(f"12{a}{b}45678")).removeprefix("JC")
        try:
            rules.read_receipt_number(f"12{b}{a}{digits[4:]}")
        except NotUnderstood:
            noticed += 1

    assert noticed >= len(pairs) * 0.95


@pytest.mark.parametrize("typed", ["", "JC", "123", "JC12345678970", "AB1234567897", "\x00" * 99])
def test_what_is_no_number_is_said_so(typed):
    with pytest.raises(NotUnderstood, match="不是回执号"):
        rules.read_receipt_number(typed)


def test_the_same_form_with_the_same_words_is_the_same():
    assert rules.sent_as("key", "a", "b") == rules.sent_as("key", "a", "b")
    assert (
        len({rules.sent_as("key", *parts) for parts in (("a", "b"), ("ab", ""), ("a", "c"))}) == 3
    )
    assert len(rules.sent_as("\ud800", "")) == 64
