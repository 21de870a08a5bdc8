import pytest

from mingtang.foundation.errors import NotUnderstood
from mingtang.people import rules


@pytest.mark.parametrize(
    ("given", "kept"), [("Zhang.San", "zhang.san"), (" ｌｉ－４ ", "li-4"), ("a_b", "a_b")]
)
def test_a_user_name_is_kept_in_small_letters(given, kept):
    assert rules.username(given) == kept


@pytest.mark.parametrize("given", ["", "ab", ".ab", "张三三", "a b c", "x" * 33, "ab\u0000c"])
def test_what_cannot_be_a_user_name_is_refused(given):
    with pytest.raises(NotUnderstood, match="3到32个小写字母"):
        rules.username(given)


@pytest.mark.parametrize(
    "given",
    ["13800138000", "１３８-0013-8000", "8613800138000", "11010119900307123X", "110101900307123"],
)
def test_no_number_by_which_a_person_is_known_elsewhere_is_a_user_name(given):
    with pytest.raises(NotUnderstood, match="手机号或者身份证号"):
        rules.username(given)


@pytest.mark.parametrize("given", ["20260101", "zhang13800138000", "12800138000"])
def test_other_numbers_may_be_user_names(given):
    assert rules.username(given) == given


def test_a_name_is_kept_as_written():
    assert rules.full_name(" 某·𬭎\u202e ") == "某·𬭎"


@pytest.mark.parametrize("given", ["", " \u200b", "长" * 65])
def test_somebody_has_a_name_of_some_length(given):
    with pytest.raises(NotUnderstood, match="请写姓名"):
        rules.full_name(given)


@pytest.mark.parametrize("given", ["", "a@example.gov.cn", "名@example.cn"])
def test_an_address_is_kept(given):
    assert rules.email(f" {given} ") == given


@pytest.mark.parametrize("given", ["a", "a@b", "a b@c.cn", "a@b@c.cn", f"{'a' * 250}@b.cn"])
def test_what_is_no_address_is_refused(given):
    with pytest.raises(NotUnderstood, match="不是电子邮箱地址"):
        rules.email(given)
