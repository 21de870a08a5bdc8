"""Words as they stand in cells: full-width signs, broken lines."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from mingtang.foundation.text import half_width

UNSEEN = {"Cc", "Cf", "Cs"}
# How the sign before is to be drawn (☑ in colour or not), and a joint: no width, and no category of
# their own. Those that tell variants of Chinese signs apart are others.
JOINED_ON = "\ufe0e\ufe0f\u034f"
BLANK = re.compile(r"\s+")
LINE_END = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")


def lines(text: str) -> str:
    """Line by line as written, without what nobody sees. Where a line ends may mean something."""
    found = (_seen(line).strip() for line in LINE_END.split(text))
    return "\n".join(filter(None, found))


def line(text: str) -> str:
    """Of what is one name or one sentence: a line broken inside it is one again."""
    parts = lines(text).split("\n")
    return "".join(
        f" {part}" if _is_latin(before, part) else part for before, part in _pairs(parts)
    )


def tight(text: str) -> str:
    """On one line without any white space, signs and digits half as wide: fit to be compared."""
    return BLANK.sub("", half_width(_seen(text)))


def spaceless(text: str) -> str:
    """On one line without any white space, else as printed: the name of a choice, of a column."""
    return BLANK.sub("", _seen(text))


def _pairs(parts: Sequence[str]) -> Iterable[tuple[str, str]]:
    return zip(["", *parts], parts, strict=False)


def _is_latin(before: str, after: str) -> bool:
    """Between two Latin words a line end stands for a space; between Chinese signs for nothing."""
    return before[-1:].isascii() and after[:1].isascii() and before[-1:].isalpha()


def _seen(text: str) -> str:
    """Without control and direction characters; tabs and wide spaces are plain spaces."""
    plain = (" " if sign.isspace() else sign for sign in text)
    return "".join(
        sign for sign in plain if unicodedata.category(sign) not in UNSEEN and sign not in JOINED_ON
    )
