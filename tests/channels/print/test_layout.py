import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.channels.print.layout import (
    FLAT,
    UPRIGHT,
    on_paper,
    plan,
    printable,
    width_of,
)
from mingtang.foundation.blocks import trees, words


def table(columns, cell="甲"):
    row = f"| {' | '.join([cell] * columns)} |\n"
    return trees(f"{row}|{'---|' * columns}\n{row}")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("公示", "公示"),
        ("公\0示\u202e告\u200f\ud800", "公示告"),
        ("𠮷野", "𠮷野"),
        ("1,234.50", "1,234.50"),
        ("a" * 25, "a" * 10 + "\u200b" + "a" * 10 + "\u200b" + "a" * 5),
        ("公" * 100, "公" * 100),
    ],
)
def test_only_what_has_a_look_is_printed_and_long_words_may_part(text, printed):
    assert printable(text) == printed


@pytest.mark.parametrize(
    ("markdown", "printed"),
    [
        ("[办事指南](https://example.gov.cn/a)", "办事指南（https://example\u200b.gov.cn/a）"),
        ("[https://a.cn](https://a.cn)", "https://a.cn"),
        ("[长](https://example.gov.cn/" + "a" * 90 + ")", "长（网址见网页版）"),
        ("[目录](/items/)", "目录（网址见网页版）"),
        ("**粗**\n二", "粗\n二"),
    ],
)
def test_a_link_shows_where_it_leads_if_a_hand_can_copy_it(markdown, printed):
    (block,) = on_paper(trees(markdown))

    assert words(block["of"]).replace("\u200b", "") == printed.replace("\u200b", "")
    assert all(part["is"] != "link" for part in block["of"])


def test_an_item_of_one_line_needs_no_indent_and_one_of_several_blocks_keeps_them():
    (one,) = on_paper(trees("- 甲\n- 乙\n\n  丙"))

    assert [item["is_line"] for item in one["of"]] == [True, False]
    assert words(one["of"][0]["of"]) == "甲"
    assert [block["is"] for block in one["of"][1]["of"]] == ["paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("widths", "is_wide", "scale", "parts"),
    [
        ([5, 5], False, 0.9, 1),
        ([10] * 4, False, 0.8, 1),
        ([10] * 5, True, 0.9, 1),
        ([10] * 6, True, 0.8, 1),
        ([10] * 7, True, 0.7, 1),
        ([10] * 8, True, 0.6, 1),
        ([10] * 16, True, 0.6, 2),
        ([15] * 30, True, 0.6, 6),
    ],
)
def test_a_table_stands_lies_or_falls_into_parts_by_its_width(widths, is_wide, scale, parts):
    made = plan(widths)

    assert (made.is_wide, made.scale, len(made.groups)) == (is_wide, scale, parts)


def test_a_table_inside_a_list_stays_upright():
    (listed,) = on_paper(trees("- 甲\n\n  " + "| 一" * 20 + " |\n  " + "|---" * 20 + "|"))
    (part,) = listed["of"][0]["of"][1]["parts"]

    assert part["is_wide"] is False


@given(st.lists(st.floats(3, 15), min_size=1, max_size=60))
def test_every_column_is_shown_once_beside_the_first(widths):
    made = plan(widths)

    shown = [column for group in made.groups for column in group[1:]]
    assert shown == list(range(1, len(widths)))
    assert {group[0] for group in made.groups} == {0}
    if len(made.groups) == 1:
        assert sum(widths) * made.scale <= (FLAT if made.is_wide else UPRIGHT)


def test_the_parts_of_a_wide_table_say_which_they_are():
    (one,) = on_paper(table(16, "很长的一格文字内容"))

    assert [part["note"] for part in one["parts"]] == [
        "表格较宽，分成2部分，这是第1部分。",
        "表格较宽，分成2部分，这是第2部分。",
    ]
    assert [len(part["rows"][0]) for part in one["parts"]] == [9, 8]
    assert [len(part["widths"]) for part in one["parts"]] == [9, 8]


def test_a_table_keeps_its_figures_to_the_right():
    (one,) = on_paper(trees("| 项 | 万元 |\n|---|---:|\n| 甲 | 1,200 |"))

    (part,) = one["parts"]
    assert (part["figures"], part["note"]) == ([False, True], "")
    assert words(part["rows"][1][1]) == "1,200"


def test_a_han_character_is_an_em_wide():
    assert width_of("公示2026") == pytest.approx(4.4)
