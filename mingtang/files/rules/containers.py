"""What a PNG or JPEG file carries beside the picture: places, names, hidden files."""

import re
import struct

PNG_START = b"\x89PNG\r\n\x1a\n"
JPEG_START = b"\xff\xd8"
PNG_PARTS = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP"),
    *(b"pHYs", b"bKGD", b"sBIT", b"hIST"),
}
# Tables, frames and scans; JFIF, ICC_PROFILE and Adobe are read apart.
JPEG_PARTS = {0xC4, *range(0xC0, 0xC4), *range(0xC5, 0xD0), 0xDA, 0xDB, 0xDD}
JPEG_NOTES = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
SCAN, END = 0xDA, 0xD9
AFTER_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")


def has_nothing_beside_the_picture(content: bytes) -> bool:
    """True when every part is known and harmless, and the file ends where the picture ends."""
    try:
        return _is_bare_png(content) if content.startswith(PNG_START) else _is_bare_jpeg(content)
    except (struct.error, IndexError):
        return False


def _is_bare_png(content: bytes) -> bool:
    at = len(PNG_START)
    while at < len(content):
        size, name = struct.unpack_from(">I4s", content, at)
        if name not in PNG_PARTS:
            return False
        at += size + 12
        if name == b"IEND":
            return bool(at == len(content))
    return False


def _is_bare_jpeg(content: bytes) -> bool:
    at = len(JPEG_START)
    while content[at] == 0xFF:
        marker = content[at + 1]
        if marker == END:
            return at + 2 == len(content)
        size = struct.unpack_from(">H", content, at + 2)[0]
        note = JPEG_NOTES.get(marker)
        is_known = content.startswith(note, at + 4) if note else marker in JPEG_PARTS
        if not is_known or size < 2:
            return False
        at += 2 + size
        if marker == SCAN:
            found = AFTER_SCAN.search(content, at)
            at = found.start() if found else len(content)
    return False
