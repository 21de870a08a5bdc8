"""The county's own file comes back as it came, cell by cell, but for what a person has settled."""

import io

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from mingtang.catalogue.rules.official import refilling
from mingtang.catalogue.rules.official.columns import Change
from mingtang.files.rules.limits import Limits
from tests.catalogue.rules.official.made import HEAD, TOWN, UNDER, book, row, saved
from tests.files.rules.test_books import counted


def own():
    """A table as only this county has it: brackets, its own channels, levels that share a column,
    a title of two lines, notes below, a column of its own, widths, a cover, two sheets."""
    made = load_workbook(
        io.BytesIO(
            book(
                row(
                    level1="行政\n许可（一）", channels="■县融媒体中心（电子屏） □村村响", some="√"
                ),
                row(level1=None, level2="清 单", time="２０个工作日内"),
                row(level1="处罚", level2="=C4"),
                titles=[(TOWN,), ("（2026年版）",)],
                notes=[("备注：本目录（试行）由县政务公开办编制。",), ("填表人：",)],
                head=[HEAD, [*UNDER[:9], "特定群体（请写明）", *UNDER[10:13], "乡、村级"]],
                merged=["B5:B6", "A3:A4", "B3:C3", "A8:N8"],
            )
        )
    )
    made.active.column_dimensions["C"].width = 41.5
    made.active.row_dimensions[5].height = 77
    made.active["P3"] = "公开形式"
    made.active["D5"].comment = Comment("内部批注", "某人")
    made.copy_worksheet(made.active).title = "行政处罚"
    made.create_sheet("封面", 0)["B2"] = "封面"
    made.create_sheet("联系人").sheet_state = "hidden"
    made.defined_names["甲"] = DefinedName("甲", attr_text="行政许可!$A$1")
    made.properties.creator = "某人"
    return saved(made)


def refilled(content, changes, **given):
    return refilling.refilled(content, changes, limits=Limits(), **given)


def opened(content):
    return load_workbook(io.BytesIO(content))


def cells(content):
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in opened(content).worksheets
        for line in sheet.iter_rows()
        for cell in line
        if cell.value is not None
    }


def looks(content):
    return [
        (
            sheet.title,
            sorted(map(str, sheet.merged_cells.ranges)),
            {name: one.width for name, one in sheet.column_dimensions.items()},
            {number: one.height for number, one in sheet.row_dimensions.items()},
        )
        for sheet in opened(content).worksheets
    ]


def test_every_cell_that_nobody_settled_is_as_it_came():
    again = refilled(own(), [Change("行政许可", 6, "level2", "清单")])

    was, now = cells(own()), cells(again)
    assert {place for place in was | now if was.get(place) != now.get(place)} == {
        ("行政许可", "C6")
    }
    assert now["行政许可", "C6"] == "清单"
    assert looks(again) == looks(own())
    assert opened(again)["行政许可"]["D5"].comment.text == "内部批注"


def test_what_is_settled_for_one_row_of_several_that_were_merged_is_so_for_no_other():
    sheet = opened(refilled(own(), [Change("行政许可", 6, "level1", "清单类")]))["行政许可"]

    assert (sheet["B5"].value, sheet["B6"].value) == ("行政\n许可（一）", "清单类")


def test_what_is_settled_for_all_rows_that_were_merged_leaves_them_so():
    both = [Change("行政许可", line, "level1", "许可") for line in (5, 6)]
    again = refilled(own(), both)

    assert opened(again)["行政许可"]["B5"].value == "许可"
    assert looks(again) == looks(own())


@pytest.mark.parametrize("change", [("没有", 5, "level1"), ("封面", 5, "level1")])
def test_what_has_no_place_in_the_file_changes_nothing(change):
    assert cells(refilled(own(), [Change(*change, "甲")])) == cells(own())


def test_a_formula_is_what_it_came_to_and_one_without_result_stays():
    made = Workbook()
    made.active.append(["=1+1"])

    assert opened(refilled(counted(saved(made)), [])).active["A1"].value == 2
    assert opened(refilled(saved(made), [])).active["A1"].value == "=1+1"


def test_words_that_begin_as_a_formula_does_stay_words():
    made = opened(own())
    made["行政许可"]["B5"].value = "=甲"
    made["行政许可"]["B5"].data_type = "s"
    lines = [("备注：.+", "=1+1")]
    changes = [Change("行政许可", 6, "level1", "=2+2")]

    sheet = opened(refilled(saved(made), changes, lines=lines))["行政许可"]

    for place, said in (("A8", "=1+1"), ("B5", "=甲"), ("B6", "=2+2")):
        assert (sheet[place].value, sheet[place].data_type) == (said, "s")


def test_the_file_is_read_for_its_layout_only_where_something_is_to_change(monkeypatch):
    monkeypatch.setattr(refilling, "sheets_of", None)

    assert cells(refilled(own(), [])) == cells(own())


def test_for_everybody_nothing_goes_out_but_the_tables():
    again = opened(
        refilled(own(), [], public=["行政许可", "行政处罚"], title="目录", note="自明年起施行")
    )

    assert again.sheetnames == ["行政许可", "行政处罚"]
    assert again["行政许可"]["D5"].comment is None
    assert not list(again.defined_names)
    assert again.properties.creator != "某人"
    assert (again.properties.title, again.properties.description) == ("目录", "自明年起施行")
    assert cells(own())["行政许可", "A9"] == again["行政许可"]["A9"].value


def test_what_was_settled_is_carried_in_one_hidden_sheet():
    once = refilled(own(), [], marks="甲" * 40_000)
    again = opened(refilled(once, [], marks="乙"))

    assert [cell.value[:12] for cell in opened(once)["明堂核定"]["A"]] == [
        "mingtang-1:甲",
        "甲" * 12,
    ]
    assert again["明堂核定"].sheet_state == "veryHidden"
    assert again["明堂核定"]["A1"].value == "mingtang-1:乙"
    assert "明堂核定" not in opened(refilled(once, [])).sheetnames


def test_a_line_of_ours_that_an_edition_before_has_printed_says_what_this_one_says():
    again = refilled(own(), [], lines=[("备注：.+", "备注：新的。"), ("没有.*", "也没有")])

    was, now = cells(own()), cells(again)
    changed = {place: now[place] for place in now if was[place] != now[place]}
    assert changed == {("行政许可", "A8"): "备注：新的。", ("行政处罚", "A8"): "备注：新的。"}
