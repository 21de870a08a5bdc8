"""Compound files (OLE): Word and Excel before 2007, WPS, and whatever has been locked by Office."""

import struct
from collections.abc import Iterator
from typing import BinaryIO

import olefile  # type: ignore[import-untyped]

from mingtang.files.rules.archives import BROKEN, LOCKED, MACROS, NESTED
from mingtang.files.rules.kinds import KINDS, UNKNOWN, Kind
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _

START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_SLIDES = _("旧版 PowerPoint（.ppt）不能收。请另存为 .pptx 或 PDF。")
MAIN_STREAM = {"worddocument": "doc", "workbook": "xls", "book": "xls"}
VBA = {"macros", "_vba_project_cur", "_vba_project", "vba"}
# Records of an old workbook ([MS-XLS] 2.3): locked by a password, and one sheet of it.
FILE_PASS, BOUND_SHEET, EOF = 0x2F, 0x85, 0x0A
MACRO_SHEET = 1
MACRO_TYPES = {MACRO_SHEET, 6}  # a sheet of Excel 4.0 macros, a module of Visual Basic
UNREADABLE = (OSError, ValueError, IndexError, struct.error, AttributeError, TypeError)


def opened(stream: BinaryIO) -> olefile.OleFileIO:
    try:
        return olefile.OleFileIO(stream)
    except UNREADABLE as broken:
        raise RuleBroken(BROKEN) from broken


def kind_of(compound: olefile.OleFileIO) -> Kind:
    streams = _names(compound)
    if "encryptedpackage" in streams:
        raise RuleBroken(LOCKED)
    if "powerpoint document" in streams:
        raise RuleBroken(OLD_SLIDES)
    found = next((code for name, code in MAIN_STREAM.items() if name in streams), None)
    if found is None:
        raise RuleBroken(UNKNOWN)
    return KINDS[found]


def check(compound: olefile.OleFileIO) -> None:
    """Refuses macros, passwords and files packed inside."""
    names = _names(compound)
    if names & VBA:
        raise RuleBroken(MACROS)
    if "\x01ole10native" in names or "package" in names:
        raise RuleBroken(NESTED)
    try:
        if "worddocument" in names and _is_locked_document(compound):
            raise RuleBroken(LOCKED)
        _check_workbook(compound, names)
    except UNREADABLE as broken:
        raise RuleBroken(BROKEN) from broken


def _names(compound: olefile.OleFileIO) -> set[str]:
    """Of streams and storages at any depth, small."""
    try:
        paths = compound.listdir(streams=True, storages=True)
    except RecursionError as endless:  # a storage that holds itself
        raise RuleBroken(BROKEN) from endless
    return {part.lower() for path in paths for part in path}


def _is_locked_document(compound: olefile.OleFileIO) -> bool:
    """Bit fEncrypted of the header ([MS-DOC] 2.5.2)."""
    head = compound.openstream("WordDocument").read(12)
    return bool(struct.unpack_from("<H", head, 10)[0] & 0x0100)


def _check_workbook(compound: olefile.OleFileIO, names: set[str]) -> None:
    for stream in ("Workbook", "Book"):
        if stream.lower() not in names:
            continue
        for record, content in _records(compound.openstream(stream)):
            if record == FILE_PASS:
                raise RuleBroken(LOCKED)
            if record == BOUND_SHEET and content[5] in MACRO_TYPES:
                raise RuleBroken(MACROS)


def _records(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The records up to the end of the globals, where sheets and locks are named."""
    while len(head := stream.read(4)) == 4:
        record, size = struct.unpack("<HH", head)
        yield record, stream.read(size)
        if record == EOF:
            return
