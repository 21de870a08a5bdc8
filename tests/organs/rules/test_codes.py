import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.foundation.errors import NotUnderstood
from mingtang.organs.rules.codes import (
    ALPHABET,
    credit_code,
    is_self_made,
    organ_code,
    self_made,
)

RIGHT = "91350100M000100Y43"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def check_sign(first17):
    """GB 32100-2015, written out once more."""
    total = sum(
        ALPHABET.index(sign) * weight for sign, weight in zip(first17, WEIGHTS, strict=True)
    )
    return ALPHABET[(31 - total % 31) % 31]


first17s = st.tuples(
    st.text(ALPHABET, min_size=2, max_size=2),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(ALPHABET, min_size=9, max_size=9),
).map("".join)


@given(first17s)
def test_a_code_with_its_own_check_sign_is_accepted_whoever_registered_it(first17):
    whole = first17 + check_sign(first17)

    assert credit_code(whole) == whole


@given(first17s, st.integers(0, 17), st.sampled_from("0123456789"))
def test_one_wrong_sign_is_always_noticed(first17, place, sign):
    whole = first17 + check_sign(first17)
    wrong = whole[:place] + sign + whole[place + 1 :]

    if wrong == whole:
        assert credit_code(wrong) == whole
    else:
        with pytest.raises(NotUnderstood):
            credit_code(wrong)


@pytest.mark.parametrize(
    "typed",
    [RIGHT, RIGHT.lower(), " 91350100-M000100Y4-3 ", "９１３５０１００Ｍ０００１００Ｙ４３"],
)
def test_spaces_hyphens_small_and_wide_letters_do_not_matter(typed):
    assert credit_code(typed) == organ_code(typed, county="130102") == RIGHT


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("91350100M000100Y44", "第18位应当是3，写的是4。请对照证书逐位核对"),
        ("91350100M000101Y43", "多半错在这九位里"),
        ("91350100M000100Y4", "是17位"),
        ("9135010OM000100Y43", "第8位不能是“O”"),
        ("91350100M000100I43", "第16位不能是“I”"),
        ("9135A100M000100Y43", "第5位不能是“A”：第3至8位"),
        ("91350100M000100张43", "第16位不能是“张”"),
        ("", "没有写代码"),
        ("ZB-130102", "请写成 ZB-区划代码-序号"),
        ("ZB-130102-", "写法不对"),
        ("ZB-130102-一", "写法不对"),
        ("ZB-1301-1", "写法不对"),
        ("ZB-130105-1", "“130105”不属于本县"),
    ],
)
def test_what_is_wrong_is_said_where_it_is_wrong(typed, said):
    with pytest.raises(NotUnderstood, match=said):
        organ_code(typed, county="130102")


@pytest.mark.parametrize("division", ["130102", "130102001", "130102001201"])
def test_our_own_code_names_a_division_of_the_county(division):
    code = self_made(division, "7A")

    assert is_self_made(code)
    assert organ_code(f" {code.lower()} ", county="130102") == code


@given(first17s)
def test_a_registered_code_is_never_taken_for_our_own(first17):
    assert not is_self_made(first17 + check_sign(first17))


def test_our_own_code_is_never_taken_for_a_registered_one():
    with pytest.raises(NotUnderstood):
        credit_code(self_made("130102001201", "1"))
