"""How a tree of blocks fits on paper: widths, wide tables, long words, links. Plain functions."""

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mingtang.foundation.blocks import Tree, words

# A board sheet in em of its body: both sizes are laid out alike.
UPRIGHT, FLAT = 35.5, 52.5
INSET = 1.0
NARROWEST, WIDEST = 2.0, 14.0  # of a column, before it is stretched
SCALES = (0.9, 0.8)
FLAT_SCALES = (0.9, 0.8, 0.7, 0.6)
LONG_WORD = re.compile(r"[!-\u2e7f]{18,}")
BREAK_EVERY = 10
HREF_LONGEST = 90
_UNSEEN = {"Cc", "Cf", "Cs"}


def printable(text: str) -> str:
    """Without what has no look: control and direction characters. Long words may be parted."""
    seen = "".join(sign for sign in text if unicodedata.category(sign) not in _UNSEEN)
    return LONG_WORD.sub(_parted, seen)


def _parted(word: re.Match[str]) -> str:
    text = word[0]
    return "\u200b".join(text[n : n + BREAK_EVERY] for n in range(0, len(text), BREAK_EVERY))


def on_paper(trees: Sequence[Tree], *, is_inside: bool = False) -> list[Tree]:
    """The same tree for `sheets/board.typ`: text fit to print, links in words, tables planned."""
    return [_on_paper(tree, is_inside=is_inside) for tree in trees]


def _on_paper(tree: Tree, *, is_inside: bool) -> Tree:
    kind = tree["is"]
    if kind == "table":
        return {"is": "table", "parts": _parts(tree, may_be_wide=not is_inside)}
    if kind in {"list", "quote"}:
        return {**tree, "of": on_paper(tree["of"], is_inside=True)}
    if kind == "item":
        return _item(tree)
    return {**tree, "of": _words(tree["of"])}


def _item(tree: Tree) -> Tree:
    """`is_line`: one paragraph, which needs no indent of its own."""
    inner = tree["of"]
    if len(inner) == 1 and inner[0]["is"] == "paragraph":
        return {"is": "item", "is_line": True, "of": _words(inner[0]["of"])}
    return {"is": "item", "is_line": False, "of": on_paper(inner, is_inside=True)}


def _words(trees: Sequence[Tree]) -> list[Tree]:
    return [shown for tree in trees for shown in _word(tree)]


def _word(tree: Tree) -> list[Tree]:
    if tree["is"] == "text":
        return [{"is": "text", "text": printable(tree["text"])}]
    if tree["is"] == "link":
        return [*_words(tree["of"]), *_address(tree)]
    return [{**tree, "of": _words(tree["of"])}] if "of" in tree else [tree]


def _address(link: Tree) -> list[Tree]:
    """Nobody can press a link on paper: its address stands behind it, if a hand can copy it."""
    href = link["href"]
    if href == words(link["of"]):
        return []
    is_short = len(href) <= HREF_LONGEST and href.startswith(("http://", "https://"))
    shown = f"（{href}）" if is_short else "（网址见网页版）"
    return [{"is": "text", "text": printable(shown)}]


@dataclass(frozen=True)
class Plan:
    """How a table is set. `groups`: columns of each part; more than one where it is too wide."""

    is_wide: bool
    scale: float
    groups: tuple[tuple[int, ...], ...]


def plan(widths: Sequence[float], *, may_be_wide: bool = True) -> Plan:
    """The largest type at which a table fits upright, then lying; else it falls into parts."""
    every = tuple(range(len(widths)))
    total = sum(widths)
    for scale in SCALES:
        if total * scale <= UPRIGHT:
            return Plan(is_wide=False, scale=scale, groups=(every,))
    if not may_be_wide:
        return Plan(is_wide=False, scale=SCALES[-1], groups=(every,))
    for scale in FLAT_SCALES:
        if total * scale <= FLAT:
            return Plan(is_wide=True, scale=scale, groups=(every,))
    smallest = FLAT_SCALES[-1]
    return Plan(is_wide=True, scale=smallest, groups=_groups(widths, FLAT / smallest))


def _groups(widths: Sequence[float], room: float) -> tuple[tuple[int, ...], ...]:
    """Neighbouring columns, as many in each part; the first column is repeated in all of them."""
    first, *others = widths
    parts = max(2, math.ceil(sum(others) / max(room - first, WIDEST)))
    each = math.ceil(len(others) / parts)
    starts = range(1, len(widths), each)
    return tuple((0, *range(start, min(start + each, len(widths)))) for start in starts)


def _parts(table: Tree, *, may_be_wide: bool) -> list[dict[str, Any]]:
    rows = [[_words(cell) for cell in row] for row in table["rows"]]
    widths = [_width(column) for column in zip(*rows, strict=True)]
    made = plan(widths, may_be_wide=may_be_wide)
    total = len(made.groups)
    return [
        {
            "is_wide": made.is_wide,
            "scale": made.scale,
            "widths": [widths[column] for column in group],
            "figures": [table["figures"][column] for column in group],
            "rows": [[row[column] for column in group] for row in rows],
            "note": f"表格较宽，分成{total}部分，这是第{number}部分。" if total > 1 else "",
        }
        for number, group in enumerate(made.groups, start=1)
    ]


def _width(column: Sequence[Sequence[Tree]]) -> float:
    longest = max(width_of(line) for cell in column for line in words(cell).split("\n"))
    return min(max(longest, NARROWEST), WIDEST) + INSET


def width_of(text: str) -> float:
    """In em, nearly: a Han character is one, a letter or digit little more than half."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WF" else 0.6 for sign in text)
