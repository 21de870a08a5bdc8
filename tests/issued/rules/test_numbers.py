import pytest

from mingtang.foundation.errors import NotUnderstood, RuleBroken
from mingtang.issued.rules.numbers import (
    FIRST_JUMPS,
    NUMBER_JUMPS,
    Gap,
    Number,
    gaps,
    parse_number,
    refuse_jump,
)


@pytest.mark.parametrize(
    "typed",
    ["示政发〔2026〕5号", "示政发[2026]5号", "示政发（2026）第005号", " 示政发【２０２６】５号 "],
)
def test_a_number_is_read_in_whatever_brackets(typed):
    number = parse_number(typed)

    assert number == Number("示政发", 2026, 5)
    assert str(number) == "示政发〔2026〕5号"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "没有写文号"),
        ("示政发2026年5号", "不是文号"),
        ("示政发〔2026〕号", "不是文号"),
        ("示政发〔1900〕5号", "1949年"),
    ],
)
def test_what_is_no_number_is_said_and_how_to_write_one(typed, words):
    with pytest.raises(NotUnderstood, match=words):
        parse_number(typed)


@pytest.mark.parametrize(
    ("serials", "missing"),
    [
        ([], []),
        ([1, 2, 3], []),
        ([3], [Gap(1, 2)]),
        ([1, 2, 5, 9, 9, 4], [Gap(3, 3), Gap(6, 8)]),
    ],
)
def test_what_is_missing_is_counted_from_one_to_the_highest(serials, missing):
    assert gaps(serials) == missing


def test_a_gap_counts_both_its_ends():
    assert (Gap(3, 3).missing, Gap(6, 8).missing) == (1, 3)


@pytest.mark.parametrize(
    ("serial", "highest", "beside"),
    [(61, 11, ()), (50, 0, ()), (3, 11, ()), (99, 11, (40, 61)), (140, 0, (140, 45, 90))],
)
def test_a_number_near_the_last_is_no_jump(serial, highest, beside):
    refuse_jump(number(serial), highest, unconfirmed(beside))


@pytest.mark.parametrize(
    ("serial", "highest", "beside", "template"),
    [
        (62, 11, (), NUMBER_JUMPS),
        (51, 0, (), FIRST_JUMPS),
        (9999, 11, (12, 9999, 10000), NUMBER_JUMPS),
        (10001, 0, (), FIRST_JUMPS),
    ],
)
def test_one_far_from_it_is(serial, highest, beside, template):
    other = {Number("示办", 2026, serial - 1): True}
    with pytest.raises(RuleBroken) as refused:
        refuse_jump(number(serial), highest, other | unconfirmed(beside))

    assert refused.value.template == template
    assert refused.value.params["serial"] == serial


def test_numbers_typed_wrong_alike_do_not_vouch_for_each_other():
    block = range(10001, 10011)
    for serial in block:
        with pytest.raises(RuleBroken) as refused:
            refuse_jump(number(serial), 11, unconfirmed((12, *block)))
        assert refused.value.params["last"] == 12


def test_those_behind_a_number_that_is_confirmed_go_on_from_there():
    beside = unconfirmed([340, 390]) | {number(300): True}

    refuse_jump(number(440), 11, beside)
    with pytest.raises(RuleBroken):
        refuse_jump(number(441), 11, beside)


def unconfirmed(serials):
    return {number(one): False for one in serials}


def number(serial):
    return Number("示发", 2026, serial)
