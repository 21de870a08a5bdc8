from itertools import chain, combinations, product

import pytest

from mingtang.foundation.errors import RuleBroken
from mingtang.issued.rules import explaining as rules
from mingtang.issued.rules.explaining import Stretch, refuse_numbers, stretches
from mingtang.issued.rules.numbers import Gap

MISSING = [Gap(3, 5), Gap(8, 8)]


def refusal(asked, said=()):
    with pytest.raises(RuleBroken) as refused:
        refuse_numbers(asked, missing=MISSING, said=said, series="示发", year=2026)
    return refused.value.template


@pytest.mark.parametrize("asked", [Gap(3, 5), Gap(4, 4), Gap(8, 8)])
def test_numbers_that_are_missing_may_be_explained_all_or_some(asked):
    refuse_numbers(asked, missing=MISSING, said=[], series="示发", year=2026)


@pytest.mark.parametrize("asked", [Gap(2, 3), Gap(5, 6), Gap(3, 8), Gap(9, 9), Gap(1, 1)])
def test_a_run_with_a_number_that_is_not_missing_is_refused(asked):
    assert refusal(asked) == rules.NOT_MISSING


def test_a_run_that_ends_before_it_begins_is_refused():
    assert refusal(Gap(5, 3)) == rules.TURNED_ROUND


@pytest.mark.parametrize("said", [Gap(3, 3), Gap(5, 5), Gap(3, 5), Gap(4, 4)])
def test_what_is_explained_already_is_not_explained_again(said):
    assert refusal(Gap(3, 5), [said]) == rules.EXPLAINED


def test_beside_what_is_explained_another_reason_may_stand():
    refuse_numbers(Gap(4, 5), missing=MISSING, said=[Gap(3, 3)], series="示发", year=2026)


def test_a_gap_is_cut_where_its_reason_changes():
    said = [Gap(8, 8), Gap(4, 4)]

    assert stretches(MISSING, said) == [
        Stretch(Gap(3, 3), None),
        Stretch(Gap(4, 4), 1),
        Stretch(Gap(5, 5), None),
        Stretch(Gap(8, 8), 0),
    ]


def test_a_number_that_is_missing_no_more_is_left_out_of_what_was_said():
    assert stretches([Gap(3, 3), Gap(5, 5)], [Gap(3, 5)]) == [
        Stretch(Gap(3, 3), 0),
        Stretch(Gap(5, 5), 0),
    ]


def test_every_missing_number_comes_once_and_in_order_whatever_was_said():
    """All there may be among five numbers, with any two runs, that overlap or not."""
    runs = [Gap(first, last) for first in range(1, 6) for last in range(first, 6)]
    for serials in chain.from_iterable(combinations(range(1, 6), n) for n in range(6)):
        missing = [Gap(one, one) for one in serials]
        for said in product(runs, repeat=2):
            every = {n for one in said for n in range(one.first, one.last + 1)}
            found = stretches(missing, said)
            assert [n for gap, _said in found for n in range(gap.first, gap.last + 1)] == [*serials]
            assert all((place is not None) == (gap.first in every) for gap, place in found)
