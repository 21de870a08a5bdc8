import io

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font

from mingtang.catalogue.rules.official import unseen
from mingtang.catalogue.rules.official.rows import read
from mingtang.catalogue.rules.official.understanding import understand
from mingtang.files.rules.books import sheets_of
from mingtang.files.rules.limits import Limits
from tests.catalogue.rules.official.made import book, row, saved
from tests.catalogue.rules.official.test_understanding import KNOWN


def hidden(*rows, change):
    made = load_workbook(io.BytesIO(book(*rows)))
    made.create_sheet("封面")
    change(made["行政许可"])
    return read(sheets_of(saved(made), name="目录.xlsx", limits=Limits()))


def told(found):
    return [(one.row, one.column, one.template, dict(one.params)) for one in found.problems]


def test_a_hidden_sheet_is_read_and_told():
    def change(sheet):
        sheet.sheet_state = "hidden"

    found = hidden(row(), change=change)

    assert len(found.rows) == 1
    assert told(found) == [(2, "", unseen.HIDDEN_SHEET, {})]


def test_hidden_rows_and_columns_of_the_table_are_read_and_told_once_each():
    def change(sheet):
        for number in (1, *range(5, 17), 90):
            sheet.row_dimensions[number].hidden = True
        for letter in ("D", "J", "XA"):
            sheet.column_dimensions[letter].hidden = True

    found = hidden(*(row(level2=f"事项{number}") for number in range(13)), change=change)

    assert len(found.rows) == 13
    assert sorted(told(found), key=lambda one: one[0]) == [
        (2, "", unseen.HIDDEN_COLUMNS, {"columns": "D、J"}),
        (5, "", unseen.HIDDEN_ROWS, {"rows": "5-16"}),
    ]


def test_a_hidden_row_is_told_at_its_own_place():
    def change(sheet):
        for number in (4, 6, 7):
            sheet.row_dimensions[number].hidden = True

    found = hidden(*(row(level2=f"事项{number}") for number in range(5)), change=change)

    assert told(found) == [
        (4, "", unseen.HIDDEN_ROWS, {"rows": "4"}),
        (6, "", unseen.HIDDEN_ROWS, {"rows": "6-7"}),
    ]


ROW = "ABCDEFGHIKMN"
CELLS = {
    "B": ("一级事项", "level1", "行政许可"),
    "C": ("二级事项", "level2", "许可决定"),
    "D": ("公开内容（要素）", "elements", "许可文书号许可内容"),
    "E": ("公开依据", "basis", "《行政许可法》第四十条"),
    "F": ("公开时限", "time", "信息形成或变更之日起20个工作日内"),
    "G": ("公开主体", "subject", "县财政局"),
    "H": ("公开渠道和载体", "channels", "■政府网站 □政府公报■公开查阅点"),
    "I": ("公开对象", "audience", "√"),
    "K": ("公开方式", "mode", "√"),
    "N": ("公开层级", "levels", "√"),
}


def struck(*places):
    def change(sheet):
        for place in places:
            sheet[place].font = Font(strike=True)

    return hidden(row(subject="县财政局"), row(subject="县财政局", level2="清单"), change=change)


def waiting(found, at=0):
    row, beside = found.rows[at], found.beside[at]
    own = [one for one in found.problems if (one.sheet, one.row) == (row.sheet, row.row)]
    return [(doubt.aspect, doubt.template) for doubt in understand(row, beside, own, KNOWN).doubts]


@pytest.mark.parametrize("column", CELLS)
def test_what_is_struck_through_is_read_told_and_waits_for_a_person(column):
    name, key, said = CELLS[column]
    found = struck(f"{column}4")

    assert [(one.row, one.column, one.key, one.read) for one in found.problems] == [
        (4, name, key, said)
    ]
    assert "删除线" in found.problems[0].message
    assert waiting(found) == [(key, unseen.STRUCK_CELL)]
    assert waiting(found, 1) == []


def test_a_row_that_is_struck_through_as_a_whole_is_told_once():
    found = struck(*(f"{letter}4" for letter in ROW))

    assert [(one.row, one.column, one.template) for one in found.problems] == [
        (4, "二级事项", unseen.STRUCK_ROW)
    ]
    assert waiting(found) == [("level2", unseen.STRUCK_ROW)]


def test_where_it_cannot_be_read_either_that_is_what_is_asked():
    def change(sheet):
        sheet["F4"].font = Font(strike=True)

    found = hidden(row(time="看情况", subject="县财政局"), change=change)

    (aspect, template), *others = waiting(found)
    assert (aspect, others) == ("time", [])
    assert template != unseen.STRUCK_CELL


def test_numbers_struck_through_say_nothing():
    assert struck("A4").problems == []
