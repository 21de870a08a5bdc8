from hypothesis import given
from hypothesis import strategies as st

from mingtang.disclosure.rules.differences import (
    LONGEST_BY_CHARACTER,
    Change,
    PartDifference,
    Piece,
    paragraphs,
    pieces,
)

HAN = st.text(alphabet="县镇财政预算决公开收支万元〔〕2026年月日\n", max_size=60)


def before(found):
    return "".join(piece.text for piece in found if piece.change != Change.ADDED)


def after(found):
    return "".join(piece.text for piece in found if piece.change != Change.REMOVED)


@given(HAN, HAN)
def test_the_pieces_joined_give_both_texts_back(old, new):
    found = pieces(old, new)

    assert (before(found), after(found)) == (old, new)


@given(HAN, HAN)
def test_only_what_is_alike_is_shown_as_the_same(old, new):
    changed = PartDifference("", pieces(old, new)).is_changed

    assert changed == (old != new)


def test_a_figure_is_shown_as_changed_whole():
    assert pieces("支出1,286万元", "支出1,268万元") == (
        Piece(Change.SAME, "支出"),
        Piece(Change.REMOVED, "1,286"),
        Piece(Change.ADDED, "1,268"),
        Piece(Change.SAME, "万元"),
    )


def test_a_very_long_paragraph_is_shown_as_replaced_whole():
    long = "县" * (LONGEST_BY_CHARACTER + 1)

    assert pieces(long, "镇") == (Piece(Change.REMOVED, long), Piece(Change.ADDED, "镇"))


def test_nothing_compared_with_nothing_is_nothing():
    assert pieces("", "") == ()


@given(st.lists(HAN.filter(lambda line: "\n" not in line and line), max_size=8))
def test_a_body_compared_with_itself_has_not_changed(lines):
    body = "\n".join(lines)

    found = paragraphs(body, body)

    assert all(piece.change == Change.SAME for line in found for piece in line)
    assert [after(line) for line in found] == body.splitlines()


def test_a_paragraph_added_between_two_is_shown_alone():
    found = paragraphs("一\n三", "一\n二\n三")

    assert found == (
        (Piece(Change.SAME, "一"),),
        (Piece(Change.ADDED, "二"),),
        (Piece(Change.SAME, "三"),),
    )
