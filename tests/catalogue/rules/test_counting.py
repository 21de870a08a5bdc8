import datetime
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.catalogue.rules.counting import (
    COLUMNS,
    About,
    Spot,
    by_item,
    by_organ,
    columns_of,
    opened,
    summed,
)

DAY = datetime.date(2026, 10, 22)
NEXT = datetime.date(2026, 10, 23)
INSIDE = 9
ABOUT = About(tiers={1: "county", 2: "township"}, emphases={7: "key", 8: "general"})
SPOTS = st.lists(
    st.builds(
        Spot,
        organ=st.sampled_from([1, 2]),
        item=st.sampled_from([7, 8, INSIDE]),
        due_on=st.sampled_from([DAY, NEXT]),
        column=st.sampled_from(COLUMNS),
    )
)


@pytest.mark.parametrize(
    ("state", "late_by", "columns"),
    [
        ("open", None, ["open"]),
        ("fulfilled", 0, ["kept"]),
        ("fulfilled", -3, ["kept"]),
        ("fulfilled", None, ["kept"]),
        ("fulfilled", 1, ["late_done"]),
        ("nil", 0, ["nil"]),
        ("nil", 4, ["nil", "nil_late"]),
        ("withheld", -1, ["withheld"]),
        ("withheld", 1, ["withheld", "withheld_late"]),
        ("void", None, []),
    ],
)
def test_a_duty_counts_in_its_column_and_a_late_answer_in_a_part_of_it(state, late_by, columns):
    assert list(columns_of(state, late_by)) == columns


def test_what_ends_leaves_one_column_and_comes_to_another():
    was, now = Spot(1, 7, DAY, "open"), Spot(1, 7, DAY, "kept")

    assert by_organ([was], [now], ABOUT) == {(1, "key", DAY): {"open": -1, "kept": 1}}
    assert by_item([was], [now], ABOUT) == {(7, "county", DAY): {"open": -1, "kept": 1}}


def test_what_changes_hands_leaves_one_organ_and_stays_with_its_item():
    was, now = Spot(1, 7, DAY, "open"), Spot(2, 7, DAY, "open")

    assert set(by_organ([was], [now], ABOUT)) == {(1, "key", DAY), (2, "key", DAY)}
    assert set(by_item([was], [now], ABOUT)) == {(7, "county", DAY), (7, "township", DAY)}


def test_what_comes_to_nothing_and_what_is_inside_an_organ_leaves_no_line():
    same, inside = Spot(1, 7, DAY, "open"), Spot(1, INSIDE, DAY, "open")

    for lines in (by_organ, by_item):
        assert lines([same], [same], ABOUT) == {}
        assert lines([], [inside], ABOUT) == {}


@given(gone=SPOTS, come=SPOTS)
def test_lines_add_up_to_what_came_less_what_went(gone, come):
    public = [(spot, by) for spots, by in ((gone, -1), (come, 1)) for spot in spots]
    for lines, place in (
        (by_organ, lambda spot: (spot.organ, ABOUT.emphases[spot.item], spot.due_on)),
        (by_item, lambda spot: (spot.item, ABOUT.tiers[spot.organ], spot.due_on)),
    ):
        naive = Counter()
        for spot, by in public:
            if spot.item != INSIDE:
                naive[place(spot), spot.column] += by
        told = lines(gone, come, ABOUT)
        assert flat(told) == {key: count for key, count in naive.items() if count}
        assert all(any(sums.values()) for sums in told.values())


def flat(lines):
    return {
        (where, column): count
        for where, sums in lines.items()
        for column, count in sums.items()
        if count
    }


def test_lines_of_one_place_are_one_sum():
    place = (1, "key", DAY)

    assert summed([(place, {"open": 2}), (place, {"open": -1, "kept": 1})]) == {
        place: {"open": 1, "kept": 1}
    }


@given(SPOTS)
def test_what_arises_by_the_million_counts_as_each_spot_would(spots):
    come = [Spot(one.organ, one.item, one.due_on, "open") for one in spots]
    new = [(one.item, one.due_on, [one.organ]) for one in spots]

    assert opened(new, ABOUT) == (by_organ([], come, ABOUT), by_item([], come, ABOUT))
