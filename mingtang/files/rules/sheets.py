"""Excel, new and old: every sheet, row and column, hidden ones too."""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from mingtang.files.rules import markup, packages
from mingtang.files.rules.readings import Passage, Reading, Unread
from mingtang.foundation.text import gettext_noop as _

HIDDEN = rb"\bhidden=\"(?:1|true)\""
HIDDEN_COLUMNS = re.compile(
    rb"<(?:\w+:)?col\s(?=[^>]*" + HIDDEN + rb")(?=[^>]*\bmin=\"(\d+)\")[^>]*\bmax=\"(\d+)\""
)
HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\s(?=[^>]*" + HIDDEN + rb")[^>]*\br=\"(\d+)\"")
PAGE_HEAD = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>([^<]+)<")
COLUMNS_AT_MOST = 16_384  # in Excel
CHUNK, TAIL = 1024 * 1024, 4096
NO_SHEETS = _("这个表格读不出来。")
SHEET_UNREAD = _("表“%(sheet)s”读不出来。")
OLD_COMMENTS = _("旧版 Excel 的批注和图形里的文字没有读。")
HEAD = _("表“{}”的页眉页脚")
BROKEN_BOOK = (CalamineError, ValueError, LookupError, OSError)


def read_new(stream: BinaryIO, archive: zipfile.ZipFile) -> Reading:
    """XLSX: cells, then what stands beside them: comments, page heads, caches, properties."""
    hidden = {name: hidden_in(archive, part) for name, part in sheet_parts(archive).items()}
    yield from _cells(stream, hidden)
    for name, part in sheet_parts(archive).items():
        yield Passage(HEAD.format(name), _page_heads(archive, part))
    yield from packages.read(archive)


def read_old(stream: BinaryIO) -> Reading:
    yield from _cells(stream, {})
    yield Unread(OLD_COMMENTS)


def _cells(stream: BinaryIO, hidden: dict[str, tuple[set[int], set[int]]]) -> Reading:
    stream.seek(0)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(stream.read()))
    except BROKEN_BOOK:
        yield Unread(NO_SHEETS)
        return
    for sheet in book.sheets_metadata:
        rows, columns = hidden.get(sheet.name, (set(), set()))
        seen = sheet.visible == SheetVisibleEnum.Visible
        place = f"表“{sheet.name}”" + ("" if seen else "（隐藏）")
        column_note = "（含隐藏的列）" if columns else ""
        try:
            for number, text in _rows(book, sheet.name):
                row_note = "（隐藏）" if number in rows else ""
                yield Passage(f"{place}第{number}行{row_note}{column_note}", text)
        except BROKEN_BOOK:
            yield Unread(SHEET_UNREAD % {"sheet": sheet.name})


def _rows(book: CalamineWorkbook, name: str) -> Iterator[tuple[int, str]]:
    sheet = book.get_sheet_by_name(name)
    first = sheet.start[0] if sheet.start else 0
    for number, row in enumerate(sheet.to_python(skip_empty_area=True), start=first + 1):
        yield number, "\t".join(cell_text(value) for value in row).strip("\t")


def cell_text(value: object) -> str:
    """As Excel shows it: a telephone number is no decimal."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of each sheet by the sheet's name."""
    try:
        targets = _attributes(archive, "xl/_rels/workbook.xml.rels", "Relationship")
        parts = {one.get("Id", ""): one.get("Target", "") for one in targets}
        sheets = _attributes(archive, "xl/workbook.xml", "sheet")
    except (*markup.BROKEN_MARKUP, KeyError):
        return {}
    full = {
        one.get("name", ""): "xl/" + parts.get(one.get("id", ""), "").removeprefix("/xl/")
        for one in sheets
    }
    return {name: part for name, part in full.items() if part in archive.namelist()}


def _attributes(archive: zipfile.ZipFile, part: str, wanted: str) -> list[dict[str, str]]:
    with archive.open(part) as content:
        return [
            markup.attributes(element)
            for event, name, element in markup.elements(content)
            if event == "end" and name == wanted
        ]


def hidden_in(archive: zipfile.ZipFile, part: str) -> tuple[set[int], set[int]]:
    """Numbers of the hidden rows and of the hidden columns, from 1."""
    rows: set[int] = set()
    columns: set[int] = set()
    for text in _chunks(archive, part):
        rows.update(int(found[1]) for found in HIDDEN_ROW.finditer(text))
        for found in HIDDEN_COLUMNS.finditer(text):
            columns.update(range(int(found[1]), min(int(found[2]), COLUMNS_AT_MOST) + 1))
    return rows, columns


def _page_heads(archive: zipfile.ZipFile, part: str) -> str:
    heads = {head for text in _chunks(archive, part) for head in PAGE_HEAD.findall(text)}
    return "\n".join(html.unescape(head.decode("utf-8", "ignore")) for head in sorted(heads))


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A big sheet piece by piece, each with the end of the one before: a tag may be cut."""
    before = b""
    with archive.open(part) as content:
        while chunk := content.read(CHUNK):
            yield before + chunk
            before = chunk[-TAIL:]
