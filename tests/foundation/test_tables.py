import dataclasses
import datetime

import pytest

from mingtang.foundation import tables
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
