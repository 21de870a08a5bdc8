"""Columns that a county's own table lacks come behind it and look as its own do."""

import io

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font

from mingtang.catalogue.rules.official import adding
from mingtang.catalogue.rules.official.columns import Change
from mingtang.catalogue.rules.official.refilling import refilled
from mingtang.catalogue.rules.official.rows import read
from mingtang.files.rules.books import sheets_of
from mingtang.files.rules.limits import Limits
from tests.catalogue.rules.official.made import HEAD, TOWN, UNDER, book, row, saved

SHEET = "行政许可"
BASIS = Change(SHEET, 4, "basis", "《行政许可法》第四十条")
SINGLES = ("A2:A3", "D2:D3", "E2:E3", "F2:F3", "G2:G3")


def without_basis(*lines):
    return [[*line[:4], *line[5:]] for line in lines]


def lacking(*rows, notes=(), merged=SINGLES, titles=((TOWN,),)):
    head, under, *lines = without_basis(HEAD, UNDER, *rows)
    return book(*lines, head=[head, under], notes=notes, merged=merged, titles=titles)


def refill(content, *changes):
    return load_workbook(io.BytesIO(refilled(content, changes or [BASIS], limits=Limits())))


def again(made):
    return read(sheets_of(saved(made), name="目录.xlsx", limits=Limits()))


def test_a_column_comes_last_with_its_name_merged_as_the_others_are():
    made = refill(lacking(row()))

    sheet = made[SHEET]
    assert (sheet["N2"].value, sheet["N4"].value) == ("公开依据", "《行政许可法》第四十条")
    assert "N2:N3" in map(str, sheet.merged_cells.ranges)
    assert sheet.column_dimensions["N"].width == 34
    assert [one.basis for one in again(made).rows] == ["《行政许可法》第四十条"]
    assert again(made).problems == []


def test_in_a_head_that_is_not_merged_its_name_stands_above_an_empty_cell():
    made = refill(lacking(row(), merged=()))

    assert (made[SHEET]["N2"].value, made[SHEET]["N3"].value) == ("公开依据", None)
    assert again(made).problems == []


def test_it_looks_as_the_column_it_is_like_but_is_never_struck_through():
    book_ = load_workbook(io.BytesIO(lacking(row(), row(level2="清单"))))
    for place in ("D2", "D4", "D5"):
        cell = book_[SHEET][place]
        cell.font = Font(name="仿宋", size=9, strike=place == "D4")
    made = refill(saved(book_), BASIS, Change(SHEET, 5, "basis", "《行政许可法》"))

    fonts = [made[SHEET][place].font for place in ("N2", "N4", "N5")]
    assert [(font.name, font.sz, bool(font.strike)) for font in fonts] == [("仿宋", 9, False)] * 3


def test_words_that_begin_as_a_formula_does_stay_words():
    made = refill(lacking(row()), Change(SHEET, 4, "basis", "=1+1"))

    assert (made[SHEET]["N4"].value, made[SHEET]["N4"].data_type) == ("=1+1", "s")


def test_rows_that_say_nothing_new_have_the_frame_all_the_same():
    book_ = load_workbook(io.BytesIO(lacking(row(), row(level2="清单"))))
    book_[SHEET]["D4"].font = Font(name="仿宋")
    made = refill(saved(book_), Change(SHEET, 5, "basis", "《行政许可法》"))

    assert (made[SHEET]["N4"].value, made[SHEET]["N4"].font.name) == (None, "仿宋")


def test_a_head_that_stands_on_each_page_gets_the_name_each_time():
    head, under = without_basis(HEAD, UNDER)
    content = lacking(row(), notes=(head, under, *without_basis(row(level2="清单"))))
    made = refill(content, BASIS, Change(SHEET, 7, "basis", "《行政许可法》"))

    assert [made[SHEET][f"N{number}"].value for number in (2, 5, 7)] == [
        "公开依据",
        "公开依据",
        "《行政许可法》",
    ]
    assert [one.basis for one in again(made).rows] == ["《行政许可法》第四十条", "《行政许可法》"]
    assert again(made).problems == []


def test_titles_and_remarks_go_across_what_the_table_now_is():
    titles = [(TOWN,)]
    made = load_workbook(
        io.BytesIO(lacking(row(), notes=[("备注：一",)], titles=titles, merged=[*SINGLES, "A5:M5"]))
    )
    made[SHEET].print_area = "A1:M5,A1:C2"
    made = refill(saved(made), BASIS, Change(SHEET, 4, "time", "及时公开"))

    assert {"A1:N1", "A5:N5"} <= {*map(str, made[SHEET].merged_cells.ranges)}
    assert made[SHEET].print_area == "'行政许可'!$A$1:$C$2,'行政许可'!$A$1:$N$5"
    assert again(made).problems == []


def test_several_columns_come_in_the_usual_order_and_leave_wide_heads_as_they_are():
    head, under, line = ([*one[:4], *one[6:], one[13]] for one in (HEAD, UNDER, row()))
    under[-1], head[-1] = "村级", None
    content = book(line, head=[head, under], merged=["K2:M2"])
    made = refill(content, Change(SHEET, 4, "time", "及时公开"), BASIS)

    assert [made[SHEET][f"{column}2"].value for column in "NO"] == ["公开依据", "公开时限"]
    assert "K2:M2" in map(str, made[SHEET].merged_cells.ranges)
    assert again(made).problems == []
    assert again(made).rows[0].levels == ["县级", "乡级", "村级"]


@pytest.mark.parametrize(("start", "end"), [("N", 16384), ("M", 16384), ("M", 14)])
def test_columns_that_are_hidden_together_do_not_hide_it(start, end):
    made = load_workbook(io.BytesIO(lacking(row())))
    hidden = made[SHEET].column_dimensions[start]
    hidden.min, hidden.max, hidden.hidden = "ABCDEFGHIJKLMN".index(start) + 1, end, True

    made = refill(saved(made))

    known = made[SHEET].column_dimensions
    assert not known["N"].hidden
    assert known["N"].width == 34
    assert [(one.min, one.max) for one in known.values() if one.hidden] == [
        *([(13, 13)] if start == "M" else []),
        *([(15, 16384)] if end > 14 else []),
    ]


def test_what_stands_beside_the_table_is_not_written_over():
    made = load_workbook(io.BytesIO(lacking(row())))
    made[SHEET]["P4"] = "旁注"

    assert refill(saved(made))[SHEET]["Q4"].value == "《行政许可法》第四十条"


def test_a_sheet_that_is_as_wide_as_excel_has_it_stays_as_it_is(monkeypatch):
    monkeypatch.setattr(adding, "COLUMNS_AT_MOST", 13)

    assert refill(lacking(row()))[SHEET].max_column == 14  # the merged title


def test_of_choices_that_have_columns_nothing_is_written_beside_them():
    made = refill(lacking(row()), Change(SHEET, 4, "audience", "全社会"))

    assert again(made).rows == again(load_workbook(io.BytesIO(lacking(row())))).rows


def test_a_table_without_columns_of_words_lends_its_last_one():
    head = ["序号", "公开渠道和载体", "公开对象", "公开方式", "公开层级"]
    content = book([1, "■政府网站", "全社会", "主动", "县级"], head=[head], titles=())
    made = refill(content, Change(SHEET, 2, "level2", "清单"), Change(SHEET, 2, "time", "及时公开"))

    assert [made[SHEET][place].value for place in ("F1", "G1", "F2", "G2")] == [
        "二级事项",
        "公开时限",
        "清单",
        "及时公开",
    ]
