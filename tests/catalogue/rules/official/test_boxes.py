"""Signs that are drawn for a box: read where their meaning is clear, else asked with the reason."""

import pytest

from mingtang.catalogue.rules.official import ticks
from mingtang.catalogue.rules.official.ticks import is_ticked, no_such_sign, ticked, why_unclear
from tests.catalogue.rules.official.made import book, row
from tests.catalogue.rules.official.test_rows import found


@pytest.mark.parametrize("filled", "■☑✅✔✓√◼●⬛▇█▉▆")
@pytest.mark.parametrize("empty", "□☐◻○▢⬜◽▫")
def test_a_filled_box_is_ticked_whatever_stands_beside_it(filled, empty):
    assert ticked(f"{filled}政府网站 {empty}公示栏") == ["政府网站"]
    assert ticked(f"{empty}政府网站{filled}公示栏") == ["公示栏"]
    assert ticked(f"{filled}政府网站") == ["政府网站"]


@pytest.mark.parametrize("dot", ["▪", "◾", "▣", "\uf0fe", "\uf052", "\uf0fc", "\uf050"])
@pytest.mark.parametrize("empty", ["□", "☐", "▫", "\uf0a8", "\uf06f", "\uf0a3"])
def test_what_alone_may_be_a_dot_or_a_letter_is_a_tick_beside_an_empty_box(dot, empty):
    assert ticked(f"{dot}政府网站 {empty}公示栏") == ["政府网站"]


@pytest.mark.parametrize(
    "cell",
    [
        *("▪政府网站 ▪公示栏", "▣政府网站", "\uf0fe政府网站", "\uf0a8政府网站 \uf0a8公示栏"),
        *("◆政府网站 ◇公示栏", "★政府网站☆公示栏"),
    ],
)
def test_alone_it_is_asked_and_the_reason_names_the_sign(cell):
    assert ticked(cell) is None
    assert no_such_sign(cell) == (ticks.NO_SUCH_SIGN, {"sign": cell[0]})


@pytest.mark.parametrize("cell", ["◆政府网站 □公示栏", "■政府网站★ □公示栏", "■★政府网站 ☆公示栏"])
def test_nor_is_a_sign_nobody_knows_told_to_stand_on_the_wrong_side(cell):
    why, params = why_unclear(cell)

    assert ticked(cell) is None
    assert why == ticks.NO_SUCH_SIGN
    assert params["sign"] in "◆★☆"


def test_a_star_on_what_is_not_ticked_changes_nothing():
    assert ticked("■政府网站 □公示栏★") == ["政府网站"]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("[√]政府网站 [ ]公示栏", ["政府网站"]),
        ("（√）政府网站（ ）公示栏（√）广播电视", ["政府网站", "广播电视"]),
        ("政府网站【√】 公示栏【】", ["政府网站"]),
        ("■政府网站 □其他（  ）", ["政府网站"]),
        ("（ ）政府网站（ ）公示栏", None),
    ],
)
def test_a_tick_in_brackets_is_a_box(cell, names):
    assert ticked(cell) == names


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("■政府网站 口公示栏", ["政府网站"]),
        ("口政府网站 ■公示栏", ["公示栏"]),
        ("■政务服务窗口 □公示栏", ["政务服务窗口"]),
        ("■口岸公示栏 □政府网站", ["口岸公示栏"]),
        ("口政府网站 口公示栏", None),
    ],
)
def test_the_character_for_a_mouth_is_an_empty_box_beside_a_tick_where_it_begins_a_name(
    cell, names
):
    assert ticked(cell) == names


@pytest.mark.parametrize("cross", "❌✗✘✖×")
def test_what_is_crossed_out_beside_a_tick_is_left_out(cross):
    assert ticked(f"✅政府网站 {cross}公示栏") == ["政府网站"]
    assert ticked(f"政府网站√ 公示栏{cross} 其他□") == ["政府网站"]


def test_a_times_sign_between_figures_is_part_of_a_name():
    assert ticked("■5×8小时热线 □公示栏") == ["5×8小时热线"]


@pytest.mark.parametrize(
    "cell", ["☒政府网站", "☑政府网站 ☒公示栏", "❌政府网站 □公示栏", "☒政府网站 ❌公示栏"]
)
def test_a_cross_that_may_choose_or_strike_out_is_asked(cell):
    assert ticked(cell) is None
    assert why_unclear(cell) == (ticks.A_CROSS, {})


def test_word_ticks_its_own_form_with_a_cross():
    assert ticked("☒政府网站 ☐公示栏") == ["政府网站"]


@pytest.mark.parametrize(
    ("cell", "second"),
    [
        ("√政府网站\n公示栏", "公示栏"),
        ("■政府网站、公示栏 □广播电视", "公示栏"),
        ("□政府公报 ■政府网站 公示栏", "公示栏"),
        ("■主动 依申请", "依申请"),
        ("■县级\n乡级", "乡级"),
        ("■全社会\n特定群体", "特定群体"),
        ("政府网站\n公示栏■", "公示栏"),
    ],
)
def test_two_names_that_share_one_box_are_asked_and_become_no_third_name(cell, second):
    assert ticked(cell) is None
    assert why_unclear(cell) == (ticks.UNBOXED, {"name": second})


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("■政府\n网站 □公示栏", ["政府网站"]),
        ("■发布会/\n听证会 □公示栏", ["发布会/听证会"]),
        ("■社区/企事业单位/村\n公示栏（电子屏）□其他", ["社区/企事业单位/村公示栏（电子屏）"]),
        ("■两微一端：微\n信 □公示栏", ["两微一端：微信"]),
        ("■其他：\n公示栏 □政府网站", ["其他：公示栏"]),
    ],
)
def test_a_name_that_is_broken_by_the_width_of_its_cell_is_one(cell, names):
    assert ticked(cell) == names


@pytest.mark.parametrize(
    ("cell", "is_it"),
    [
        *(("✔️", True), ("☑\ufe0e", True), ("⬛", True), ("▇", True), ("[√]", True)),
        *(("▪", None), ("\uf0fe", None), ("☒", None), ("⬜", False)),
    ],
)
def test_in_a_column_of_its_own(cell, is_it):
    assert is_ticked(cell) is is_it


def test_what_nobody_sees_is_no_part_of_a_name_and_of_no_reading():
    read = found(book(row(channels="☑️政府\u200b网站 ☐公示栏", township="✔️")))

    assert read.problems == []
    assert read.rows[0].channels == ["政府网站"]
    assert read.rows[0].levels == ["县级", "乡级"]


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("▪政府网站 ▪公示栏", ticks.NO_SUCH_SIGN),
        ("√政府网站\n公示栏", ticks.UNBOXED),
        ("☑政府网站 ☒公示栏", ticks.A_CROSS),
        ("□政府网站 ■", ticks.MIXED),
    ],
)
def test_the_reason_is_told_at_its_place_and_no_channel_is_made_up(cell, why):
    read = found(book(row(channels=cell)))

    assert [(one.row, one.column, one.template) for one in read.problems] == [
        (4, "公开渠道和载体", why)
    ]
    assert read.rows[0].channels == []
    assert "请" in read.problems[0].message
