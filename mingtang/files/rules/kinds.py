"""What a file is, told from what is in it; its name only has to agree."""

import re
from dataclasses import dataclass

from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _


@dataclass(frozen=True)
class Kind:
    """A kind of file that we take: `extensions` it may be named by, the first one best."""

    code: str
    media_type: str
    label: str
    extensions: tuple[str, ...]


OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    kind.code: kind
    for kind in (
        Kind("pdf", "application/pdf", _("PDF 文档"), (".pdf",)),
        Kind("docx", f"{OFFICE}.wordprocessingml.document", _("Word 文档"), (".docx",)),
        Kind("xlsx", f"{OFFICE}.spreadsheetml.sheet", _("Excel 表格"), (".xlsx",)),
        Kind("pptx", f"{OFFICE}.presentationml.presentation", _("PowerPoint 演示文稿"), (".pptx",)),
        Kind("doc", "application/msword", _("旧版 Word 文档"), (".doc", ".wps")),
        Kind("xls", "application/vnd.ms-excel", _("旧版 Excel 表格"), (".xls", ".et")),
        Kind("ofd", "application/ofd", _("OFD 文档"), (".ofd",)),
        Kind("png", "image/png", _("PNG 图片"), (".png",)),
        Kind("jpeg", "image/jpeg", _("JPEG 图片"), (".jpg", ".jpeg")),
        Kind("csv", "text/csv", _("CSV 数据表"), (".csv", ".txt")),
        Kind("text", "text/plain", _("纯文本"), (".txt", ".csv")),
    )
}
EXTENSION_OF = {kind.media_type: kind.extensions[0] for kind in KINDS.values()}
TAKEN = {extension for kind in KINDS.values() for extension in kind.extensions}

SOUND_OR_FILM = (
    rb"(?s:.{4}ftyp)|ID3[\2-\4]|\xff[\xfb\xf3\xf2]|OggS\0"
    rb"|RIFF(?s:.{4})(?:WAVE|AVI )|\x1aE\xdf\xa3"
)
# First bytes of what we do not take, what to call it, and what to do instead.
STRANGERS = (
    (
        rb"MZ(?=(?s:.{0,60})\0)|\x7fELF|#!/|\xca\xfe\xba\xbe",
        _("程序"),
        _("请上传文档本身，不要上传程序。"),
    ),
    (rb"Rar!\x1a|7z\xbc\xaf|\x1f\x8b|BZh[1-9]1AY|\xfd7zXZ", _("压缩包"), _("请解开后逐个上传。")),
    (rb"\{\\rtf", _("RTF 文档"), _("请用文字软件打开，另存为 .docx。")),
    (
        rb"(?i:<!doctype html|<html|<head|<body|<table|<style|<script|<meta|<!--|mime-version:)",
        _("网页"),
        _("请用表格或文字软件打开，另存为 .xlsx 或 .docx。"),
    ),
    (rb"(?i:<\?xml|<svg)", _("XML 文件"), _("请用原来的软件打开，另存为 .xlsx、.docx 或 .pdf。")),
    (
        rb"(?s:.{4}ftyp(?:hei|hev|mif|msf|avif))",
        _("HEIC 图片"),
        _("请转成 JPEG；苹果手机可在“设置—相机—格式”里选“兼容性最佳”。"),
    ),
    (
        rb"GIF8[79]a|BM(?=(?s:.{0,60})\0)|RIFF(?s:.{4})WEBP|II\*\0|MM\0\*",
        _("其他格式的图片"),
        _("请另存为 PNG 或 JPEG。"),
    ),
    (
        SOUND_OR_FILM,
        _("音频或视频"),
        _("目前不收音视频，请上传文字稿。"),
    ),
)
SPACE = b" \t\r\n\xef\xbb\xbf"

STRANGE = _("这个文件里面其实是%(kind)s，不能收。%(mend)s")
UNKNOWN = _("认不出这是什么文件，不能收。请另存为 PDF、Word、Excel、OFD、PNG、JPEG、CSV 或 TXT。")
MISNAMED = _("文件名是“%(extension)s”，里面其实是%(kind)s。请改名为“%(right)s”，或另存后再上传。")
NOT_TAKEN = _(
    "不收“%(extension)s”文件。可以上传 PDF、Word、Excel、PPTX、OFD、PNG、JPEG、CSV、TXT。"
)
NOT_TAKEN_MACROS = _("“%(extension)s”文件带宏，不能收。请另存为不带宏的格式。")
MACRO_EXTENSIONS = {".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".xlsb", ".pptm", ".potm", ".ppsm"}


def extension_of(name: str) -> str:
    """With its dot, small; empty when the name has none."""
    found = re.search(r"[^./\\](\.[A-Za-z0-9]{1,8})$", name.strip())
    return found[1].lower() if found else ""


def require_taken(name: str) -> None:
    """Refuses by the name alone. Without an extension the content decides."""
    extension = extension_of(name)
    if extension in MACRO_EXTENSIONS:
        raise RuleBroken(NOT_TAKEN_MACROS, extension=extension)
    if extension and extension not in TAKEN:
        raise RuleBroken(NOT_TAKEN, extension=extension)


def require_named(kind: Kind, extension: str) -> None:
    """The name says what is in the file."""
    if extension and extension not in kind.extensions:
        right = kind.extensions[0]
        raise RuleBroken(MISNAMED, extension=extension, kind=kind.label, right=right)


def require_no_stranger(head: bytes) -> None:
    """Refuses what is known and not taken, and says what it is."""
    start = head.lstrip(SPACE)
    for shape, kind, mend in STRANGERS:
        if re.match(shape, start):
            raise RuleBroken(STRANGE, kind=kind, mend=mend)
