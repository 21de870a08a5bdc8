"""Everything but PDF and pictures: told apart, checked, read."""

import io
import zipfile
from typing import BinaryIO

from mingtang.files.rules import archives, compounds, packages, plain, sheets
from mingtang.files.rules.kinds import KINDS, Kind, require_named, require_no_stranger
from mingtang.files.rules.limits import Limits
from mingtang.files.rules.readings import Opened, Passage, Reading, Unread
from mingtang.files.rules.scans import WITHIN
from mingtang.foundation.text import gettext_noop as _

ZIP_START = b"PK\x03\x04"
OLD_WORD = _("旧版 Word 的文字读不出来。请另存为 .docx，才能检查里面有没有个人信息。")
HEAD = 64


def examined(stream: BinaryIO, *, extension: str, limits: Limits) -> Opened:
    """Refuses what is not taken, wrongly named, or dangerous."""
    head = stream.read(HEAD)
    stream.seek(0)
    if head.startswith(ZIP_START):
        return _archive(stream, extension=extension, limits=limits)
    if head.startswith(compounds.START):
        return _compound(stream, extension=extension)
    require_no_stranger(head)
    text = plain.decoded(stream.read())
    kind = plain.kind_of(text)
    require_named(kind, extension)
    return Opened(kind, plain.read(text))


def _archive(stream: BinaryIO, *, extension: str, limits: Limits) -> Opened:
    archive = archives.opened(stream)
    kind = archives.kind_of(archive)
    require_named(kind, extension)
    packages.check(archive, packed=stream.seek(0, io.SEEK_END), limits=limits)
    return Opened(kind, _words(kind, stream, archive))


def _words(kind: Kind, stream: BinaryIO, archive: zipfile.ZipFile) -> Reading:
    yield from _own_words(kind, stream, archive)
    for name in filter(archives.EMBEDDED.search, archive.namelist()):
        yield from _words_within(io.BytesIO(archive.read(name)))


def _words_within(stream: BinaryIO) -> Reading:
    """Of an embedded document; those that it embeds in turn are not followed."""
    archive = archives.opened(stream)
    for one in _own_words(archives.kind_of(archive), stream, archive):
        if isinstance(one, Passage):
            yield Passage(f"{WITHIN}{one.place}", one.text)
        else:
            yield one
    if any(map(archives.EMBEDDED.search, archive.namelist())):
        yield Unread(packages.OBJECTS)


def _own_words(kind: Kind, stream: BinaryIO, archive: zipfile.ZipFile) -> Reading:
    if kind == KINDS["xlsx"]:
        yield from sheets.read_new(stream, archive)
    else:
        yield from packages.read(archive)


def _compound(stream: BinaryIO, *, extension: str) -> Opened:
    compound = compounds.opened(stream)
    kind = compounds.kind_of(compound)
    require_named(kind, extension)
    compounds.check(compound)
    return Opened(
        kind, sheets.read_old(stream) if kind == KINDS["xls"] else iter([Unread(OLD_WORD)])
    )
