"""The file: its sheets as grids of text in which every cell of a merged range says the same."""

import io
from itertools import product
from pathlib import PurePath

from python_calamine import CalamineError, CalamineWorkbook

from mingtang.catalogue.rules.official.grids import Sheet
from mingtang.files.rules import archives
from mingtang.files.rules.limits import Limits
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import quoted

OLD = bytes.fromhex("d0cf11e0a1b11ae1")
PACKED = b"PK\x03\x04"
BROKEN_BOOK = (CalamineError, ValueError, LookupError, OSError)

OLD_AS_NEW = _(
    "%(file)s的名字是 .xlsx，里面却是旧版 Excel（.xls）。请用 Excel 打开，另存为 .xlsx。"
)
IS_OLD = _("%(file)s是旧版 Excel（.xls）。请用 Excel 打开，另存为 .xlsx。")
NO_BOOK = _("%(file)s不是 Excel 表格（.xlsx）。请用 Excel 打开，另存为 .xlsx。")
UNREADABLE = _("%(file)s读不出来，可能坏了。请用 Excel 打开确认，另存后再试。")
TOO_WIDE = _("表“%(sheet)s”太大（%(cells)s格），读不了。请删去表格以外的空行、空列后再试。")
CELLS_AT_MOST = 2_000_000


def sheets_of(content: bytes, *, name: str, limits: Limits) -> list[Sheet]:
    """Raises RuleBroken, with what to do about it."""
    file = quoted(PurePath(name).name)
    if content.startswith(OLD):
        raise RuleBroken(OLD_AS_NEW if name.lower().endswith("x") else IS_OLD, file=file)
    if not content.startswith(PACKED):
        raise RuleBroken(NO_BOOK, file=file)
    stream = io.BytesIO(content)
    with archives.opened(stream) as archive:
        archives.check(archive, packed=len(content), limits=limits)
        if archives.kind_of(archive).code != "xlsx":
            raise RuleBroken(NO_BOOK, file=file)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [_sheet(book, title) for title in book.sheet_names]
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
        rows[row][: len(values)] = map(_text, values)
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for place in product(range(top, bottom + 1), range(left, right + 1)):
            rows[place[0]][place[1]] = rows[top][left]
            merged[place] = (top, right - left + 1)
    return Sheet(title, rows, merged)


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
