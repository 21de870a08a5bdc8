"""Reading and writing Excel in processes apart."""

import io

import pytest
from openpyxl import Workbook, load_workbook

from mingtang.catalogue import tables
from mingtang.catalogue.rules.official.columns import (
    Change,
    Form,
    Printed,
    PrintedRow,
    PrintedSheet,
)
from mingtang.files import examination
from mingtang.files.rules.limits import Limits
from mingtang.foundation.errors import RuleBroken
from tests.catalogue.rules.official.made import book, row, saved
from tests.catalogue.rules.official.test_understanding import row as official

NAME = "目录.xlsx"


def test_a_table_is_read_with_all_that_stands_around_it():
    content = book(row(), row(subject=None), titles=[("某县目录",)], notes=[("备注：略",)])

    read = tables.read_table(io.BytesIO(content), name=NAME, limits=Limits())

    assert [one.level2 for one in read.rows] == ["许可决定", "许可决定"]
    assert [(one.row, one.key, one.message) for one in read.problems] == [
        (5, "subject", "没有公开主体。请补上由哪个机关公开。")
    ]
    assert read.beside[0].channels == "■政府网站 □政府公报\n■公开查阅点"
    assert [(one.above, one.below) for one in read.around] == [(["某县目录"], ["备注：略"])]


def test_a_cell_far_out_ends_the_reading_and_not_the_server():
    made = Workbook()
    made.active["A1"] = "x"
    made.active["XFD1048576"] = "y"

    with pytest.raises(RuleBroken) as refused:
        tables.read_table(saved(made), name=NAME, limits=Limits())

    assert refused.value.template == examination.CANNOT_READ


def test_a_file_that_is_no_table_is_refused_in_words_of_ours():
    with pytest.raises(RuleBroken, match="不是 Excel 表格"):
        tables.read_table(b"%PDF-1.7", name=NAME, limits=Limits())


def test_what_is_written_is_an_excel_file():
    whole = Printed([PrintedSheet("许可", [PrintedRow(official())])])

    made = load_workbook(io.BytesIO(tables.written_table(whole)))

    assert made.sheetnames == ["许可"]


@pytest.fixture(autouse=True)
def nothing_kept():
    tables._written.clear()
    tables._refilled.clear()


def test_an_edition_is_written_once_however_often_it_is_asked_for(monkeypatch):
    whole = Printed([PrintedSheet("许可", [PrintedRow(official())])])
    first = tables.written_table(whole)
    monkeypatch.setattr(tables, "WRITER", "mingtang.no_such_module")

    assert tables.written_table(whole) == first


def test_a_file_that_cannot_be_made_says_what_to_do_instead(monkeypatch):
    monkeypatch.setattr(tables, "WRITER", "mingtang.no_such_module")

    with pytest.raises(RuleBroken, match="下载 CSV"):
        tables.written_table(Printed([]))


def test_one_file_is_made_at_a_time(monkeypatch):
    monkeypatch.setattr(tables, "QUEUE", 0.01)
    with tables._free, pytest.raises(RuleBroken, match="过几秒再试"):
        tables.written_table(Printed([]))


def test_a_table_that_nobody_changed_goes_out_byte_by_byte_as_it_came():
    content = book(row())

    assert tables.written_table(Printed([], form=Form(content))) == content


def test_what_was_settled_in_words_stands_in_the_file_that_came():
    form = Form(book(row()), [Change("行政许可", 4, "level2", "许可清单")])

    made = load_workbook(io.BytesIO(tables.written_table(Printed([], "签名", form))))

    assert made["行政许可"]["C4"].value == "许可清单"
    assert made["明堂核定"]["A1"].value == "mingtang-1:签名"


def test_a_form_that_cannot_be_written_again_gives_way_to_the_common_layout():
    form = Form(b"PK no book", [Change("行政许可", 4, "level2", "许可清单")])
    sheets = [PrintedSheet("许可", [PrintedRow(official())])]

    made = load_workbook(io.BytesIO(tables.written_table(Printed(sheets, form=form))))

    assert made.sheetnames == ["许可"]


def test_a_form_that_cannot_be_written_again_is_tried_once(monkeypatch):
    tried = []
    making = tables._made
    monkeypatch.setattr(tables, "_made", lambda said: tried.append(said) or making(said))
    form = Form(b"PK no book", [Change("行政许可", 4, "level2", "许可清单")])
    whole = Printed([PrintedSheet("许可", [PrintedRow(official())])], form=form)

    assert tables.written_table(whole) == tables.written_table(whole)

    assert [b"PK no book" in said for said in tried] == [True, False]


def test_a_file_is_made_within_the_limits_of_the_installation(settings):
    settings.FILE_LIMITS = {"memory": 1024 * 1024}

    with pytest.raises(RuleBroken, match="下载 CSV"):
        tables.written_table(Printed([PrintedSheet("许可", [PrintedRow(official())])]))
