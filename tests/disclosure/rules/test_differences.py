import pytest
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
    changed = PartDifference("", (pieces(old, new),)).is_changed

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

    found = paragraphs("正文", body, body)

    assert not any(line.is_changed or line.is_row for line in found)
    assert [after(line.cells[0]) for line in found] == body.splitlines()


def test_a_paragraph_added_between_two_is_shown_alone():
    found = paragraphs("正文", "一\n三", "一\n二\n三")

    assert tuple(line.cells[0] for line in found) == (
        (Piece(Change.SAME, "一"),),
        (Piece(Change.ADDED, "二"),),
        (Piece(Change.SAME, "三"),),
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("甲\n\n" * 2_000, "乙\n\n" * 2_000),
        ("甲乙丙丁" * 480, "甲丙乙丁" * 480),
        ("\n".join(f"甲{n % 2}" for n in range(800)), "\n".join(f"甲{n % 3}" for n in range(800))),
    ],
)
def test_what_repeats_itself_thousands_of_times_does_not_hold_up_a_public_page(before, after):
    lines = [line.cells[0] for line in paragraphs("正文", before, after)]

    assert _side(lines, Change.ADDED) == [line for line in before.splitlines() if line]
    assert _side(lines, Change.REMOVED) == [line for line in after.splitlines() if line]


def _side(lines, left_out):
    """One of both texts, put together again."""
    kept = ["".join(p.text for p in line if p.change is not left_out) for line in lines]
    return [line for line in kept if line]


def test_beyond_what_can_be_compared_both_ends_are_still_seen_to_be_the_same():
    before, after = "开头" + "甲乙" * 300 + "结尾", "开头" + "乙甲" * 299 + "结尾"

    found = pieces(before, after)

    assert found[0] == Piece(Change.SAME, "开头")
    assert found[-1] == Piece(Change.SAME, "结尾")


TABLE = """| 项目 | 万元 |
| --- | ---: |
| 支出 | 1,286 |
| 其中\\|以下 | 12 |"""


def shown(before, after):
    """The changed rows, as `old→new` in each cell, with what stands above them."""
    return [
        (
            line.heads,
            ["→".join(piece.text for piece in cell if piece.text) for cell in line.cells],
        )
        for line in paragraphs("正文", before, after)
        if line.is_changed
    ]


def test_a_row_of_a_table_is_compared_cell_by_cell_under_its_head():
    assert shown(TABLE, TABLE.replace("1,286", "1,268")) == [
        (("项目", "万元"), ["支出", "1,286→1,268"])
    ]


def test_rows_that_come_and_go_and_heads_that_change_are_shown_too():
    longer = TABLE + "\n| 结余 | 3 |"

    assert shown(TABLE, longer) == shown(longer, TABLE) == [(("项目", "万元"), ["结余", "3"])]
    assert shown(TABLE, TABLE.replace("万元", "元")) == [((), ["项目", "万→元"])]
    assert shown(TABLE, "| 项目 | 年 | 万元 |\n| --- | --- | --- |\n| 支出 | 2026 | 1,286 |")[
        1
    ] == (
        ("项目", "年", "万元"),
        ["支出", "1,286→2026", "1,286"],
    )


def test_a_sign_that_stands_for_itself_is_shown_without_its_escape():
    assert shown(TABLE, TABLE.replace("12 |", "13 |")) == [
        (("项目", "万元"), ["其中|以下", "12→13"])
    ]
    assert shown("1\\.一", "2\\.一") == [((), ["1.→2.→一"])]


def test_a_paragraph_that_becomes_a_table_is_two_lines():
    assert shown("支出", "| 支出 |\n| --- |") == [((), ["支出"]), ((), ["支出"])]
    found = paragraphs("正文", TABLE, TABLE + "\n完")
    assert [line.is_row for line in found] == [True, True, True, False]
