"""What is packed (ZIP): Word, Excel and PowerPoint since 2007, OFD. Trusts nothing it declares."""

import re
import zipfile
import zlib
from typing import BinaryIO

from mingtang.files.rules.kinds import KINDS, STRANGE, UNKNOWN, Kind
from mingtang.files.rules.limits import MEGABYTE, Limits
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _

BROKEN = _("文件坏了，打不开。请在自己的电脑上打开确认，另存后再上传。")
TOO_BIG = _("文件解开后太大，不能收。请拆成几个，或删去用不到的图片和空行。")
LOCKED = _("文件设了打开密码，公众打不开。请去掉密码再上传。")
MACROS = _("文件里有宏，不能收。请另存为不带宏的格式（.docx、.xlsx、.pptx 或 PDF）。")
CONTROLS = _("文件里有可以运行的控件，不能收。请删去控件，或另存为 PDF。")
NESTED = _("文件里夹带了压缩包或程序，不能收。请把它们取出来，单独上传需要公开的部分。")
OUTSIDE = _("文件会从网上取模板或内容，不能收。请断开外部链接，或另存为 PDF。")
PACKED, PACKED_MEND = _("压缩包"), _("请解开后逐个上传。")

MAIN_PARTS = (
    (re.compile(r"word/document\d*\.xml"), "docx"),
    (re.compile(r"xl/workbook\d*\.xml"), "xlsx"),
    (re.compile(r"ppt/presentation\.xml"), "pptx"),
    (re.compile(r"OFD\.xml"), "ofd"),
)
HAS_MACROS = re.compile(r"vbaProject\.bin$|vbaData\.xml$|/macrosheets/|^xl/workbook\.bin$", re.I)
# A part may have any name: what the package says it is decides whether a program runs it.
CALLED_MACROS = re.compile(rb"vbaProject|vbaData|macroEnabled|xlMacrosheet|xlIntlMacrosheet", re.I)
HAS_CONTROLS = re.compile(r"/activeX/|/ctrlProps/.*\.bin$", re.I)
EMBEDDED = re.compile(r"/embeddings/[^/]+\.(docx|xlsx|pptx)$", re.I)
PACKED_START = re.compile(rb"PK\x03\x04|Rar!|7z\xbc\xaf|\x1f\x8b\x08|MZ|\x7fELF")
DOCTYPE = re.compile(rb"<\0?!\0?(?:D\0?O\0?C\0?T|E\0?N\0?T)")
FETCHES = re.compile(
    rb"<Relationship(?=[^>]*/(?:attachedTemplate|oleObject|frame|subDocument)\")"
    rb"(?=[^>]*\"External\")(?=[^>]*Target=\"(?:https?:|\\\\|file:////))"
)
SMALL = 10 * MEGABYTE  # below this a high ratio harms nobody
CHUNK = 64 * 1024
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)


def opened(stream: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except UNREADABLE as broken:
        raise RuleBroken(BROKEN) from broken


def kind_of(archive: zipfile.ZipFile) -> Kind:
    names = set(archive.namelist())
    for part, code in MAIN_PARTS:
        if any(part.fullmatch(name) for name in names):
            return KINDS[code]
    if "[Content_Types].xml" in names or "mimetype" in names:
        raise RuleBroken(UNKNOWN)
    raise RuleBroken(STRANGE, kind=PACKED, mend=PACKED_MEND)


def check(archive: zipfile.ZipFile, *, packed: int, limits: Limits) -> None:
    """Refuses bombs, locks, macros and what is smuggled; reads every byte once, so as to know."""
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    declared = sum(entry.file_size for entry in entries)
    if len(entries) > limits.entries or declared > _most(packed, limits):
        raise RuleBroken(TOO_BIG)
    if len(set(names)) < len(names) or any(_is_trick(name) for name in names):
        raise RuleBroken(BROKEN)
    if any(entry.flag_bits & 1 for entry in entries):
        raise RuleBroken(LOCKED)
    for shape, refusal in ((HAS_MACROS, MACROS), (HAS_CONTROLS, CONTROLS)):
        if any(shape.search(name) for name in names):
            raise RuleBroken(refusal)
    _read_through(archive, most=_most(packed, limits))


def _most(packed: int, limits: Limits) -> int:
    return min(limits.unpacked, max(SMALL, packed * limits.ratio))


def _is_trick(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name[:3]


def _read_through(archive: zipfile.ZipFile, *, most: int) -> None:
    """What was declared may be a lie: counts what really comes out, and sees that it is whole."""
    left = most
    for entry in archive.infolist():
        try:
            left -= _read_entry(archive, entry, most=left)
        except UNREADABLE as broken:
            raise RuleBroken(BROKEN) from broken


def _stop_by_its_papers(name: str, chunk: bytes) -> None:
    """What the package itself says of its parts: that they are macros, or fetched from outside."""
    if name.endswith((".rels", "[Content_Types].xml")) and CALLED_MACROS.search(chunk):
        raise RuleBroken(MACROS)
    if name.endswith(".rels") and FETCHES.search(chunk):
        raise RuleBroken(OUTSIDE)


def _read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, *, most: int) -> int:
    size, head = 0, b""
    with archive.open(entry) as content:
        while chunk := content.read(CHUNK):
            size += len(chunk)
            head = head or chunk
            if size > most:
                raise RuleBroken(TOO_BIG)
            _stop_by_its_papers(entry.filename, chunk)
    if PACKED_START.match(head) and not EMBEDDED.search(entry.filename):
        raise RuleBroken(NESTED)
    if entry.filename.lower().endswith((".xml", ".rels")) and DOCTYPE.search(head[:4096]):
        raise RuleBroken(BROKEN)
    return size
