import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.foundation.personal_data import Kind, Strength, find, find_each, mask
from mingtang.foundation.personal_data.kinds import LABELS
from mingtang.foundation.personal_data.masks import MASKS

PIECES = st.sampled_from(
    [
        "11010519491231002X", "138 1234 5678", "4111111111111111", "a@b.com", "京A12345",
        "住东乡镇幸福村3组12号", "护照E12345678", "，", " ", "\n", "电话", "1", "张三",
        "〔2026〕58号",
    ]
)  # fmt: skip
NUMBERS = {Kind.RESIDENT_ID, Kind.DISABILITY, Kind.MOBILE, Kind.BANK_CARD, Kind.PASSPORT}


def masked(text):
    return mask(text, find(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("张三11010519491231002X。", "张三11*************02X。"),
        ("110105 19491231 002X", "11*************02X"),
        ("110105491231002", "11**********002"),
        ("138 1234 5678", "138****5678"),
        ("卡号4111 1111 1111 1111", "卡号************1111"),
        ("a@b.com，京A12345", "***，***"),
        ("家住示范县东乡镇幸福村12号", "家住示范县东乡镇***"),
        ("家住示范县城东街道人民路12号", "家住示范县城东街道***"),
        ("家住示范县幸福小区12号", "家住示范县***"),
        ("家住幸福小区12号", "家住***"),
        ("没有要遮的", "没有要遮的"),
    ],
)
def test_each_kind_is_masked_by_its_convention(text, expected):
    assert masked(text) == expected


def test_every_kind_has_a_name_and_a_mask_that_says_how_sure_it_is():
    assert set(LABELS) == set(MASKS) == set(Kind)
    assert {one.certainty for one in MASKS.values()} == {"P"}  # no statute says which digits stay
    assert find("13812345678")[0].label == "手机号码"


@given(st.lists(PIECES, max_size=12).map("、".join))
def test_what_is_masked_holds_no_number_any_more_and_findings_never_overlap(text):
    findings = find(text)
    ends = [0, *(one.end for one in findings)]

    assert all(end <= one.start < one.end for end, one in zip(ends, findings, strict=False))
    assert all(one.value == text[one.start : one.end] for one in findings)
    assert NUMBERS.isdisjoint(
        one.kind for one in find(masked(text)) if one.strength is Strength.STRONG
    )


@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    assert mask(text, []) == text
    find(text)


@given(st.lists(st.lists(PIECES, max_size=3).map("、".join), max_size=8))
def test_finding_in_many_texts_at_once_is_finding_in_each(texts):
    together = [(number, one.kind, one.start, one.value) for number, one in find_each(texts)]

    apart = [(n, one.kind, one.start, one.value) for n, t in enumerate(texts) for one in find(t)]
    assert together == apart


def test_the_same_place_is_masked_once():
    text = "13812345678"

    assert mask(text, find(text) * 2) == "138****5678"


def test_a_megabyte_of_ordinary_text_does_not_run_away():
    paragraph = "为保障公民依法获取政府信息，张三（11010519491231002X）于2026年9月18日申请公开。"
    text = paragraph * (1_000_000 // len(paragraph.encode()))
    started = time.process_time()

    assert len(find(text)) == text.count("张三")
    assert time.process_time() - started < 20  # it would be hours
