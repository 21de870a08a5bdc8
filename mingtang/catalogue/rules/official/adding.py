"""Official columns that a county's own table lacks, added behind it for what was settled there.

What a person has settled has to stand in the file, or whoever reads it is asked anew. Nothing
that stands there is moved: the new columns come last, and look as one that the table has.
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from typing import Any

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import ColumnDimension

from mingtang.catalogue.rules.official.blocks import Block
from mingtang.catalogue.rules.official.columns import CHOICE_WIDTH, LEVELS, TEXTS
from mingtang.catalogue.rules.official.layout import NAMES, Layout
from mingtang.catalogue.rules.official.remarks import ACROSS, is_head_again
from mingtang.files.rules.grids import Sheet
from mingtang.foundation.cells import tight

WIDTHS = {name: width for _key, name, width in (*LEVELS, *TEXTS)}
# Whose looks a new column takes: the first of these that the table has.
LIKE = ("elements", "basis", "time", "subject", "level2", "level1")
COLUMNS_AT_MOST = 16_384  # of a sheet of Excel

Words = Mapping[int, str]  # by Excel's row


def add_columns(sheet: Any, grid: Sheet, block: Block, cells: Mapping[str, Words]) -> None:
    """`cells`: by what the block has no column for (`layout.NAMES`), what is to stand there; where
    the sheet is as wide as Excel has it, nothing is added."""
    keys = [key for key in NAMES if key in cells]
    tops = [*_tops(grid, block)]
    depth = block.layout.last - block.layout.row + 1
    heads = {row for top in tops for row in range(top, top + depth)}
    ends = max(row for words in cells.values() for row in words)
    # All down to the last that says something new, so that their frame is whole.
    matters = {*range(block.layout.last + 2, ends + 1)} - heads
    first = _free(grid, heads | matters)
    last = first + len(keys) - 1
    if last > COLUMNS_AT_MOST:
        return
    like = _like(block.layout)
    for column, key in enumerate(keys, first):
        name = NAMES[key][0]
        _by_itself(sheet, column, WIDTHS.get(name, CHOICE_WIDTH))
        for top in tops:
            _head(sheet, top, column, like, name)
        for row in sorted(matters):
            _cell(sheet, row, column, like, cells[key].get(row))
    _widen(sheet, block, range(max(block.layout.columns) + 1, last + 1), heads | matters)


def _like(layout: Layout) -> int:
    own = next((layout.one[key] for key in LIKE if key in layout.one), max(layout.columns))
    return own + 1


def _free(grid: Sheet, rows: Iterable[int]) -> int:
    """The first column behind all that stands in these rows, or is merged there."""
    return 1 + max(
        at
        for row in rows
        for at, cell in enumerate(grid.rows[row - 1], 1)
        if tight(cell) or (row - 1, at - 1) in grid.merged
    )


def _tops(grid: Sheet, block: Block) -> Iterator[int]:
    """Excel's rows in which the head begins: at the top, and once more on each printed page."""
    layout = block.layout
    yield layout.row + 1
    head = grid.rows[layout.row]
    for number in range(layout.last + 1, block.end + 1):
        row = grid.rows[number]
        is_same = [*map(tight, row)] == [*map(tight, head)]
        if is_same and is_head_again(grid, row, layout):
            yield number + 1


def _head(sheet: Any, top: int, column: int, like: int, name: str) -> None:
    """Its name, over as many rows as that of the column that it is like."""
    merged = _merged_at(sheet, top, like)
    end = merged.max_row if merged else top
    _cell(sheet, top, column, like, name)
    for row in range(top + 1, end + 1):
        _cell(sheet, row, column, like, None)
    if end > top:
        sheet.merge_cells(start_row=top, end_row=end, start_column=column, end_column=column)


def _cell(sheet: Any, row: int, column: int, like: int, words: str | None) -> None:
    """Struck through is only what somebody has struck through."""
    model, cell = sheet.cell(row, like), sheet.cell(row, column)
    cell._style = copy(model._style)  # noqa: SLF001 - openpyxl's own way to copy a look
    if model.font.strike:
        font = copy(model.font)
        font.strike = False
        cell.font = font
    cell.alignment = Alignment(
        horizontal=model.alignment.horizontal, vertical=model.alignment.vertical, wrap_text=True
    )
    if words:
        cell.value, cell.data_type = words, "s"


def _merged_at(sheet: Any, row: int, column: int) -> Any:
    place = sheet.cell(row, column).coordinate
    return next((one for one in sheet.merged_cells.ranges if place in one), None)


def _by_itself(sheet: Any, column: int, width: int) -> None:
    """A width of its own, and in sight: files often say at once of all columns that are left over
    how wide they are, or that they are hidden."""
    known = sheet.column_dimensions
    for letter, one in [*known.items()]:
        if not (one.min and one.min <= column <= one.max):
            continue
        parts = ((one.min, column - 1), (column + 1, one.max))
        del known[letter]
        for start, end in parts:
            if start <= end:
                name = get_column_letter(start)
                known[name] = ColumnDimension(
                    sheet, index=name, width=one.width, hidden=one.hidden, min=start, max=end
                )
    name = get_column_letter(column)
    known[name] = ColumnDimension(sheet, index=name, width=width)


def _widen(sheet: Any, block: Block, columns: range, table: set[int]) -> None:
    """Titles and remarks that go across the table, and what is printed, go as far as it now does.
    `columns`: from the last that it had to the last that it has; `table`: its own rows."""
    before, last = columns[0], columns[-1]
    for one in [*sheet.merged_cells.ranges]:
        is_across = before <= one.max_col < last and one.size["columns"] >= ACROSS
        if is_across and table.isdisjoint(range(one.min_row, one.max_row + 1)):
            sheet.unmerge_cells(str(one))
            sheet.merge_cells(
                start_row=one.min_row,
                end_row=one.max_row,
                start_column=one.min_col,
                end_column=last,
            )
    for one in sheet._print_area.ranges:  # noqa: SLF001 - no other way to it as ranges
        if before <= one.max_col < last:
            one.max_col = last
