import pytest

from mingtang.supervision.rules.hollow import (
    Content,
    Element,
    File,
    boilerplate,
    empty_elements,
    image_only,
    no_figures,
)

LONG = (
    "本项目位于示范县城关镇，由县交通运输局组织实施，资金来源为上级补助和县级配套，施工单位由公开招标确定，"
    * 3
)
PICTURE, READABLE = File(has_no_text=True), File(has_no_text=False)


def content(body="", *values, files=(), kind="text", is_required=True):
    elements = [
        Element(f"e{place}", kind, is_required, value) for place, value in enumerate(values)
    ]
    return Content(body, elements, files)


@pytest.mark.parametrize(
    "filler", ["", "无", " 略 。", "/", "——", "待补充", "ＮＡ", "暂无数据", "正在统计中。"]
)
def test_an_element_with_a_word_that_stands_for_nothing_is_empty(filler):
    assert empty_elements(content(LONG, filler, "县财政局")) == {"empty": ["e0"], "of": 2}


def test_elements_that_say_something_or_are_not_asked_for_are_no_matter():
    assert empty_elements(content(LONG, "县财政局")) is None
    assert empty_elements(content(LONG, "", is_required=False)) is None


def test_a_word_that_points_elsewhere_counts_where_there_is_something():
    assert empty_elements(content(LONG, "详见附件", files=[READABLE])) is None
    assert empty_elements(content(LONG, "详见附件1", "见附表")) == {"empty": ["e0", "e1"], "of": 2}
    assert empty_elements(content(LONG, "2026年3月2日", "附件管理办法")) is None
    assert empty_elements(content(LONG, "见正文")) is None
    assert empty_elements(content("见附件", "见正文")) is not None


def test_where_figures_are_asked_for_and_none_stands_that_is_seen():
    assert no_figures(content(LONG, "按计划完成", kind="number")) == {"asked": ["e0"]}
    assert no_figures(content("2026年3月2日办结", "较多", kind="table", files=[PICTURE]))
    assert no_figures(content("联系电话：0311-85123456", "较多", kind="number"))


def test_a_figure_anywhere_or_a_file_that_may_hold_one_is_enough():
    assert no_figures(content("共12户", "较多", kind="number")) is None
    assert no_figures(content(LONG, "见附件", kind="number", files=[READABLE])) is None
    assert no_figures(content(LONG, "县财政局")) is None


def test_a_file_that_was_read_is_looked_into_for_figures():
    without = File(has_no_text=False, words="没有数")
    with_one = File(has_no_text=False, words="共12户")
    assert no_figures(content(LONG, "见附件", kind="number", files=[without]))
    assert no_figures(content(LONG, "见附件", kind="number", files=[without, with_one])) is None
    assert no_figures(content(LONG, "见附件", kind="number", files=[without, READABLE])) is None


def test_pictures_alone_shut_out_whoever_cannot_see():
    assert image_only(content("见图", files=[PICTURE, PICTURE])) == {"files": 2, "signs": 2}


def test_pictures_beside_a_text_or_a_readable_file_are_welcome():
    assert image_only(content(LONG, files=[PICTURE])) is None
    assert image_only(content("见图", files=[PICTURE, READABLE])) is None
    assert image_only(content("见图")) is None


STOCK = "高度重视，加强组织领导。统一思想，提高认识。扎实推进各项工作。取得了显著成效。"


def test_clauses_that_fit_every_report_are_counted():
    body = f"{STOCK}压实责任。本月召开会议一次。"

    assert boilerplate(content(body)) == {"stock": 5, "of": 6}


def test_a_phrase_beside_a_figure_is_no_stock_and_few_clauses_say_nothing():
    assert boilerplate(content(STOCK)) is None
    assert boilerplate(content("扎实推进，完成12件。" * 6)) is None
    assert boilerplate(content("本月召开会议一次。" * 6 + STOCK)) is None
