"""The file: its sheets as grids of text in which every cell of a merged range says the same."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count, product, takewhile
from pathlib import PurePath
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from mingtang.files.rules import archives
from mingtang.files.rules.grids import Sheet
from mingtang.files.rules.limits import Limits
from mingtang.files.rules.sheets import BROKEN_BOOK, cell_text, hidden_in, sheet_parts
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import quoted

OLD = bytes.fromhex("d0cf11e0a1b11ae1")
PACKED = b"PK\x03\x04"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
FAULT = re.compile(rb"""\bt=["']e["']""")
STRIKE = re.compile(rb"<(?:\w+:)?strike\b")
FORMULA = re.compile(rb"<f[ >/]")
STYLES = {"xl/styles.xml", "xl/sharedStrings.xml"}
# What else openpyxl stumbles over where the other reader does not.
STUMBLES = (*BROKEN_BOOK, AttributeError, TypeError)

OLD_AS_NEW = _(
    "%(file)s的名字是 .xlsx，里面却是旧版 Excel（.xls）。请用 Excel 打开，另存为 .xlsx。"
)
LOCKED = _("%(file)s有打开密码，读不了。请用 Excel 打开，去掉密码，另存后再试。")
IS_OLD = _("%(file)s是旧版 Excel（.xls）。请用 Excel 打开，另存为 .xlsx。")
NO_BOOK = _("%(file)s不是 Excel 表格（.xlsx）。请用 Excel 打开，另存为 .xlsx。")
UNREADABLE = _("%(file)s读不出来，可能坏了。请用 Excel 打开确认，另存后再试。")
TOO_WIDE = _("表“%(sheet)s”太大（%(cells)s格），读不了。请删去表格以外的空行、空列后再试。")
CELLS_AT_MOST = 2_000_000
BEYOND = 100  # rows and columns


@dataclass(frozen=True)
class _Beside:
    """Whether a book holds anything that only openpyxl, which is slower, tells the place of."""

    formulas: bool
    faults: bool
    strikes: bool
    strikes_inside: bool


def sheets_of(content: bytes, *, name: str, limits: Limits) -> list[Sheet]:
    """Raises RuleBroken, with what to do about it."""
    file = quoted(PurePath(name).name)
    if content.startswith(OLD) and ENCRYPTED in content:
        raise RuleBroken(LOCKED, file=file)
    if content.startswith(OLD):
        raise RuleBroken(OLD_AS_NEW if name.lower().endswith("x") else IS_OLD, file=file)
    if not content.startswith(PACKED):
        raise RuleBroken(NO_BOOK, file=file)
    stream = io.BytesIO(content)
    with archives.opened(stream) as archive:
        archives.check(archive, packed=len(content), limits=limits)
        if archives.kind_of(archive).code != "xlsx":
            raise RuleBroken(NO_BOOK, file=file)
        beside = _beside(archive)
        hidden = _hidden(archive)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        seen = {one.name: one.visible == SheetVisibleEnum.Visible for one in book.sheets_metadata}
        found = [
            _with_hidden(_sheet(book, title), *hidden.get(title, ((), ())), is_seen=seen[title])
            for title in book.sheet_names
        ]
        return _with_others(found, content, beside)
    except BROKEN_BOOK as broken:
        raise RuleBroken(UNREADABLE, file=file) from broken


def _sheet(book: CalamineWorkbook, title: str) -> Sheet:
    sheet = book.get_sheet_by_name(title)
    ends = [bottom for _, bottom in sheet.merged_cell_ranges or ()] + [sheet.end or (0, 0)]
    height, width = (max(end[side] for end in ends) + 1 for side in (0, 1))
    if (cells := height * width) > CELLS_AT_MOST:
        raise RuleBroken(TOO_WIDE, sheet=quoted(title), cells=cells)
    rows = [[""] * width for _ in range(height)]
    for row, values in enumerate(sheet.to_python(skip_empty_area=False)):
        rows[row][: len(values)] = map(cell_text, values)
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for place in product(range(top, bottom + 1), range(left, right + 1)):
            rows[place[0]][place[1]] = rows[top][left]
            merged[place] = (top, right - left + 1)
    return Sheet(title, rows, merged)


def _beside(archive: zipfile.ZipFile) -> _Beside:
    sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
    styles = [name for name in archive.namelist() if name in STYLES]

    def has(sought: re.Pattern[bytes], names: Iterable[str]) -> bool:
        return any(sought.search(archive.read(name)) for name in names)

    return _Beside(
        formulas=has(FORMULA, sheets),
        faults=has(FAULT, sheets),
        strikes=has(STRIKE, styles),
        strikes_inside=has(STRIKE, sheets),
    )


def _with_others(found: list[Sheet], content: bytes, beside: _Beside) -> list[Sheet]:
    if beside.formulas:
        found = _with_uncounted(found, content, _uncounted, is_counted=False)
    if beside.faults:
        found = _with_uncounted(found, content, _faults, is_counted=True)
    if beside.strikes or beside.strikes_inside:
        found = _with_struck(found, content, is_inside=beside.strikes_inside)
    return found


def _hidden(archive: zipfile.ZipFile) -> dict[str, tuple[frozenset[int], frozenset[int]]]:
    """By sheet, which rows and columns nobody sees; from 0."""
    found = {}
    for title, part in sheet_parts(archive).items():
        rows, columns = hidden_in(archive, part)
        found[title] = frozenset(row - 1 for row in rows), frozenset(one - 1 for one in columns)
    return found


def _with_hidden(
    sheet: Sheet, rows: Iterable[int], columns: Iterable[int], *, is_seen: bool
) -> Sheet:
    return replace(
        sheet,
        is_hidden=not is_seen,
        hidden_rows=frozenset(rows),
        hidden_columns=frozenset(columns),
    )


def _with_uncounted(
    sheets: Sequence[Sheet],
    content: bytes,
    look: Callable[[Sheet, Any], Mapping[tuple[int, int], str]],
    *,
    is_counted: bool,
) -> list[Sheet]:
    """With what the other reader says nothing of: as formulas, or as what they came to."""
    known = _known(content, read_only=True, data_only=is_counted)
    return [
        replace(sheet, uncounted={**sheet.uncounted, **look(sheet, known[sheet.title])})
        if sheet.title in known
        else sheet
        for sheet in sheets
    ]


def _known(content: bytes, **how: bool) -> dict[str, Any]:
    """The sheets as openpyxl reads them; none where it cannot."""
    try:
        book = load_workbook(io.BytesIO(content), **how)
    except STUMBLES:
        return {}
    return {one.title: one for one in book.worksheets}


def _with_struck(sheets: Sequence[Sheet], content: bytes, *, is_inside: bool) -> list[Sheet]:
    """With the places of what is struck through: of a merged range, each of its cells.

    `is_inside`: words in a sheet itself, which openpyxl tells apart only where it reads the whole.
    """
    known = _known(content, read_only=not is_inside, rich_text=True)
    return [
        replace(one, struck=frozenset(_struck(one, known[one.title])))
        if one.title in known
        else one
        for one in sheets
    ]


def _struck(sheet: Sheet, worksheet: Any) -> Iterator[tuple[int, int]]:
    height, width = len(sheet.rows), max(map(len, sheet.rows), default=0)
    cells = worksheet.iter_rows(max_row=max(1, height), max_col=max(1, width))
    for cell in filter(_is_struck, chain.from_iterable(cells)):
        yield from _range_from(sheet, cell.row - 1, cell.column - 1)


def _range_from(sheet: Sheet, row: int, column: int) -> Iterator[tuple[int, int]]:
    """The cells of the merged range that begins at a cell; else it alone."""
    range_ = sheet.merged.get((row, column))
    if range_ is None:
        return iter([(row, column)])
    rows = takewhile(lambda at: sheet.merged.get((at, column)) == range_, count(row))
    return product(rows, range(column, column + range_[1]))


def _is_struck(cell: Any) -> bool:
    """As a whole, or any of its words."""
    parts = cell.value if isinstance(cell.value, CellRichText) else [cell.value]
    return any(
        (part.font if isinstance(part, TextBlock) else cell.font).strike
        for part in parts
        if str(part or "").strip()
    )


def _uncounted(sheet: Sheet, worksheet: Any) -> dict[tuple[int, int], str]:
    """Each formula that has no result: nobody has opened the file since it was written."""
    return {
        (cell.row - 1, cell.column - 1): str(cell.value)
        for cell in _cells(sheet, worksheet)
        if cell.data_type == "f" and not _at(sheet, cell.row - 1, cell.column - 1)
    }


def _faults(sheet: Sheet, worksheet: Any) -> dict[tuple[int, int], str]:
    """Each error of Excel: #N/A, #REF!."""
    return {
        (cell.row - 1, cell.column - 1): str(cell.value)
        for cell in _cells(sheet, worksheet)
        if cell.data_type == "e"
    }


def _cells(sheet: Sheet, worksheet: Any) -> Iterator[Any]:
    """Looked for where the table is, and little further: a sheet may say it has no end."""
    height, width = len(sheet.rows), max(map(len, sheet.rows), default=0)
    for row in worksheet.iter_rows(max_row=height + BEYOND, max_col=width + BEYOND):
        yield from row


def _at(sheet: Sheet, row: int, column: int) -> str:
    is_there = row < len(sheet.rows) and column < len(sheet.rows[row])
    return sheet.rows[row][column] if is_there else ""
