import io

from openpyxl import load_workbook

from mingtang.catalogue.rules.official import unseen
from mingtang.catalogue.rules.official.rows import read
from mingtang.files.rules.books import sheets_of
from mingtang.files.rules.limits import Limits
from tests.catalogue.rules.official.made import book, row, saved


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
    assert told(found) == [
        (2, "", unseen.HIDDEN_ROWS, {"rows": "5、6、7、8、9、10、11、12、13、14……"}),
        (2, "", unseen.HIDDEN_COLUMNS, {"columns": "D、J"}),
    ]
