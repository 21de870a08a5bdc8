"""What nobody can see is taken out; what anybody wrote stays, rare Han characters too.

Not normalised to NFC: that would replace compatibility ideographs, and people's names have them.
Variation selectors and private use stay for the same reason.
"""

import re

LINE_ENDS = re.compile("\r\n?|[\u000b\u000c\u0085\u2028\u2029]")
SPACES = (0xA0, 0x1680, *range(0x2000, 0x200B), 0x205F)  # not U+202F: Mongolian is spelt with it
UNSEEN = (
    *(code for code in range(0x20) if chr(code) not in "\t\n"),
    *range(0x7F, 0xA0),
    0xAD,
    *range(0x200B, 0x2010),  # zero width, and marks of writing direction
    *range(0x202A, 0x202F),  # turns of writing direction: they make a name read otherwise
    *range(0x2060, 0x2070),
    0xFEFF,
    *range(0xFFF9, 0xFFFC),
    *range(0xD800, 0xE000),  # half a character: cannot be stored
    *range(0xFDD0, 0xFDF0),
    *range(0xE0000, 0xE0080),
)
NONCHARACTERS = tuple(
    plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
)
CLEANED: dict[int, str | None] = {
    **dict.fromkeys(UNSEEN),
    **dict.fromkeys(NONCHARACTERS),
    **dict.fromkeys(SPACES, " "),
}

# Han characters and the punctuation set with them, between which no space is written.
HAN = "\u2e80-\u312f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
BETWEEN_HAN = re.compile(rf"(?<=[{HAN}])[ \t]*\n[ \t]*(?=[{HAN}])")
INDENT = re.compile(r"^[ \t]*\u3000[ \t\u3000]*", re.MULTILINE)
TRAILING = re.compile(r"[ \t\u3000]+$", re.MULTILINE)
BLANK_LINES = re.compile(r"\n{3,}")


def clean_line(text: str) -> str:
    """One line, as for a title or a name. A line broken between Han characters closes up."""
    closed = BETWEEN_HAN.sub("", seen(text))
    return re.sub(r"[ \t\n]+", " ", closed).strip(" \u3000")


def clean_markdown(text: str) -> str:
    """A body as typed: no indents by wide spaces, no trailing space, one blank line at most."""
    without_indents = INDENT.sub("", seen(text))
    return BLANK_LINES.sub("\n\n", TRAILING.sub("", without_indents)).strip("\n")


def seen(text: str) -> str:
    return LINE_ENDS.sub("\n", text).translate(CLEANED)
