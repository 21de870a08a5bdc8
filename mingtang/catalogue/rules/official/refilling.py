"""The county's own file again: its layout, its words; anew only what a person has settled in words.

Whatever stands in the file stays where it stands: heads, merged cells, widths, notes, sheets.
"""

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import MergedCell
from openpyxl.packaging.core import DocumentProperties

from mingtang.catalogue.rules.official.columns import Change
from mingtang.catalogue.rules.official.hidden import SHEET, cells_of
from mingtang.catalogue.rules.official.layout import layout_of
from mingtang.files.rules.books import sheets_of
from mingtang.files.rules.limits import Limits

FILE = "目录.xlsx"


def refilled(
    content: bytes,
    changes: Sequence[Change],
    *,
    marks: str = "",
    public: Sequence[str] = (),
    lines: Sequence[tuple[str, str]] = (),
    title: str = "",
    note: str = "",
) -> bytes:
    """`public`: the sheets that are for everybody; with them go no comments and no names of who
    wrote the file. Empty: it is for the county itself, and stays whole."""
    book = load_workbook(io.BytesIO(content), rich_text=True, keep_links=False)
    _with_results(book, content)
    _change(book, changes, content)
    _say_anew(book, lines)
    if public:
        _for_everybody(book, public)
        book.properties = DocumentProperties(title=title, description=note)
    add_marks(book, marks)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def add_marks(book: Workbook, signed: str) -> None:
    """Hidden so that nobody prints it, and only where there is anything to say."""
    for old in [name for name in book.sheetnames if name.startswith(SHEET)]:
        book.remove(book[old])
    if signed:
        sheet = book.create_sheet(SHEET)
        sheet.sheet_state = "veryHidden"
        for row, words in enumerate(cells_of(signed), 1):
            sheet.cell(row, 1).value = words
            sheet.cell(row, 1).data_type = "s"


def _with_results(book: Workbook, content: bytes) -> None:
    """Formulas as what they came to: written again, a file holds no results any more."""
    formulas = [cell for cell in _cells(book) if cell.data_type == "f"]
    if not formulas:
        return
    counted = load_workbook(io.BytesIO(content), data_only=True)
    for cell in formulas:
        result = counted[cell.parent.title][cell.coordinate].value
        if result is not None:
            cell.value = result


def _change(book: Workbook, changes: Iterable[Change], content: bytes) -> None:
    layouts = {
        sheet.title: layout_of(sheet) for sheet in sheets_of(content, name=FILE, limits=Limits())
    }
    wanted = {(one.sheet, one.row, one.key): one.text for one in changes}
    for (title, row, key), text in wanted.items():
        layout = layouts.get(title)
        if layout is None or key not in layout.one:
            continue
        sheet = book[title]
        cell = sheet.cell(row, layout.one[key] + 1)
        merged = next((one for one in sheet.merged_cells.ranges if cell.coordinate in one), None)
        if merged is not None:
            rows = range(merged.min_row, merged.max_row + 1)
            if any(wanted.get((title, each, key)) != text for each in rows):
                _part(sheet, merged)
            else:
                cell = sheet.cell(merged.min_row, merged.min_col)
        cell = sheet[cell.coordinate]
        cell.value, cell.data_type = text, "s"


def _say_anew(book: Workbook, lines: Iterable[tuple[str, str]]) -> None:
    """A line of ours that an edition before has printed."""
    ours = [(re.compile(pattern), text) for pattern, text in lines]
    for cell in _cells(book) if ours else ():
        text = next((text for own, text in ours if own.fullmatch(str(cell.value or ""))), None)
        if text is not None:
            cell.value = text


def _part(sheet: Any, merged: Any) -> None:
    """Cells that were merged stand alone and say each what all of them did: what is settled for one
    row is so for no other."""
    said = sheet.cell(merged.min_row, merged.min_col).value
    sheet.unmerge_cells(str(merged))
    for each in range(merged.min_row, merged.max_row + 1):
        sheet.cell(each, merged.min_col).value = said


def _for_everybody(book: Workbook, public: Sequence[str]) -> None:
    for name in [name for name in book.sheetnames if name not in public]:
        book.remove(book[name])
    for cell in _cells(book):
        if not isinstance(cell, MergedCell):
            cell.comment = None
    for name in public:
        book[name].sheet_state = "visible"
    for name in list(book.defined_names):
        del book.defined_names[name]


def _cells(book: Workbook) -> Iterable[Any]:
    return (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
