"""The text as a detector reads it: one character for one, so that places stay true."""

from mingtang.foundation.text import HALF_WIDTH

SPACES = (
    *(0xA0, 0xAD, 0x1680, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF),
    *range(0x2000, 0x2010),  # widths of space, and what has no width
    *range(0x202A, 0x202F),  # turns of writing direction
    *range(0x2066, 0x206A),
)
HYPHENS = (*range(0x2010, 0x2016), 0x2212, 0x2E3A, 0xFE63)
MATHEMATICAL_DIGITS = range(0x1D7CE, 0x1D800)
SEEN_AS = (
    HALF_WIDTH
    | {ord(small): ord(small.upper()) for small in "abcdefghijklmnopqrstuvwxyz"}
    | {wide: ord("A") + number for number, wide in enumerate(range(0xFF41, 0xFF5B))}
    | dict.fromkeys(SPACES, ord(" "))
    | dict.fromkeys(HYPHENS, ord("-"))
    | {sign: ord("0") + number % 10 for number, sign in enumerate(MATHEMATICAL_DIGITS)}
)

# What people, PDF files and Word put between the digits of one number. Never a tab: it
# stands between the cells of a table.
GAP = r"(?:[ -]{1,2}|[ ]{0,4}\r?\n[ ]{0,4})"
DIGIT = rf"(?:{GAP}?[0-9])"


def as_read(text: str) -> str:
    return text.translate(SEEN_AS)


def without_gaps(number: str) -> str:
    return "".join(sign for sign in number if sign not in " -\r\n")
