import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.foundation.errors import RuleBroken
from mingtang.organs.rules.tree import CIRCLE, DEEPEST, ancestors, height, refuse_parent

FIVE = {1: None, 2: 1, 3: 2, 4: 3, 5: 4}


@st.composite
def trees(draw):
    """Organs 0…n, each under an earlier one or under none."""
    size = draw(st.integers(1, 9))
    return {
        one: draw(st.one_of(st.none(), st.integers(0, one - 1))) if one else None
        for one in range(size)
    }


def below(organ, parents):
    """The naive way: all that can be reached downwards."""
    found, todo = set(), [organ]
    while todo:
        here = todo.pop()
        children = [one for one, parent in parents.items() if parent == here]
        found.update(children)
        todo.extend(children)
    return found


def levels(organ, parents):
    children = [one for one, parent in parents.items() if parent == organ]
    return 1 + max((levels(child, parents) for child in children), default=0)


@given(trees(), st.data())
def test_a_move_is_refused_when_it_closes_a_circle_or_goes_too_deep(parents, data):
    ids = sorted(parents)
    organ, parent = data.draw(st.sampled_from(ids)), data.draw(st.sampled_from(ids))
    is_circle = parent == organ or parent in below(organ, parents)
    moved = {**parents, organ: parent}
    is_deep = not is_circle and any(
        1 + len(ancestors(one, moved)) > DEEPEST for one in {organ, *below(organ, parents)}
    )

    if is_circle or is_deep:
        with pytest.raises(RuleBroken):
            refuse_parent(organ, parent, parents)
    else:
        refuse_parent(organ, parent, parents)


@given(trees(), st.data())
def test_height_and_ancestors_are_what_walking_finds(parents, data):
    organ = data.draw(st.sampled_from(sorted(parents)))

    assert height(organ, parents) == levels(organ, parents)
    assert {one for one in parents if organ in ancestors(one, parents)} == below(organ, parents)


def test_a_new_organ_goes_to_the_deepest_level_and_no_deeper():
    refuse_parent(None, 5, FIVE)

    with pytest.raises(RuleBroken, match="最多6层"):
        refuse_parent(None, 6, {**FIVE, 6: 5})


def test_records_that_go_round_in_a_circle_are_walked_once():
    assert ancestors(1, {1: 2, 2: 3, 3: 1}) == [2, 3, 1]


def test_an_organ_is_not_put_under_itself():
    with pytest.raises(RuleBroken) as refused:
        refuse_parent(2, 2, FIVE)

    assert str(refused.value) == CIRCLE
