from hypothesis import given
from hypothesis import strategies as st

from mingtang.channels.shared.shown.bars import HELD, KEPT, LATE, NIL, WAS_LATE, bar, duties_bar

KINDS = (KEPT, WAS_LATE, LATE, NIL, HELD)


def test_parts_stand_one_after_the_other_and_only_the_first_has_no_edge():
    parts = bar("x", [(KEPT, 3), (LATE, 1)]).parts

    assert [(part.x, part.width, part.is_first) for part in parts] == [
        ("0.00%", "75.00%", True),
        ("75.00%", "25.00%", False),
    ]


def test_hues_that_are_alike_have_a_pattern():
    parts = {part.pattern or part.css for part in bar("x", [(kind, 1) for kind in KINDS]).parts}

    assert parts == {"f-kept", "f-late", "f-none", "url(#p-late)", "url(#p-held)"}


def test_what_is_none_is_not_drawn():
    assert bar("x", [(KEPT, 0), (LATE, 0)]).parts == ()
    assert len(bar("x", [(KEPT, 0), (LATE, 2)]).parts) == 1


def test_sums_out_of_step_are_drawn_as_far_as_there_is_something():
    [part] = bar("x", [(KEPT, -1), (LATE, 1)]).parts

    assert (part.x, part.width) == ("0.00%", "100.00%")


@given(st.lists(st.integers(0, 10_000), min_size=5, max_size=5))
def test_the_parts_fill_the_bar(counts):
    parts = bar("x", list(zip(KINDS, counts, strict=True))).parts

    widths = sum(float(part.width.rstrip("%")) for part in parts)
    assert not parts or abs(widths - 100) < 0.1


def test_the_label_says_the_same_in_words():
    label = duties_bar("教育局", kept=176, was_late=3, late=1, nil=1, held=0).label

    assert label == "教育局：按期176，逾期后公开3，逾期未公开1，无此事项1，依法不予公开0"
