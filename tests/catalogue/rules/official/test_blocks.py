"""Tables one below the other in a sheet, each with columns of its own order."""

import io

import pytest
from openpyxl import load_workbook

from mingtang.catalogue.rules.official.blocks import block_at, blocks_of
from mingtang.catalogue.rules.official.columns import Change
from mingtang.catalogue.rules.official.refilling import refilled
from mingtang.catalogue.rules.official.rows import NO_COLUMN, NO_MATTERS, NOT_WHOLE, OTHER_NAME
from mingtang.files.rules.books import sheets_of
from mingtang.files.rules.limits import Limits
from tests.catalogue.rules.official.made import HEAD, UNDER, saved
from tests.catalogue.rules.official.test_layouts import made
from tests.catalogue.rules.official.test_rows import found, told

FIRST = ("序号", "公开事项", None, "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道")
FIRST += ("公开对象", "公开方式", "公开层级")
SECOND = ("序号", "公开事项", None, "公开时限", "公开主体", "公开内容", "公开依据", *FIRST[7:])
LEVELS = (None, "一级事项", "二级事项", *[None] * 8)
SAYS = ("■政府网站", "全社会", "主动", "县级")
LAW, TIME, BODY = "《行政许可法》", "每月10日前", "县民政局"
ONE = (1, "许可", "结果", "许可内容", LAW, TIME, BODY, *SAYS)
OTHER = (1, "处罚", "结果", TIME, BODY, "处罚内容", LAW, *SAYS)
TITLE = ("二、行政处罚目录", *[None] * 10)
NOTE = ("注：以上为许可。",)
NOTHING = [None] * 11


def two(*between, below=(OTHER,), second=(SECOND, LEVELS)):
    return made((FIRST, LEVELS), ONE, *between, *second, *below)


@pytest.mark.parametrize("between", [(), (NOTE, NOTHING, TITLE), (NOTHING,), (TITLE,)])
def test_each_is_read_by_its_own_head(between):
    read = found(two(*between))

    assert read.problems == []
    assert [(one.level1, one.elements, one.basis, one.subject) for one in read.rows] == [
        ("许可", "许可内容", LAW, BODY),
        ("处罚", "处罚内容", LAW, BODY),
    ]
    assert [one.row for one in read.rows] == [3, 6 + len(between)]
    assert [one.term for one in read.rows] == [{"every": "month", "by_day": 10}] * 2


def test_words_between_them_are_kept():
    (around,) = found(two(NOTE, TITLE)).around

    assert around.below == ["注：以上为许可。", "二、行政处罚目录"]
    assert around.heads["basis"] == "公开依据"


def test_a_head_of_the_same_columns_in_other_words_is_no_matter():
    again = [*FIRST[:4], "法律依据", "时限", *FIRST[6:]]
    read = found(two(second=(again, LEVELS), below=(ONE,)))

    assert [one.row for one in read.rows] == [3, 6]


def test_the_head_of_the_lower_table_may_stand_at_the_top_of_each_page_too():
    read = found(two(below=(OTHER, SECOND, LEVELS, OTHER, SECOND, OTHER)))

    assert [(one.row, one.basis) for one in read.rows] == [(row, LAW) for row in (3, 6, 9, 11)]
    assert {one.params.get("other") for one in read.problems} == {6}


def test_what_the_lower_table_lacks_or_has_besides_is_told_at_its_own_head():
    lacks = [*SECOND[:3], "备注", *SECOND[4:]]
    read = found(two(second=(lacks, LEVELS)))

    assert [(one.row, one.column, one.template) for one in read.problems] == [
        (4, "公开时限", NO_COLUMN),
        (4, "备注", OTHER_NAME),
    ]


def test_a_lower_head_without_matters_is_told():
    assert [(one.row, one.template) for one in found(two(below=())).problems] == [(4, NO_MATTERS)]


def test_what_is_not_whole_between_them_is_told_and_belongs_to_the_upper_one():
    stray = (2, None, "半截", *[None] * 8)

    assert [(one.row, one.read, one.template) for one in found(two(stray)).problems] == [
        (4, "半截", NOT_WHOLE)
    ]


def test_heads_of_different_size_stand_below_each_other():
    flat = [(*line[:10], None, None, None, None) for line in (ONE, ONE)]
    content = made(((*FIRST, None, None, None), (*LEVELS, *[None] * 3)), *flat[:1], HEAD, UNDER)

    assert told(content)[0] == (3, "公开层级")
    assert [one.layout.row for one in blocks_of(sheet(content))] == [0, 3]


def sheet(content):
    (one,) = sheets_of(content, name="目录.xlsx", limits=Limits())
    return one


def test_a_row_belongs_to_the_table_whose_head_stands_above_it():
    blocks = blocks_of(sheet(made((TITLE,), FIRST, LEVELS, ONE, SECOND, LEVELS, OTHER)))

    assert block_at(blocks, 0) is None
    assert [blocks.index(block_at(blocks, row)) for row in range(1, 7)] == [0, 0, 0, 1, 1, 1]
    assert blocks_of(sheet(made((TITLE,)))) == []


def test_what_was_settled_is_said_anew_in_the_column_of_its_own_table():
    changes = [Change("Sheet", 3, "time", "甲"), Change("Sheet", 6, "time", "乙")]
    content = refilled(two(), changes, limits=Limits())
    cells = load_workbook(io.BytesIO(content)).active

    assert (cells["F3"].value, cells["D6"].value) == ("甲", "乙")
    assert (cells["D3"].value, cells["F6"].value) == ("许可内容", "处罚内容")


def test_a_hidden_column_of_the_lower_table_alone_is_shown_to_everybody_with_its_heads():
    wide = ("序号", "公开事项", None, *SECOND[3:], "备注")
    content = two(second=(wide, (*LEVELS, None)), below=((*OTHER, "附注"),))
    one = load_workbook(io.BytesIO(content))
    one.active.column_dimensions["L"].hidden = True
    one.active.column_dimensions["M"].hidden = True
    one.active.row_dimensions[5].hidden = True
    one.active["M3"] = "私"
    shown = refilled(saved(one), [], limits=Limits(), public=["Sheet"])
    cells = load_workbook(io.BytesIO(shown)).active

    assert (cells["L6"].value, cells["M3"].value, cells["C5"].value) == ("附注", None, "二级事项")
