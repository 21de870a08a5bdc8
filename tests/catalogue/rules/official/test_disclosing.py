"""Of a county's own file everybody gets the tables, and nothing of whoever made it."""

import io
import zipfile
from html import unescape

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import FormulaRule
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.scenario import Scenario
from openpyxl.worksheet.table import Table
from PIL import Image as Picture

from mingtang.catalogue.rules.official.refilling import refilled
from mingtang.files.rules.limits import Limits
from tests.catalogue.rules.official.made import book, row, saved

SECRET = "张三私下"
SHEET = "行政许可"


def made():
    return load_workbook(io.BytesIO(book(row(), row(level2="清单"), notes=[("备注：略",)])))


def disclosed(made, public=(SHEET,)):
    return refilled(saved(made), [], limits=Limits(), public=public, title="目录", note="说明")


def everything(content):
    """All that stands in any part of the file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            name: unescape(archive.read(name).decode("utf-8", "replace"))
            for name in archive.namelist()
        }


def with_properties(one):
    one.properties.creator = one.properties.lastModifiedBy = one.properties.keywords = SECRET
    one.custom_doc_props.append(StringProperty(name=SECRET, value=SECRET))


def with_comment(one):
    one[SHEET]["D4"].comment = Comment(SECRET, SECRET)


def with_other_sheets(one):
    one.create_sheet(SECRET)["A1"] = SECRET
    one.create_sheet("藏").sheet_state = "veryHidden"
    one["藏"]["A1"] = SECRET


def with_names(one):
    one.defined_names[SECRET] = DefinedName(SECRET, attr_text=f"{SHEET}!$A$1")
    one[SHEET].defined_names["甲"] = DefinedName("甲", attr_text=f'"{SECRET}"')


def with_choices(one):
    choice = DataValidation(type="list", formula1=f'"{SECRET}"', prompt=SECRET, promptTitle=SECRET)
    choice.add("G4")
    one[SHEET].add_data_validation(choice)
    rule = FormulaRule(formula=[f'$A$1="{SECRET}"'])
    one[SHEET].conditional_formatting.add("A1:A9", rule)


def with_address(one):
    one[SHEET]["E4"].hyperlink = f"file:///C:/Users/{SECRET}/目录.xlsx"
    one[SHEET]["E5"].hyperlink = "https://www.gov.cn/"


def with_password(one):
    one.security = WorkbookProtection(workbookPassword="ABCD", lockStructure=True)
    one[SHEET].protection.set_password("secret")
    one[SHEET].scenarios.append(Scenario(name=SECRET, user=SECRET, comment=SECRET))


def with_filter(one):
    one[SHEET].auto_filter.ref = "A3:N5"
    one[SHEET].auto_filter.add_filter_column(6, [SECRET])


def with_pictures(one):
    stream = io.BytesIO()
    Picture.new("RGB", (4, 4)).save(stream, "PNG")
    one[SHEET].add_image(Image(stream), "P1")
    one[SHEET].add_chart(BarChart(), "P9")


def with_table(one):
    one[SHEET]["Q1"], one[SHEET]["Q2"] = "列", "值"
    one[SHEET].add_table(Table(displayName=SECRET, ref="Q1:Q2"))


def with_formula(one):
    one[SHEET]["P2"] = f"='C:\\{SECRET}\\[表.xlsx]甲'!A1"


def with_hidden_column(one):
    one[SHEET]["R4"] = SECRET
    one[SHEET].column_dimensions["R"].hidden = True


def with_hidden_rows(one):
    one[SHEET]["A6"] = f"备注：{SECRET}"
    one[SHEET].row_dimensions[6].hidden = True


def with_page_heads(one):
    one[SHEET].evenFooter.left.text = f"&Z&F {SECRET}"
    one[SHEET].oddHeader.center.text = SECRET


@pytest.mark.parametrize(
    "put",
    [
        with_properties,
        with_comment,
        with_other_sheets,
        with_names,
        with_choices,
        with_address,
        with_password,
        with_filter,
        with_pictures,
        with_table,
        with_formula,
        with_hidden_column,
        with_hidden_rows,
        with_page_heads,
    ],
)
def test_nothing_of_whoever_made_the_file_goes_out(put):
    one = made()
    put(one)

    parts = everything(disclosed(one))

    assert not [name for name, part in parts.items() if SECRET in part]
    assert not [name for name in parts if "comment" in name or "media" in name or "chart" in name]
    assert not [name for name in parts if "custom" in name or "drawing" in name]
    assert "Protection" not in parts["xl/workbook.xml"]
    assert "Protection" not in parts["xl/worksheets/sheet1.xml"]


def test_the_numbers_of_pages_stay():
    one = made()
    one[SHEET].oddFooter.center.text = "第&P页，共&N页"

    assert "第&P页，共&N页" in everything(disclosed(one))["xl/worksheets/sheet1.xml"]


def test_an_address_on_the_web_stays():
    one = made()
    with_address(one)

    sheet = load_workbook(io.BytesIO(disclosed(one)))[SHEET]

    assert (sheet["E4"].hyperlink, sheet["E5"].hyperlink.target) == (None, "https://www.gov.cn/")


def test_what_is_hidden_and_was_read_as_part_of_the_table_is_shown():
    one = made()
    one[SHEET].row_dimensions[5].hidden = True
    one[SHEET].column_dimensions.group("G", "H", hidden=True)

    sheet = load_workbook(io.BytesIO(disclosed(one)))[SHEET]

    assert (sheet["C5"].value, sheet["G5"].value) == ("清单", "县市场监管局")
    assert not sheet.row_dimensions[5].hidden
    assert not sheet.column_dimensions["G"].hidden


def test_for_the_county_itself_the_file_stays_whole():
    one = Workbook()
    one.active["A1"].comment = Comment(SECRET, SECRET)

    content = refilled(saved(one), [], limits=Limits())

    assert load_workbook(io.BytesIO(content)).active["A1"].comment.text == SECRET
