"""The county's own file again: its layout, its words; anew only what a person has settled in words.

Whatever stands in the file stays where it stands: heads, merged cells, widths, notes, sheets.
"""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.packaging.core import DocumentProperties

from mingtang.catalogue.rules.official.adding import add_columns
from mingtang.catalogue.rules.official.blocks import Block, block_at, blocks_of
from mingtang.catalogue.rules.official.columns import Change
from mingtang.catalogue.rules.official.disclosing import hides, only_for_everybody, show
from mingtang.catalogue.rules.official.hidden import SHEET, cells_of
from mingtang.files.rules.books import sheets_of
from mingtang.files.rules.grids import Sheet
from mingtang.files.rules.limits import Limits

FILE = "目录.xlsx"


def refilled(
    content: bytes,
    changes: Sequence[Change],
    *,
    limits: Limits,
    marks: str = "",
    public: Sequence[str] = (),
    lines: Sequence[tuple[str, str]] = (),
    title: str = "",
    note: str = "",
) -> bytes:
    """`public`: the sheets that are for everybody, who then get nothing besides: see `disclosing`.
    Empty: it is for the county itself, and stays whole."""
    book = load_workbook(io.BytesIO(content), rich_text=True, keep_links=False)
    _with_results(book, content)
    hiding = [name for name in public if hides(book[name])]
    if changes or hiding:
        sheets = {one.title: one for one in sheets_of(content, name=FILE, limits=limits)}
        for name in hiding:
            show(book[name], sheets[name])
        _change(book, changes, sheets)
    _say_anew(book, lines)
    if public:
        only_for_everybody(book, public)
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
            _say(sheet.cell(row, 1), words)


def _with_results(book: Workbook, content: bytes) -> None:
    """Formulas as what they came to: written again, a file holds no results any more."""
    formulas = [cell for cell in _cells(book) if cell.data_type == "f"]
    if not formulas:
        return
    counted = load_workbook(io.BytesIO(content), data_only=True)
    for cell in formulas:
        result = counted[cell.parent.title][cell.coordinate].value
        if result is not None:
            _say(cell, result)


def _say(cell: Any, value: object) -> None:
    """Words are words, also where they begin as a formula does."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def _change(book: Workbook, changes: Iterable[Change], grids: Mapping[str, Sheet]) -> None:
    """Each in its cell; what the table has no column for in one more of its own."""
    wanted = {(one.sheet, one.row, one.key): one.text for one in changes}
    blocks = {title: blocks_of(grid) for title, grid in grids.items()}
    lacking: dict[tuple[str, int], dict[str, dict[int, str]]] = {}
    for (title, row, key), text in wanted.items():
        block = block_at(blocks.get(title, ()), row - 1)
        if block is None or key in block.layout.choices:
            continue
        column = _place_of(key, block)
        if column is not None:
            _change_cell(book[title], wanted, (title, row, key), column + 1)
        else:
            found = lacking.setdefault((title, block.layout.row), {})
            found.setdefault(key, {})[row] = text
    for (title, top), cells in lacking.items():
        block = next(one for one in blocks[title] if one.layout.row == top)
        add_columns(book[title], grids[title], block, cells)


def _change_cell(
    sheet: Any, wanted: Mapping[tuple[str, int, str], str], place: tuple[str, int, str], column: int
) -> None:
    title, row, key = place
    text = wanted[place]
    cell = sheet.cell(row, column)
    merged = next((one for one in sheet.merged_cells.ranges if cell.coordinate in one), None)
    if merged is not None:
        rows = range(merged.min_row, merged.max_row + 1)
        if any(wanted.get((title, each, key)) != text for each in rows):
            _part(sheet, merged)
        else:
            cell = sheet.cell(merged.min_row, merged.min_col)
    _say(sheet[cell.coordinate], text)


def _place_of(key: str, block: Block) -> int | None:
    """The column of a thing, or one of the county's own by its name."""
    own = {name: column for column, name in block.layout.extra.items()}
    return block.layout.one.get(key, own.get(key))


def _say_anew(book: Workbook, lines: Iterable[tuple[str, str]]) -> None:
    """A line of ours that an edition before has printed."""
    ours = [(re.compile(pattern), text) for pattern, text in lines]
    for cell in _cells(book) if ours else ():
        text = next((text for own, text in ours if own.fullmatch(str(cell.value or ""))), None)
        if text is not None:
            _say(cell, text)


def _part(sheet: Any, merged: Any) -> None:
    """Cells that were merged stand alone and say each what all of them did: what is settled for one
    row is so for no other."""
    first = sheet.cell(merged.min_row, merged.min_col)
    sheet.unmerge_cells(str(merged))
    for each in range(merged.min_row + 1, merged.max_row + 1):
        cell = sheet.cell(each, merged.min_col)
        cell.value, cell.data_type = first.value, first.data_type


def _cells(book: Workbook) -> Iterable[Any]:
    return (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
