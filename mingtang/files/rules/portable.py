"""PDF: what must not be in it, and its words page by page."""

import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from mingtang.files.rules.archives import BROKEN, LOCKED
from mingtang.files.rules.kinds import KINDS, require_named
from mingtang.files.rules.limits import Limits
from mingtang.files.rules.readings import Opened, Passage, Reading, Unread
from mingtang.files.rules.scans import EMPTY, IMAGES, PROPERTIES
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _

# Opens without a password, but forbids copying or printing: who reads with a screen reader, or
# wants a printed sheet, is shut out. What is public is public to them too.
RESTRICTED = _("PDF 限制了复制或打印，公众用不了。请去掉“文档限制”再上传。")
ACTIVE = _("PDF 里有脚本或会打开程序的动作，不能收。请用“打印为 PDF”重新生成。")
CARRIES = _("PDF 里夹带了别的文件或音视频，不能收。请把它们取出来，单独上传。")
TOO_COMPLEX = _("PDF 太复杂，检查不完。请用“打印为 PDF”重新生成，或拆成几个。")
UNREADABLE_PAGES = _("第%(pages)s页读不出来。")
TOO_MANY_PAGES = _("页数太多，只读了前%(pages)s页。")

ACTIVE_NAMES = {"/JavaScript", "/Launch", "/ImportData", "/GoToE", "/Rendition"}
CARRYING = {"/RichMedia", "/FileAttachment", "/Movie", "/Sound", "/3D", "/EmbeddedFile"}
MALFORMED = (
    *(PyPdfError, DependencyError, zlib.error, RecursionError),
    *(ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError),
)
XMP_SIZE = 200_000
UNSEEN = {"Co", "Cn", "Cc"}  # what comes out where a font does not say which letters it has


def opened(stream: BinaryIO) -> PdfReader:
    """Refuses what is broken or locked."""
    try:
        reader = PdfReader(stream, strict=False)
        if not reader.is_encrypted:
            _under(reader.trailer, "/Root")
            return reader
        opens = bool(reader.decrypt(""))
    except MALFORMED as broken:
        raise RuleBroken(BROKEN) from broken
    raise RuleBroken(RESTRICTED if opens else LOCKED)


def examined(stream: BinaryIO, *, extension: str, limits: Limits) -> Opened:
    require_named(KINDS["pdf"], extension)
    if zipfile.is_zipfile(stream):  # an archive behind its end: two files in one
        raise RuleBroken(CARRIES)
    reader = opened(stream)
    check(reader, limits=limits)
    return Opened(KINDS["pdf"], read(reader, limits=limits))


def check(reader: PdfReader, *, limits: Limits) -> None:
    """Refuses scripts, actions that start programs, and files carried along."""
    try:
        for part in _parts(reader, most=limits.objects):
            _check_part(part)
        pages = len(reader.pages)
    except MALFORMED as broken:
        raise RuleBroken(BROKEN) from broken
    if not pages:
        raise RuleBroken(BROKEN)


def read(reader: PdfReader, *, limits: Limits) -> Reading:
    yield from _properties(reader)
    unread: dict[str, list[int]] = {}
    for number, page in enumerate(reader.pages, start=1):
        if number > limits.pages:
            yield Unread(TOO_MANY_PAGES % {"pages": limits.pages})
            break
        text, why = _page(page)
        yield Passage(f"第{number}页", text)
        if why:
            unread.setdefault(why, []).append(number)
    for why, numbers in unread.items():
        yield Unread(why % {"pages": spans(numbers)})


def _page(page: PageObject) -> tuple[str, str]:
    """Its words, and why they may not be all."""
    try:
        text, has_images = _words(page), _has_images(page)
    except MALFORMED:
        return "", UNREADABLE_PAGES
    if not text.strip():
        return "", EMPTY
    if _is_garbled(text):
        return text, UNREADABLE_PAGES
    return text, IMAGES if has_images else ""


def spans(numbers: list[int]) -> str:
    """1、3—5 for [1, 3, 4, 5]."""
    groups: list[list[int]] = []
    for number in numbers:
        if groups and groups[-1][-1] == number - 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return "、".join(str(g[0]) if len(g) == 1 else f"{g[0]}—{g[-1]}" for g in groups)


def _parts(reader: PdfReader, *, most: int) -> Iterator[DictionaryObject]:
    """Every dictionary that can be reached from the root, each once."""
    waiting: list[Any] = [reader.trailer.raw_get("/Root")]
    seen: set[tuple[int, int]] = set()
    met = 0
    while waiting:
        part = waiting.pop()
        met += 1
        if met > most:
            raise RuleBroken(TOO_COMPLEX)
        if isinstance(part, IndirectObject):
            key = (part.idnum, part.generation)
            part = None if key in seen else part.get_object()
            seen.add(key)
        if isinstance(part, DictionaryObject):
            yield part
            waiting.extend(part.values())
        elif isinstance(part, ArrayObject):
            waiting.extend(part)


def _check_part(part: DictionaryObject) -> None:
    action, subtype = _name(part, "/S"), _name(part, "/Subtype")
    if action in ACTIVE_NAMES or "/JS" in part or "/XFA" in part:
        raise RuleBroken(ACTIVE)
    if subtype in CARRYING or _name(part, "/Type") == "/EmbeddedFile" or "/EF" in part:
        raise RuleBroken(CARRIES)


def _name(part: DictionaryObject, key: str) -> str:
    value = part.get(key)
    value = value.get_object() if isinstance(value, IndirectObject) else value
    return value if isinstance(value, str) else ""


def _words(page: PageObject) -> str:
    """Of the page, then of what is stuck on it: notes and filled-in fields."""
    notes = []
    for note in _under(page, "/Annots"):
        stuck = note.get_object()
        notes += [str(stuck[key]) for key in ("/T", "/Contents", "/V") if key in stuck]
    return "\n".join([page.extract_text(), *notes])


def _has_images(page: PageObject) -> bool:
    drawn = _under(page, "/Resources", "/XObject")
    parts = [part.get_object() for part in drawn.values()] if drawn else []
    return any(
        isinstance(part, StreamObject) and part.get("/Subtype") == "/Image" for part in parts
    )


def _under(part: Any, *keys: str) -> Any:
    """What is reached by these keys, an empty tuple where there is nothing."""
    for key in keys:
        if key not in part:
            return ()
        part = part[key].get_object()
    return part


def _is_garbled(text: str) -> bool:
    """Some fonts do not tell which letters they draw; what comes out then is not what is seen."""
    letters = [sign for sign in text if not sign.isspace()]
    wrong = sum(sign == "\ufffd" or unicodedata.category(sign) in UNSEEN for sign in letters)
    return wrong * 5 > len(letters)


def _properties(reader: PdfReader) -> Reading:
    """Who wrote it, and with what: stands in the file as much as its pages do."""
    try:
        values = [str(value) for value in (reader.metadata or {}).values()]
        metadata = _under(reader.trailer, "/Root", "/Metadata")
        xmp = b"" if metadata == () else metadata.get_data()[:XMP_SIZE]
    except MALFORMED:
        yield Unread(PROPERTIES)
        return
    described = re.sub(r"<[^>]*>", " ", xmp.decode("utf-8", "ignore"))
    yield Passage(PROPERTIES, "\n".join([*values, *described.split()]))
