import pytest

from mingtang.catalogue.rules.official.ticks import (
    in_words,
    is_left_out,
    is_mixed,
    is_ticked,
    ticked,
)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("■政府网站 □政府公报", ["政府网站"]),
        ("☑ 政 府\n网站；√公示栏、", ["政府网站", "公示栏"]),
        ("□政府网站■其他＿＿", ["其他＿＿"]),
        ("■", []),
        ("两微一端■ 政府网站□ 政府公报□", ["两微一端"]),
        ("政府网站■、政府公报□。", ["政府网站"]),
        ("全社会√\n特定群体√", ["全社会", "特定群体"]),
        ("公开渠道：□政府网站 ■政府公报", ["政府公报"]),
        ("其他：■", ["其他："]),
        ("政府网站", None),
        ("", None),
    ],
)
def test_all_boxes_stand_before_what_they_tick_or_all_behind_it(cell, names):
    assert ticked(cell) == names
    assert not is_mixed(cell)


@pytest.mark.parametrize(
    "cell",
    [
        *("□政府网站 ■ ", "主动√ 依申请", "县级√\n乡级", "政府网站 ■政府公报 □两微一端"),
        *("政府网站、政府公报■ 两微一端□", "政府网站■□ 政府公报□", "■政府网站■", "1.■政府网站"),
        "其他：■ 政府网站□",
        "■政府网站 □两微一端（微博■ 微信□）",
    ],
)
def test_where_it_is_not_clear_what_a_box_ticks_nothing_is_ticked(cell):
    assert is_mixed(cell)
    assert ticked(cell) is None


@pytest.mark.parametrize(
    ("cell", "is_it"),
    [
        *(("√", True), (" ■ ", True), ("", False), ("□", False), ("—", False), ("村民", None)),
        *(("√、", True), ("√，", True), ("；√。", True), ("□、", False), ("√√", True)),
        *(("○", None), ("◯", None), ("〇", None), ("√？", None), ("□√", None), ("、", False)),
    ],
)
def test_a_column_of_its_own_is_ticked_or_not_or_says_something_else(cell, is_it):
    assert is_ticked(cell) is is_it


@pytest.mark.parametrize(
    ("cell", "is_it"),
    [("□依申请", True), ("○依申请", True), ("○", False), ("■依申请", False), ("依申请", False)],
)
def test_an_empty_box_with_a_name_leaves_the_choice_out(cell, is_it):
    assert is_left_out(cell) is is_it


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("√ 被征地农民", "特定群体：被征地农民"),
        ("被征地农民", "特定群体：被征地农民"),
        ("√、待业青年", "特定群体：待业青年"),
        ("√NGO", "特定群体：NGO"),
        ("√特定群体", "特定群体"),
        *((words, "") for words in ("选", "已选", "是", "有", "打勾", "同上", "待定", "视情况")),
        *((words, "") for words in ("√？", "√×", "□√", "√ 否", "○", "◯", "〇", "NGO", "不公开")),
    ],
)
def test_words_in_a_column_of_its_own_say_for_whom_or_leave_it_open(said, meant):
    assert in_words("特定群体", said) == meant
