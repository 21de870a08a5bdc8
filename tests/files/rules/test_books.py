import datetime
import io
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.styles import Font

from mingtang.files.rules import archives, books
from mingtang.files.rules.limits import Limits
from mingtang.foundation.errors import RuleBroken
from tests.catalogue.rules.official.made import saved

OLD = books.OLD + bytes(600)
LOCKED = OLD + books.ENCRYPTED


def refusal(content, name="目录.xlsx"):
    with pytest.raises(RuleBroken) as refused:
        books.sheets_of(content, name=name, limits=Limits())
    assert "目录" in str(refused.value) or refused.value.template == archives.BROKEN
    return refused.value.template


def packed(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (OLD, "目录.xlsx", books.OLD_AS_NEW),
        (OLD, "目录.xls", books.IS_OLD),
        (LOCKED, "目录.xlsx", books.LOCKED),
        (b"%PDF-1.7", "目录.xlsx", books.NO_BOOK),
        (b"", "目录.xlsx", books.NO_BOOK),
        (b"PK\x03\x04 nothing", "目录.xlsx", archives.BROKEN),
        (packed(**{"word__document.xml": "<x/>"}), "目录.xlsx", books.NO_BOOK),
        (packed(**{"xl__workbook.xml": "<x/>"}), "目录.xlsx", books.UNREADABLE),
    ],
)
def test_what_is_no_excel_table_is_refused_with_the_mend(content, name, said):
    assert refusal(content, name) == said


def test_a_table_far_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(books, "CELLS_AT_MOST", 3)
    made = Workbook()
    made.active.title = "目录"
    made.active["B2"] = "x"

    assert refusal(saved(made)) == books.TOO_WIDE


def test_cells_are_text_as_a_person_reads_them_and_merged_ones_say_the_same():
    made = Workbook()
    made.active.append([1, 2.5, datetime.date(2026, 1, 31), "甲", None])
    at = datetime.datetime(2026, 1, 31, 8, 30)  # noqa: DTZ001 - Excel knows no zones
    made.active.append([None, None, at, None, True])
    made.active.merge_cells("D1:E2")
    made.active["A3"] = datetime.datetime(2026, 2, 1)  # noqa: DTZ001 - Excel knows no zones
    made.active["A3"].number_format = "yyyy-mm-dd hh:mm"

    (sheet,) = books.sheets_of(saved(made), name="目录.xlsx", limits=Limits())

    assert sheet.rows[0] == ["1", "2.5", "2026-01-31", "甲", "甲"]
    assert sheet.rows[1] == ["", "", "2026-01-31 08:30:00", "甲", "甲"]
    assert sheet.rows[2][0] == "2026-02-01"
    assert sheet.merged[1, 4] == (0, 2)


def test_formulas_without_a_result_are_known_by_their_place_and_others_are_what_they_say():
    made = Workbook()
    made.active.title = "目录"
    made.active.append(["甲", "=A1"])
    made.active["A9"] = "=B1"
    made.create_chartsheet("图").add_chart(BarChart())

    sheet, *_others = books.sheets_of(saved(made), name="目录.xlsx", limits=Limits())

    assert dict(sheet.uncounted) == {(0, 1): "=A1", (8, 0): "=B1"}


def test_an_error_is_known_by_its_place_and_yes_is_what_excel_shows():
    made = Workbook()
    made.active.append(["甲", "#N/A", True, "=A1"])

    (sheet,) = books.sheets_of(saved(made), name="目录.xlsx", limits=Limits())

    assert sheet.rows == [["甲", "", "TRUE"]]
    assert dict(sheet.uncounted) == {(0, 1): "#N/A", (0, 3): "=A1"}


def test_what_nobody_sees_is_in_the_grid_and_known():
    made = Workbook()
    made.active.append(["甲", "乙", "丙", "丁"])
    made.active.row_dimensions[1].hidden = True
    made.active.column_dimensions.group("B", "C", hidden=True)
    made.create_sheet("封面").sheet_state = "hidden"

    sheet, cover = books.sheets_of(saved(made), name="目录.xlsx", limits=Limits())

    assert sheet.rows == [["甲", "乙", "丙", "丁"]]
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({0}, {1, 2})
    assert (sheet.is_hidden, cover.is_hidden) == (False, True)


def test_of_a_book_that_only_one_reader_can_open_the_words_are_known():
    made = Workbook()
    made.active.append(["甲", "=A1"])
    made.create_chartsheet("图")

    sheet, *_others = books.sheets_of(saved(made), name="目录.xlsx", limits=Limits())

    assert (sheet.rows[0][0], dict(sheet.uncounted)) == ("甲", {})


def counted(content):
    """As Excel saves it: each formula with its result, here always 2."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/"):
                part = part.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>")
            new.writestr(name, part)
    return stream.getvalue()


def test_a_formula_that_was_counted_is_what_it_came_to():
    made = Workbook()
    made.active.append(["=1+1"])

    (sheet,) = books.sheets_of(counted(saved(made)), name="目录.xlsx", limits=Limits())

    assert (sheet.rows[0][0], dict(sheet.uncounted)) == ("2", {})


def test_what_is_struck_through_whole_or_in_part_is_known_by_its_place():
    made = Workbook()
    sheet = made.active
    plain, crossed = InlineFont(), InlineFont(strike=True)
    sheet.append(["甲", "乙", None, "丙", CellRichText("丁", TextBlock(crossed, "戊")), "己", 7])
    sheet.append([CellRichText(TextBlock(plain, "庚"), TextBlock(crossed, " ")), None, None])
    for place in ("B1", "C1", "F1", "G1", "A2"):
        sheet[place].font = Font(strike=True)
    sheet.merge_cells("F1:F3")
    sheet.merge_cells("A2:B3")
    other = made.create_sheet("另")
    other["A1"] = "辛"

    first, second = books.sheets_of(saved(made), name="目录.xlsx", limits=Limits())

    assert first.struck == {(0, 1), (0, 4), (0, 5), (1, 5), (2, 5), (0, 6)}
    assert second.struck == frozenset()


def test_where_openpyxl_cannot_read_the_book_nothing_is_known_to_be_struck_through():
    made = Workbook()
    made.active["A1"] = "甲"
    made.active["A1"].font = Font(strike=True)
    made.create_chartsheet("图")

    sheet, *_others = books.sheets_of(saved(made), name="目录.xlsx", limits=Limits())

    assert (sheet.rows[0][0], sheet.struck) == ("甲", frozenset())
