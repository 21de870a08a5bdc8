import dataclasses
import datetime

import pytest

from mingtang.foundation import tables
from mingtang.foundation.errors import NotUnderstood
from mingtang.foundation.tables import Layout, Problem, Row, read

LAYOUT = Layout(
    title="发文登记",
    columns={
        "number": ("发文字号", "文号"),
        "title": ("标题", "文件标题"),
        "issued_on": ("印发日期", "成文日期", "日期"),
        "attribute": ("公开属性",),
    },
    required=("number", "title", "issued_on", "attribute"),
    no_head="没有表头",
    no_rows="没有一行",
    most=2,
)
HEAD = ["文号", "文件标题", "成文日期", "公开属性 ", "备注"]
LINE = ["示发〔2026〕1号", "收费办法", "2026-09-18", "主动公开", "x"]


def problems(grid):
    return [(one.row, one.column, one.template) for one in read(grid, LAYOUT).problems]


def test_rows_are_read_by_the_names_of_their_columns():
    found = read([["发改局2026年发文"], HEAD, LINE, ["", "", "", "", ""], ["注：截至九月"]], LAYOUT)

    assert found.problems == []
    assert found.rows == [
        Row(
            3,
            {
                "number": "示发〔2026〕1号",
                "title": "收费办法",
                "issued_on": "2026-09-18",
                "attribute": "主动公开",
            },
        )
    ]
    assert found.rows[0].as_json()["row"] == 3


def test_short_rows_lack_what_they_lack():
    found = read([HEAD, ["示发〔2026〕1号"]], LAYOUT)

    assert found.rows == [Row(2, {"number": "示发〔2026〕1号"})]


def test_without_a_head_that_is_said():
    assert problems([["甲", "乙"], ["1", "2"]]) == [(0, "", "没有表头")]


def test_a_head_far_below_is_none():
    notes = [["注"]] * tables.HEAD_WITHIN

    assert problems([*notes, HEAD, LINE]) == [(0, "", "没有表头")]
    assert problems([*notes[1:], HEAD, LINE]) == []


def test_a_column_that_must_be_is_asked_for_and_two_of_one_are_refused():
    assert problems([["文号", "标题", "日期"], LINE]) == [(1, "attribute", tables.MISSING_COLUMN)]
    assert problems([[*HEAD, "标题"], LINE]) == [(1, "title", tables.TWO_COLUMNS)]


def test_a_table_without_rows_and_one_with_too_many_are_refused():
    assert problems([HEAD]) == [(1, "", "没有一行")]
    assert problems([HEAD, LINE, LINE]) == []
    assert problems([HEAD, LINE, LINE, LINE]) == [(0, "", tables.TOO_MANY)]


def test_the_template_is_a_head_that_is_read_again():
    assert LAYOUT.head == ["发文字号", "标题", "印发日期", "公开属性"]
    assert read([LAYOUT.head, LINE], LAYOUT).rows != []


def test_a_column_is_called_by_its_own_name_and_a_row_by_none():
    assert LAYOUT.label("title") == "标题"
    assert LAYOUT.label("") == ""


@pytest.mark.parametrize(
    "params", [{}, {"day": datetime.date(2026, 3, 1), "n": 3}, {"month": 2, "day": 30}]
)
def test_a_problem_that_was_kept_is_the_same_again(params):
    problem = Problem(3, "title", "办法", "请改", params)

    assert Problem.kept(problem.as_json()) == problem
    assert dataclasses.replace(problem, row=4) != problem


TELLING = dataclasses.replace(LAYOUT, tells_unknown=True)


def test_a_column_that_is_not_read_is_told_with_what_may_be_meant():
    head = [*HEAD, "文件标题名", "密紧程度", "空列", "序号"]
    found = read([["标题行"], head, [*LINE, "甲", "急", " ", "1"], LINE], TELLING)

    assert len(found.rows) == 2
    told = [(one.row, one.read, one.template) for one in found.problems]
    assert told == [
        (2, "文件标题名", tables.LIKE_COLUMN),
        (2, "密紧程度", tables.UNKNOWN_COLUMN),
    ]
    assert found.problems[0].params == {"place": "F", "name": "文件标题名", "ours": "标题"}
    assert read([head, LINE], LAYOUT).problems == []


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_columns_are_called_as_excel_calls_them(place, letters):
    assert tables.column_letters(place) == letters


@pytest.mark.parametrize("number", ["合计", "备注：某号"])
def test_a_row_that_begins_like_a_note_and_has_more_cells_is_a_row(number):
    assert len(read([HEAD, [number, "收费办法", "", "", ""]], LAYOUT).rows) == 1
    assert read([HEAD, LINE, [number, "", "", "", ""]], LAYOUT).rows == [
        *read([HEAD, LINE], LAYOUT).rows
    ]


@pytest.mark.parametrize(
    ("word", "template"),
    [("=A1&B1", tables.NO_RESULT), ("#REF!", tables.FAULTY), ("#1楼", None), ("x", None)],
)
def test_a_formula_that_came_to_nothing_is_no_empty_cell(word, template):
    cells = tables.Cells(Row(2, {"title": word}))
    assert [one.template for one in cells.problems] == ([template] if template else [])


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-20 23:30", 20),
        ("2026/11/20 0:00", 20),
        ("2026-11-20T09:30:00+08:00", 20),
        ("2026年11月20日 08:00:00", 20),
        ("2026-11-20 00:00:00", 20),
        ("2026-11-20T16:30:00Z", 21),
        ("2026-11-20T23:30:00-0500", 21),
        ("2026-11-20T15:59:59.123Z", 20),
        ("20261120 8:05", 20),
        ("2026-11-20", 20),
    ],
)
def test_the_day_is_taken_whatever_time_stands_with_it(typed, day):
    assert tables.day_in(typed) == datetime.date(2026, 11, day)


@pytest.mark.parametrize("typed", ["2026-11-20T09:30+25:00", "2026-11-20T09:30+08:75"])
def test_an_offset_that_is_none_is_refused(typed):
    with pytest.raises(NotUnderstood) as refused:
        tables.day_in(typed)
    assert refused.value.template == tables.NO_OFFSET


@pytest.mark.parametrize(
    "typed", ["2026-11-20 25:00", "2026-11-20 8", "2026-02-30 08:00", "昨天 8:00"]
)
def test_what_is_no_time_or_no_day_is_refused(typed):
    with pytest.raises(NotUnderstood):
        tables.day_in(typed)


@pytest.mark.parametrize(
    ("typed", "is_told"),
    [
        ("2026-11-20", False),
        ("2026-11-20 00:00:00", False),
        ("2026-11-20 23:30", True),
        ("2026-11-20T00:00:00Z", True),
    ],
)
def test_that_a_time_stood_there_is_known(typed, is_told):
    assert tables.has_clock(typed) is is_told
