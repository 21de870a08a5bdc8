"""HTML nested beyond what any program writes, which no parser of trees should be given.

The time a tree takes grows with the square of its depth: twenty thousand open tags, a hundred
kilobytes, keep a process busy for many seconds.
"""

import re
from collections.abc import Collection
from html.parser import HTMLParser

DEEPEST = 500
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]*)")
# Closed by what follows, or never: however many stand in a row, they are not nested.
NOT_NESTED = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"),
    *("p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option"),
}


def is_bottomless(html: str) -> bool:
    depth = 0
    for found in TAG.finditer(html):
        if found[2].lower() in NOT_NESTED:
            continue
        depth = max(depth - 1, 0) if found[1] else depth + 1
        if depth > DEEPEST:
            return True
    return False


class _Words(HTMLParser):
    def __init__(self, left_out: Collection[str]) -> None:
        super().__init__()
        self.words: list[str] = []
        self._left_out = left_out
        self._inside = 0

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self._inside += tag in self._left_out

    def handle_endtag(self, tag: str) -> None:
        self._inside = max(self._inside - (tag in self._left_out), 0)

    def handle_data(self, data: str) -> None:
        if not self._inside and data.strip():
            self.words.append(data.strip())


def words_of(html: str, *, left_out: Collection[str]) -> list[str]:
    """The text between the tags, piece by piece; nothing of what stands in those `left_out`."""
    parser = _Words(left_out)
    parser.feed(html)
    parser.close()
    return parser.words
