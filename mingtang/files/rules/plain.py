"""Plain text and CSV, in UTF-8, UTF-16 with its mark, or GB18030."""

import codecs
import csv
import io
import re

from mingtang.files.rules.kinds import KINDS, UNKNOWN, Kind
from mingtang.files.rules.readings import Passage, Reading
from mingtang.foundation.errors import RuleBroken

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
ROWS_LOOKED_AT = 20
LOOKED_AT = 100_000  # characters; less than the longest cell that `csv` reads


def decoded(content: bytes) -> str:
    """Refuses what is no text in any of them."""
    marked = [encoding for mark, encoding in MARKS if content.startswith(mark)]
    for encoding in (*marked, "utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not NOT_TEXT.search(text):
            return text
    raise RuleBroken(UNKNOWN)


def kind_of(text: str) -> Kind:
    """CSV when its first rows have the same number of cells, two at least."""
    lines = [line for line in text[:LOOKED_AT].splitlines() if line.strip()]
    for sign in ",\t;":
        rows = list(csv.reader(lines[:ROWS_LOOKED_AT], delimiter=sign))
        if len(rows) > 1 and len({len(row) for row in rows}) == 1 and len(rows[0]) > 1:
            return KINDS["csv"]
    return KINDS["text"]


def read(text: str) -> Reading:
    for number, line in enumerate(io.StringIO(text), start=1):
        yield Passage(f"第{number}行", line.rstrip("\r\n"))
