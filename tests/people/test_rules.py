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
