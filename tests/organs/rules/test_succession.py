import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.foundation.errors import RuleBroken
from mingtang.organs.rules.succession import (
    day_before,
    final,
    refuse_anothers,
    refuse_day,
    refuse_own,
    refuse_successor,
    refuse_unseen,
    succeeded_by,
)

TODAY = datetime.date(2026, 3, 10)


def day(number):
    return datetime.date(2026, 3, number)


def test_the_old_state_ends_the_day_before():
    assert day_before(datetime.date(2026, 3, 1)) == datetime.date(2026, 2, 28)


@pytest.mark.parametrize("on", [day(4), TODAY])
def test_a_succession_may_be_recorded_on_its_day_and_later(on):
    refuse_day(on, today=TODAY, starts=[None, day(1), day(3)])


@pytest.mark.parametrize(
    ("on", "starts", "said"),
    [
        (day(11), [], "2026-03-11还没有到"),
        (day(3), [day(1), day(3), None], "日期要在2026-03-03以后"),
        (day(2), [day(3)], "日期要在2026-03-03以后"),
        (TODAY, [TODAY], "请明天办理"),
    ],
)
def test_it_is_neither_ahead_of_time_nor_before_what_it_ends(on, starts, said):
    with pytest.raises(RuleBroken, match=said):
        refuse_day(on, today=TODAY, starts=starts)


@given(st.dictionaries(st.integers(0, 8), st.integers(0, 8)))
def test_who_answers_is_found_by_going_on_and_the_way_back_finds_the_same(merged):
    for organ in range(9):
        if final(organ, merged) not in merged:  # no circle on the way
            assert all(
                final(one, merged) == final(organ, merged) for one in succeeded_by(organ, merged)
            )


def test_a_chain_of_mergers_ends_at_the_last_one():
    merged = {1: 2, 2: 3, 5: 3}

    assert [final(organ, merged) for organ in (1, 2, 3, 4)] == [3, 3, 3, 4]
    assert succeeded_by(3, merged) == [1, 2, 5]
    assert succeeded_by(2, merged) == [1]
    assert succeeded_by(1, merged) == []


def test_records_that_go_round_in_a_circle_come_to_an_end():
    assert final(1, {1: 2, 2: 1}) == 2
    assert succeeded_by(1, {1: 2, 2: 1}) == [2]


def test_whoever_proposes_an_end_does_not_answer_it_and_nobody_else_takes_it_back():
    refuse_own(is_own=False)
    refuse_anothers(is_own=True)
    with pytest.raises(RuleBroken, match="要由另一个有权登记机关的人"):
        refuse_own(is_own=True)
    with pytest.raises(RuleBroken, match="这不是您提出的"):
        refuse_anothers(is_own=False)


def test_what_has_changed_since_is_shown_anew():
    refuse_unseen(seen="a", mark="a")
    with pytest.raises(RuleBroken, match="又有变化"):
        refuse_unseen(seen="a", mark="b")


def test_an_organ_is_succeeded_by_another_of_its_county():
    refuse_successor(is_same=False, is_elsewhere=False)
    with pytest.raises(RuleBroken, match="不能由它自己承接"):
        refuse_successor(is_same=True, is_elsewhere=False)
    with pytest.raises(RuleBroken, match="另一个县的机关"):
        refuse_successor(is_same=False, is_elsewhere=True)
