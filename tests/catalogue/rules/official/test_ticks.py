import pytest

from mingtang.catalogue.rules.official.ticks import is_mixed, is_ticked, ticked


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
    [("√", True), (" ■ ", True), ("", False), ("□", False), ("—", False), ("村民", None)],
)
def test_a_column_of_its_own_is_ticked_or_not_or_says_something_else(cell, is_it):
    assert is_ticked(cell) is is_it
