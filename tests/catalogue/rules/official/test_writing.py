"""What is written is read again as the same, whatever a row says."""

import io
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from mingtang.catalogue.rules.official.blanks import is_total, why_empty
from mingtang.catalogue.rules.official.columns import (
    Change,
    Form,
    Printed,
    PrintedRow,
    PrintedSheet,
    columns_of,
    flat,
    sheets_from,
)
from mingtang.catalogue.rules.official.own_columns import NOT_BEYOND
from mingtang.catalogue.rules.official.rows import read
from mingtang.catalogue.rules.official.texts import unbroken
from mingtang.catalogue.rules.official.times import read_time
from mingtang.catalogue.rules.official.vocabulary import CHANNELS
from mingtang.catalogue.rules.official.writing import written
from mingtang.files.rules.books import sheets_of
from mingtang.files.rules.limits import Limits
from mingtang.foundation.cells import line, lines
from tests.catalogue.rules.official.test_understanding import row

ABOVE, BELOW = ["示范县政务公开标准目录", "（2026年版）"], ["备注：由县政务公开办编制。"]


def read_again(sheets):
    return read(sheets_of(written(sheets), name="目录.xlsx", limits=Limits()))


def placed(rows, *, sheet="许可", first=4):
    """As they will stand in the file."""
    return [replace(one, sheet=sheet, row=first + number) for number, one in enumerate(rows)]


def printed(rows, **given):
    return [PrintedSheet("许可", [PrintedRow(one) for one in rows], **given)]


def says_something(words):
    return not why_empty(words, "！") and not is_total([words])


# Anything a cell may hold; what a reader makes of it is what is printed and read again.
SIGNS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cf", "Cn", "Co"]), max_size=40
)
WORDS = SIGNS.map(line).filter(says_something)
TEXTS = st.lists(SIGNS, min_size=1, max_size=4).map("\n".join).map(lines).filter(says_something)
TIMES = st.one_of(
    WORDS,
    st.sampled_from(
        [
            "信息形成或变更之日起20个工作日内",
            "收到批复后20日内",
            "实时公开",
            "每季度首月15日前",
            "长期公开",
            "会议召开7日前",
            "公示不少于7日",
            "每年3月31日前",
        ]
    ),
)
NAMES = st.one_of(
    st.sampled_from(list(CHANNELS)), st.sampled_from(["县融媒体中心", "12345政务服务热线"])
)
AUDIENCES = st.sampled_from(
    ["", "全社会", "特定群体", "全社会、特定群体：学生、家长", "特定群体：被征地农民", "机关内部"]
)
MODES = st.sampled_from(["", "主动", "依申请", "主动、依申请", "主动公开"])
LEVELS = st.sampled_from([[], ["县级"], ["县级", "乡级"], ["乡级", "村级"], ["县级", "村级"]])
ROWS = st.builds(
    lambda time, **given: row(**given, time_text=time, term=read_time(time).term),
    time=TIMES,
    level1=st.one_of(st.sampled_from(["行政许可", "公共服务"]), WORDS),
    level2=WORDS,
    elements=TEXTS.map(unbroken),
    basis=TEXTS,
    subject=WORDS,
    channels=st.lists(NAMES, max_size=5, unique=True),
    audience=AUDIENCES,
    mode=MODES,
    levels=LEVELS,
)


@settings(max_examples=60)
@given(st.lists(ROWS, min_size=1, max_size=6))
def test_whatever_is_written_is_read_again_as_the_same(rows):
    assert read_again(printed(rows)).rows == placed(rows, first=3)


def test_title_above_and_notes_below_come_back_and_are_no_matters():
    found = read_again(printed([row(), row(level2="清单")], above=ABOVE, below=BELOW))

    assert found.rows == placed([row(), row(level2="清单")], first=5)
    assert found.problems == []
    (around,) = found.around
    assert (around.above, around.below) == (ABOVE, BELOW)


def test_columns_that_were_not_read_come_back_too():
    sheets = [PrintedSheet("许可", [PrintedRow(row(), extra={"公开形式": "文本", "备注2": ""})])]
    found = read_again(sheets)

    assert found.beside[0].extra == {"公开形式": "文本", "备注2": ""}
    assert found.rows == placed([row()], first=3)


def test_channels_without_boxes_come_back_as_they_were():
    sheets = [PrintedSheet("许可", [PrintedRow(row(channels=[]), channels_text="政府网站")])]
    found = read_again(sheets)

    assert (found.rows[0].channels, found.beside[0].channels) == ([], "政府网站")


def test_choices_in_no_common_order_stand_in_one_column():
    rows = [row(levels=["县级", "乡级"]), row(levels=["乡级", "县级"])]

    assert read_again(printed(rows)).rows == placed(rows, first=3)
    (levels,) = (one for one in columns_of([PrintedRow(one) for one in rows])[-1:])
    assert (levels.under, list(levels.cells)) == ("公开层级", ["县级、乡级", "乡级、县级"])


def test_more_choices_than_a_page_has_room_for_stand_in_one_column():
    rows = [row(levels=[f"第{number}级"]) for number in range(7)]

    assert columns_of([PrintedRow(one) for one in rows])[-1].under == "公开层级"
    assert read_again(printed(rows)).rows == placed(rows, first=3)


def sheet_of(*rows, **given):
    return load_workbook(io.BytesIO(written(printed(rows, **given)))).active


def test_first_levels_that_follow_each_other_are_one_cell_and_the_head_has_two_rows():
    sheet = sheet_of(row(), row(level2="清单"), row(level1="公共服务"), above=ABOVE)
    merged = {str(one) for one in sheet.merged_cells.ranges}

    assert {"A1:N1", "A3:A4", "B3:C3", "D3:D4", "I3:J3", "B5:B6"} <= merged
    assert [cell.value for cell in sheet[3]][:4] == ["序号", "公开事项", None, "公开内容（要素）"]
    assert [cell.value for cell in sheet[4]][1:3] == ["一级事项", "二级事项"]
    assert [cell.value for cell in sheet[4]][8:] == [
        "全社会",
        "特定群体",
        "主动",
        "依申请",
        "县级",
        "乡级",
    ]


def test_it_prints_on_a4_across_with_its_head_on_every_page():
    sheet = sheet_of(row(), above=ABOVE)

    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$3:$4"
    assert sheet["D5"].alignment.wrap_text
    assert sheet.row_dimensions[5].height > 28


def test_words_that_begin_as_a_formula_does_stay_words():
    sheet = sheet_of(row(level2="=1+1"))

    assert (sheet["C3"].value, sheet["C3"].data_type) == ("=1+1", "s")


def test_each_sheet_has_a_name_that_excel_takes_and_no_other_has():
    sheets = [
        PrintedSheet(name, [PrintedRow(row())])
        for name in ("许可/处罚", "许可 处罚", "许可 处罚", "长" * 40, "长" * 40, "?")
    ]
    book = load_workbook(io.BytesIO(written(sheets)))

    assert book.sheetnames == [
        *("许可 处罚", "许可 处罚(2)", "许可 处罚(3)"),
        *("长" * 31, "长" * 28 + "(2)", "目录"),
    ]


def test_sheets_go_to_another_process_and_back_as_json():
    sheets = printed([row()], above=ABOVE, below=BELOW)
    whole = Printed(
        sheets, "签名", Form(b"PK", [Change("许可", 4, "level1", "甲")], ["许可"], title="题")
    )

    said = json.loads(json.dumps(whole.as_json()))
    assert sheets_from(said["sheets"]) == sheets
    assert (said["marks"], said["changes"][0]["text"], said["title"]) == ("签名", "甲", "题")
    assert "content" not in said


def test_for_programs_it_is_one_plain_table():
    rows = [
        PrintedRow(row(levels=["县级", "乡级"]), extra={"公开形式": "文本"}),
        PrintedRow(row(channels=[]), channels_text="政府网站"),
    ]
    head, first, second = flat(rows)

    assert head[:4] == ["表", "序号", "一级事项", "二级事项"]
    assert dict(zip(head, first, strict=True)) == {
        "表": "许可",
        "序号": "1",
        "一级事项": "行政许可",
        "二级事项": "许可决定",
        "公开内容（要素）": "文号\n内容",
        "公开依据": "《行政许可法》第四十条",
        "公开时限": "信息形成或变更之日起20个工作日内",
        "公开主体": "县财政局",
        "公开渠道和载体": "政府网站、政府公报",
        "公开对象": "全社会",
        "公开方式": "主动",
        "公开层级": "县级、乡级",
        "公开形式": "文本",
    }
    assert (second[8], second[-1]) == ("政府网站", "")


@pytest.mark.parametrize("count", [0, 1])
def test_a_sheet_without_rows_has_its_head(count):
    sheet = sheet_of(*[row()] * count)

    assert sheet["A1"].value == "序号"


def test_what_a_column_of_ours_says_is_reported_by_place_where_it_cannot_be_read():
    beyond = [{"最低频次": "每年"}, {"最低频次": "看情况"}]
    sheets = [PrintedSheet("许可", [PrintedRow(row(), extra=said) for said in beyond])]

    found = read_again(sheets)

    [problem] = found.problems
    assert (problem.column, problem.read) == ("最低频次", "看情况")
    assert problem.template == NOT_BEYOND
    assert found.beside[0].extra == {"最低频次": "每年"}
