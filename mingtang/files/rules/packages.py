"""The parts of a Word, PowerPoint or OFD file, and what stands in each."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import IO

from mingtang.files.rules import archives, compounds, markup
from mingtang.files.rules.archives import EMBEDDED
from mingtang.files.rules.limits import Limits
from mingtang.files.rules.readings import Passage, Reading, Unread
from mingtang.files.rules.scans import PICTURES, PROPERTIES, TEMPLATES
from mingtang.foundation.text import gettext_noop as _

# Which parts hold words, and what to call the place. The first that fits.
PLACES = tuple(
    (re.compile(part), place)
    for part, place in (
        (r"^word/document\d*\.xml$", _("正文")),
        (r"^word/header\d*\.xml$", _("页眉")),
        (r"^word/footer\d*\.xml$", _("页脚")),
        (r"^(?:word|xl|ppt)/(?:threadedC|c)omments[^/]*(?:/[^/]+)?\.xml$", _("批注")),
        (r"^xl/(?:pivotCache|externalLinks)/[^/]+\.xml$", _("透视表和外部链接留下的数据")),
        (r"^word/(?:foot|end)notes\.xml$", _("注释")),
        (r"^ppt/slides/slide(\d+)\.xml$", _("第{}张幻灯片")),
        (r"^ppt/notesSlides/notesSlide(\d+)\.xml$", _("第{}页备注")),
        (r"/(?:charts|diagrams|drawings|chartEx)/[^/]+\.xml$", _("图形")),
        (r"^Doc_\d+/Pages/Page_(\d+)/Content\.xml$", _("第{}页")),
        (r"^Doc_\d+/(?:Tpls|Annots)/.*\.xml$", _("模板和注释")),
        (r"^word/glossary/document\.xml$|^ppt/(?:slideM|slideL|notesM)", TEMPLATES),
        (r"^docProps/[^/]+\.xml$|^customXml/item\d*\.xml$|^OFD\.xml$", PROPERTIES),
    )
)
# These have no paragraphs: all that stands in them is taken together.
ALL_TEXT = re.compile(r"^(?:docProps|customXml|OFD\.xml|Doc_)|/charts/|^xl/(?!d)|^ppt/.*omments")
PICTURE = re.compile(r"^(?!docProps/).*\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|jb2)$", re.I)
OBJECT = re.compile(r"/embeddings/[^/]+\.bin$", re.I)
ATTACHED = re.compile(r"/Attachs/", re.I)
OBJECTS = _("文件里嵌入的对象没有读。")
BROKEN_PART = _("%(place)s的内容读不出来。")
PAGES_FROM_ZERO = 1  # OFD numbers its pages from 0
Numbered = tuple[int, int, str, str]


def check(archive: zipfile.ZipFile, *, packed: int, limits: Limits, within: bool = False) -> None:
    """As `archives.check`, and the same for the documents embedded in it, one level down."""
    archives.check(archive, packed=packed, limits=limits)
    for name in archive.namelist():
        content = io.BytesIO(archive.read(name)) if EMBEDDED.search(name) else None
        if content and not within:
            size = len(content.getbuffer())
            check(archives.opened(content), packed=size, limits=limits, within=True)
        if OBJECT.search(name):
            compounds.check(compounds.opened(io.BytesIO(archive.read(name))))


def read(archive: zipfile.ZipFile) -> Reading:
    for _rank, _number, place, name in sorted(_parts(archive)):
        yield from read_part(archive, name, place)
    yield from what_is_unread(archive)


def read_part(archive: zipfile.ZipFile, name: str, place: str) -> Reading:
    try:
        with archive.open(name) as content:
            if ALL_TEXT.search(name):
                yield Passage(place, _all_text(content))
                return
            for words in markup.words_of(content):
                yield Passage(_place(place, words), words.text)
    except markup.BROKEN_MARKUP:
        yield Unread(BROKEN_PART % {"place": place})


def what_is_unread(archive: zipfile.ZipFile) -> Iterator[Unread]:
    names = archive.namelist()
    pictures = sum(bool(PICTURE.search(name)) for name in names)
    if pictures:
        yield Unread(PICTURES % {"count": pictures})
    if any(OBJECT.search(name) or ATTACHED.search(name) for name in names):
        yield Unread(OBJECTS)


def _parts(archive: zipfile.ZipFile) -> Iterator[Numbered]:
    for name in archive.namelist():
        for rank, (shape, place) in enumerate(PLACES):
            found = shape.search(name)
            if found:
                number = int(found[1]) if shape.groups else 0
                shown = number + PAGES_FROM_ZERO if name.startswith("Doc_") else number
                yield rank, number, place.format(shown), name
                break


def _all_text(content: IO[bytes]) -> str:
    """Also what caches keep in attributes named `v`."""
    words: list[str] = []
    for event, _name, element in markup.elements(content):
        if event == "end":
            words += [element.text or "", element.get("v", "")]
            element.clear()
    return "\n".join(word.strip() for word in words if word.strip())


def _place(place: str, words: markup.Words) -> str:
    where = f"{place}第{words.paragraph}段"
    if words.table:
        where = f"{place}表格{words.table}第{words.row}行"
    where += "（含隐藏的文字）" if words.is_hidden else ""
    return where + ("（含修订中删去的文字）" if words.is_deleted else "")
