"""Of a county's own file, what everybody may have: the tables as they are printed.

What whoever made it has left in it besides stays behind: notes, names, passwords, addresses on
their own machine, pictures, lists to choose from, what other sheets fed into it, and whatever is
hidden and no part of the table.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import MergedCell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.packaging.custom import CustomPropertyList
from openpyxl.worksheet.datavalidation import DataValidationList
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.protection import SheetProtection
from openpyxl.worksheet.scenario import ScenarioList

from mingtang.catalogue.rules.official.blocks import blocks_of, columns_of
from mingtang.catalogue.rules.official.rows import read
from mingtang.files.rules.grids import Sheet

PAGE_NUMBERS = re.compile(r"(?:&[PN]|[第共页/,，\s-])*")
PAGE_HEADS = [f"{of}{what}" for of in ("odd", "even", "first") for what in ("Header", "Footer")]
ON_THE_WEB = ("http://", "https://")


def only_for_everybody(book: Workbook, public: Sequence[str]) -> None:
    """`public`: the sheets that stay. Who wrote the file is for the caller to say anew."""
    for name in [name for name in book.sheetnames if name not in public]:
        book.remove(book[name])
    for name in public:
        _bare(book[name])
    book.defined_names.clear()
    book.custom_doc_props = CustomPropertyList()
    book.security = None


def _bare(sheet: Any) -> None:
    sheet.sheet_state = "visible"
    for cell in _cells(sheet):
        if cell.data_type == "f":  # without a result: it would say no more than where that lies
            cell.value = None
        cell.comment = None
        if cell.hyperlink and not str(cell.hyperlink.target or "").startswith(ON_THE_WEB):
            cell.hyperlink = None
    _without_page_heads(sheet)
    sheet.defined_names.clear()
    sheet.tables.clear()
    sheet.data_validations = DataValidationList()
    sheet.conditional_formatting = ConditionalFormattingList()
    sheet.auto_filter = AutoFilter()
    sheet.protection = SheetProtection()
    sheet.scenarios = ScenarioList()
    sheet.legacy_drawing = None
    sheet.sheet_properties.codeName = None
    sheet.page_setup.id = None
    sheet._images, sheet._charts, sheet._pivots = [], [], []  # noqa: SLF001 - no other way


def _without_page_heads(sheet: Any) -> None:
    """But for the numbers of pages: names and paths are put there."""
    for name in PAGE_HEADS:
        head = getattr(sheet, name)
        for part in (head.left, head.center, head.right):
            if not PAGE_NUMBERS.fullmatch(part.text or ""):
                part.text = None


def hides(sheet: Any) -> bool:
    return any(one.hidden for one in _dimensions(sheet))


def show(sheet: Any, grid: Sheet) -> None:
    """What is hidden and was read as part of the table (see `unseen`) is shown; all else goes."""
    blocks = blocks_of(grid)
    assert blocks  # noqa: S101 - only what was read as a table is for everybody
    rows = {one.row for one in read([grid]).rows}
    for block in blocks:
        rows |= {*range(block.layout.row + 1, block.layout.last + 2)}
    columns = {column + 1 for column in columns_of(blocks)}
    hidden_rows = {row + 1 for row in grid.hidden_rows} - rows
    hidden_columns = {column + 1 for column in grid.hidden_columns} - columns
    for cell in _cells(sheet):
        if cell.row in hidden_rows or cell.column in hidden_columns:
            cell.value = None
    for one in _dimensions(sheet):
        one.hidden = False


def _dimensions(sheet: Any) -> list[Any]:
    return [*sheet.row_dimensions.values(), *sheet.column_dimensions.values()]


def _cells(sheet: Any) -> Iterator[Any]:
    """Without those that a merged range covers: they hold nothing."""
    return (cell for row in sheet.iter_rows() for cell in row if not isinstance(cell, MergedCell))
