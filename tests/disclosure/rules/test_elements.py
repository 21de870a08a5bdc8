import pytest

from mingtang.disclosure.rules.elements import NO_DATE, NO_NUMBER, NO_PHONE, why_not_of_kind


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("date", "2026-09-18"),
        ("date", "2026年9月18日"),
        ("date", "\uff12\uff10\uff12\uff16.9.18"),
        ("number", "0"),
        ("number", "1,286.5"),
        ("number", "-12"),
        ("number", "39.60亿元"),
        ("number", "98.3%"),
        ("number", "约320户"),
        ("phone", "0000-0000000"),
        ("phone", "(0311)88000000"),
        ("phone", "8800000，工作日上午"),
        ("phone", "办公室 0311-88000000、监督 12345"),
        ("phone", "119"),
        ("phone", "95598"),
        ("phone", "400-820-0000"),
        ("table", "见附件"),
        ("text", "很多"),
        ("long", "2026年2月30日"),
        ("made_up", "x"),
    ],
)
def test_what_is_of_its_kind_is_right(kind, written):
    assert why_not_of_kind(kind, written) == ""


@pytest.mark.parametrize(
    ("kind", "written", "mend"),
    [
        ("date", "2026年2月30日", NO_DATE),
        ("date", "年底前", NO_DATE),
        ("date", "2026年3月", NO_DATE),
        ("number", "很多", NO_NUMBER),
        ("number", "三百二十", NO_NUMBER),
        ("number", "1,28", NO_NUMBER),
        ("number", "\u0661\u0662", NO_NUMBER),
        ("phone", "没有", NO_PHONE),
        ("phone", "12", NO_PHONE),
        ("phone", "2026-09-18", NO_PHONE),
        ("phone", "\u0661\u0662\u0663\u0664\u0665", NO_PHONE),
    ],
)
def test_what_is_not_is_answered_with_the_mend(kind, written, mend):
    assert why_not_of_kind(kind, written) == mend


@pytest.mark.parametrize("kind", ["date", "number", "phone", "text"])
def test_what_is_not_written_is_for_another_check(kind):
    assert why_not_of_kind(kind, " ") == ""
