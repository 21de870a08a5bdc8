import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import uscc

from mingtang.foundation.personal_data import Kind, Strength, find

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=30)
DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2026, 12, 31))
THREE = st.integers(0, 999).map("{:03}".format)


def kinds(text):
    return [(one.kind, one.strength) for one in find(text)]


def check_digit(body):
    """GB 11643 written down once more, without a library."""
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


@st.composite
def identity(draw):
    body = f"110105{draw(DAYS):%Y%m%d}{draw(THREE)}"
    return body + check_digit(body)


@given(HAN, identity(), HAN)
def test_an_identity_number_in_any_chinese_text_is_found(left, number, right):
    found = [one for one in find(left + number + right) if one.kind == Kind.RESIDENT_ID]

    assert [(one.value, one.strength) for one in found] == [(number, Strength.STRONG)]
    assert (found[0].start, found[0].end) == (len(left), len(left) + 18)


@given(identity(), st.sampled_from("0123456789X"))
def test_an_identity_number_with_a_wrong_check_digit_is_none(number, digit):
    wrong = number[:-1] + digit

    found = {one.kind for one in find(f"编号为{wrong}。")}

    assert (Kind.RESIDENT_ID in found) == (wrong == number)


@given(identity(), st.data())
def test_gaps_and_wide_digits_hide_no_identity_number(number, data):
    gaps = st.sampled_from(["", "", "", " ", "-", "\n", "\r\n", "\u3000", "\u200b", "\u00a0"])
    written = "".join(digit + data.draw(gaps) for digit in number[:-1]) + number[-1]
    wide = written.translate({ord("0") + n: ord("０") + n for n in range(10)})

    for text in (written, wide):
        assert [(one.kind, one.value) for one in find(f"（{text}）")] == [(Kind.RESIDENT_ID, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("11010519491231002X", (Kind.RESIDENT_ID, Strength.STRONG)),
        ("11010519491231002x", (Kind.RESIDENT_ID, Strength.STRONG)),
        ("440524188001010014", (Kind.RESIDENT_ID, Strength.STRONG)),
        ("身份证号：11010519491231002０", (Kind.RESIDENT_ID, Strength.WEAK)),
        ("11010519491231002X43", (Kind.DISABILITY, Strength.STRONG)),
        ("身份证 110105491231002", (Kind.RESIDENT_ID, Strength.STRONG)),
        ("110105491231002", (Kind.RESIDENT_ID, Strength.WEAK)),
        ("13812345678", (Kind.MOBILE, Strength.STRONG)),
        ("＋８６１３８１２３４５６７８", (Kind.MOBILE, Strength.STRONG)),
        ("0086 13812345678", (Kind.MOBILE, Strength.STRONG)),
        ("138-1234-5678", (Kind.MOBILE, Strength.STRONG)),
        ("138 1234 5678。", (Kind.MOBILE, Strength.STRONG)),
        ("1381234\n5678", (Kind.MOBILE, Strength.STRONG)),
        ("13812\n345678", (Kind.MOBILE, Strength.WEAK)),
        ("1 3 8 1 2 3 4 5 6 7 8", (Kind.MOBILE, Strength.WEAK)),
        ("TEL13812345678", (Kind.MOBILE, Strength.WEAK)),
        ("138 1234 5678 9000", (Kind.MOBILE, Strength.WEAK)),
        ("4111111111111111", (Kind.BANK_CARD, Strength.STRONG)),
        ("4111 1111 1111 1111", (Kind.BANK_CARD, Strength.STRONG)),
        ("41111111\n11111111", (Kind.BANK_CARD, Strength.STRONG)),
        ("一卡通 1234567812345670", (Kind.BANK_CARD, Strength.STRONG)),
        ("账号：1234567812345678", (Kind.ACCOUNT, Strength.WEAK)),
        ("010-62345678", (Kind.LANDLINE, Strength.WEAK)),
        ("（0510）8234567", (Kind.LANDLINE, Strength.WEAK)),
    ],
)
def test_a_number_that_belongs_to_a_person_is_found(text, expected):
    assert kinds(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "示政发〔2026〕58号",
        "2026年9月18日至2026年12月31日",
        "索引号：115301210151278951-20260918-0001",
        "索引号 11410300MB1234567/2026-00012",
        "统一社会信用代码91350100M000100Y43",
        "组织机构代码D2143569-X",
        "订单号4111111111111111",
        "合同编号：13812345678",
        "项目代码2026-410328-48-01-123456",
        "13812345678.00",
        "1,3812345678",
        "¥13812345678",
        "共13812345678元",
        "13812345678 万元",
        "流水号20260918000012345678",
        "时间戳20260918093000",
        "1234567812345670",  # passes Luhn, but no issuer begins so and nothing names a card
        "4111111111111112",
        "138123456789",
        "23812345678",
        "a13812345678f",
        "1 3 8 1 2 3 4 5 6 7 8 9 0",
        "4123123412341234",
        "110105194913310027",  # no month 13
        "11*************02X",
        "138****5678",
        "************1111",
        "11010549133100215",
        "1234567890123456789012",
        "第12345 67890 12345\n67890行",
    ],
)
def test_a_number_that_is_no_persons_is_left_alone(text):
    assert kinds(text) == []


def test_an_organisation_whose_number_has_the_shape_of_a_card_is_not_taken_for_one():
    number = next(
        number
        for number in map(str, range(621000000000000000, 621000000000100000))
        if uscc.is_valid(number) and luhn.is_valid(number)
    )

    assert kinds(f"代码{number}") == []
    assert re.fullmatch(r"62[0-9]{16}", number)
