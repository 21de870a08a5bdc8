"""An official table as an Excel file: the common layout, fit to be printed on A4 across."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from mingtang.catalogue.rules.official.columns import (
    NUMBER,
    NUMBER_WIDTH,
    TICK_WIDTH,
    Column,
    PrintedSheet,
    columns_of,
)
from mingtang.catalogue.rules.official.refilling import add_marks

A4 = 9
LINE, HEIGHT_AT_MOST = 14, 400  # points; Excel takes 409 at most
SHEET_NAME_AT_MOST = 31
NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
THIN = Side(style="thin", color="808080")
BORDER = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEAD = PatternFill("solid", fgColor="E8E4DA")
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
BODY, BOLD, TITLE = (
    Font(name="宋体", size=10),
    Font(name="宋体", size=10, bold=True),
    Font(name="宋体", size=16, bold=True),
)
MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}  # inches


def written(sheets: Iterable[PrintedSheet], *, marks: str = "") -> bytes:
    """The same file for the same table, but for what Excel calls the time of its making."""
    book = Workbook()
    book.remove(book.active)
    taken: set[str] = set()
    for printed in sheets:
        name = _sheet_name(printed.title, taken)
        taken.add(name.lower())
        _Sheet(book.create_sheet(name), printed).write()
    add_marks(book, marks)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@dataclass
class _Sheet:
    sheet: Any
    printed: PrintedSheet

    def write(self) -> None:
        columns = columns_of(self.printed.rows)
        last = len(columns) + 1
        top = len(self.printed.above) + 1
        for row, words in enumerate(self.printed.above, 1):
            self._line(row, words, last, CENTRE, TITLE if row == 1 else BODY)
        self._head(columns, top)
        self._rows(columns, top + 2)
        below = top + 2 + len(self.printed.rows)
        for row, words in enumerate(self.printed.below, below):
            self._line(row, words, last, LEFT, BODY)
        self._page(top)

    def _line(self, row: int, words: str, last: int, alignment: Alignment, font: Font) -> None:
        self._cell(row, 1, words, alignment, font)
        self.sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
        self.sheet.row_dimensions[row].height = 28 if font is TITLE else 18

    def _head(self, columns: Sequence[Column], top: int) -> None:
        """Two rows: what stands over several columns goes across, all else down."""
        self.sheet.column_dimensions["A"].width = NUMBER_WIDTH
        numbers = Column(NUMBER, NUMBER, NUMBER_WIDTH, [])
        at = 1
        for above, group in groupby([numbers, *columns], key=lambda column: column.above):
            under = list(group)
            is_one = len(under) == 1 and under[0].under == above
            for number, column in enumerate(under, at):
                self._head_cell(top, number, above if number == at else None)
                self._head_cell(top + 1, number, None if is_one else column.under)
                self.sheet.column_dimensions[get_column_letter(number)].width = column.width
            self.sheet.merge_cells(
                start_row=top,
                end_row=top + is_one,
                start_column=at,
                end_column=at + len(under) - 1,
            )
            at += len(under)

    def _rows(self, columns: Sequence[Column], first: int) -> None:
        for number in range(len(self.printed.rows)):
            row = first + number
            self._cell(row, 1, number + 1, CENTRE, BODY).border = BORDER
            for at, column in enumerate(columns, 2):
                alignment = CENTRE if column.width <= TICK_WIDTH else LEFT
                said = column.cells[number] or None
                self._cell(row, at, said, alignment, BODY).border = BORDER
            self.sheet.row_dimensions[row].height = _height(columns[1:], number)
        for start, end in _runs(columns[0].cells):
            self.sheet.merge_cells(
                start_row=first + start, end_row=first + end, start_column=2, end_column=2
            )

    def _page(self, top: int) -> None:
        page = self.sheet.page_setup
        page.orientation, page.paperSize = "landscape", A4
        page.fitToWidth, page.fitToHeight = 1, 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True
        for side, inches in MARGINS.items():
            setattr(self.sheet.page_margins, side, inches)
        self.sheet.print_title_rows = f"{top}:{top + 1}"
        self.sheet.oddFooter.center.text = "第&P页，共&N页"
        self.sheet.freeze_panes = self.sheet.cell(top + 2, 4)

    def _head_cell(self, row: int, column: int, words: str | None) -> None:
        cell = self._cell(row, column, words, CENTRE, BOLD)
        cell.border, cell.fill = BORDER, HEAD

    def _cell(
        self, row: int, column: int, value: str | int | None, alignment: Alignment, font: Font
    ) -> Any:
        """Words are words, also where they begin as a formula does."""
        cell = self.sheet.cell(row, column)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
        cell.alignment, cell.font = alignment, font
        return cell


def _sheet_name(title: str, taken: set[str]) -> str:
    """One that Excel takes, and no other sheet has."""
    base = title.translate(NOT_IN_SHEET_NAMES).strip("' ")[:SHEET_NAME_AT_MOST] or "目录"
    name, number = base, 1
    while name.lower() in taken:
        number += 1
        end = f"({number})"
        name = f"{base[: SHEET_NAME_AT_MOST - len(end)]}{end}"
    return name


def _runs(cells: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First and last of each run of cells that say the same, where there are several."""
    for said, group in groupby(range(len(cells)), key=lambda number: cells[number]):
        run = list(group)
        if said and len(run) > 1:
            yield run[0], run[-1]


def _height(columns: Sequence[Column], number: int) -> float:
    """Room for the cell that needs most; of merged cells Excel would not see it by itself."""
    lines = max(
        sum(max(1, ceil(_width(line) / column.width)) for line in column.cells[number].split("\n"))
        for column in columns
    )
    return min(lines * LINE + 4, HEIGHT_AT_MOST)


def _width(line: str) -> int:
    """In half-width signs."""
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in line)
