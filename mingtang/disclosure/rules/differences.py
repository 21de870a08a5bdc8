"""What changed between two editions, so that a correction is shown and not only claimed."""

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """A run of text that stayed, came or went."""

    change: Change
    text: str


Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class PartDifference:
    """One part of an edition (title, an element, a paragraph of the body) before and after.

    A paragraph is one cell; a row of a table has several, and the words above its columns.
    """

    label: str
    cells: tuple[Pieces, ...]
    heads: tuple[str, ...] = ()

    @property
    def is_changed(self) -> bool:
        return any(piece.change is not Change.SAME for cell in self.cells for piece in cell)

    @property
    def is_row(self) -> bool:
        return len(self.cells) > 1 or bool(self.heads)


LONGEST_BY_CHARACTER = 2_000  # beyond it a paragraph is shown as replaced whole
# What is alike in two texts, times how often: the work of comparing them grows with it. Beyond
# these, what is the same at both ends is shown so, and all between as replaced. The page is public.
ALIKE_MOST = 20_000
ALIKE_IN_ALL = 400_000
EACH = 50  # what it takes to compare two lines at all
ROW = re.compile(r"\|.*\|")
RULE = re.compile(r"\|(?: *:?-+:? *\|)+")  # between the head of a table and its rows
BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
TOKEN = re.compile(r"\d[\d,.]*|[A-Za-z]+|.", re.DOTALL)  # a figure changes as a whole


def pieces(before: str, after: str) -> Pieces:
    """Character by character, figures whole; the pieces joined give both texts back."""
    if before == after:
        return (Piece(Change.SAME, after),) if after else ()
    if max(len(before), len(after)) > LONGEST_BY_CHARACTER:
        return _replaced(before, after)
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    found: list[Piece] = []
    for tag, i1, i2, j1, j2 in _steps(old, new):
        if tag == "equal":
            found.append(Piece(Change.SAME, "".join(new[j1:j2])))
        else:
            found.extend(_replaced("".join(old[i1:i2]), "".join(new[j1:j2])))
    return tuple(found)


Step = tuple[str, int, int, int, int]


def alike(old: Sequence[str], new: Sequence[str]) -> int:
    """Pairs of the same token in both."""
    before, after = Counter(old), Counter(new)
    return sum(count * after[token] for token, count in before.items())


def _steps(old: Sequence[str], new: Sequence[str]) -> Sequence[Step]:
    """From one to the other, as difflib tells it."""
    if alike(old, new) <= ALIKE_MOST:
        return difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    start = _same(old, new)
    end = min(_same(old[::-1], new[::-1]), min(len(old), len(new)) - start)
    i, j = len(old) - end, len(new) - end
    steps: list[Step] = [
        ("equal", 0, start, 0, start),
        ("replace", start, i, start, j),
        ("equal", i, len(old), j, len(new)),
    ]
    return [step for step in steps if step[1] < step[2] or step[3] < step[4]]


def _same(old: Sequence[str], new: Sequence[str]) -> int:
    """How many are the same from the start."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(old), len(new)))


def _replaced(before: str, after: str) -> Pieces:
    both = ((Change.REMOVED, before), (Change.ADDED, after))
    return tuple(Piece(change, text) for change, text in both if text)


def paragraphs(label: str, before: str, after: str) -> tuple[PartDifference, ...]:
    """Paragraph by paragraph, tables row by row; what was changed is compared by character."""
    old, new = _written_lines(before), _written_lines(after)
    heads = _heads(old) | _heads(new)
    found: list[PartDifference] = []
    left = ALIKE_IN_ALL
    for tag, i1, i2, j1, j2 in _steps(old, new):
        pairs = zip_longest(old[i1:i2], new[j1:j2], fillvalue="")
        for was, becomes in pairs:
            if tag != "equal":
                left -= EACH + alike(was, becomes)
            compare = pieces if left > 0 else _replaced
            found.extend(_line(label, was, becomes, compare, heads))
    return tuple(found)


Compare = Callable[[str, str], Pieces]
Heads = dict[str, tuple[str, ...]]


def _line(
    label: str, was: str, becomes: str, compare: Compare, heads: Heads
) -> Iterable[PartDifference]:
    """One line, or two where a paragraph gave way to a row or the other way round."""
    if RULE.fullmatch(becomes or was):
        return
    if was and becomes and _is_row(was) != _is_row(becomes):
        yield from _line(label, was, "", compare, heads)
        yield from _line(label, "", becomes, compare, heads)
    elif _is_row(was or becomes):
        both = zip_longest(_cells(was), _cells(becomes), fillvalue="")
        above = heads.get(becomes) or heads.get(was, ())
        yield PartDifference(label, tuple(compare(*cell) for cell in both), above)
    else:
        yield PartDifference(label, (compare(_plain(was), _plain(becomes)),))


def _heads(lines: Sequence[str]) -> Heads:
    """Of each row of a table, what stands above its columns."""
    found: Heads = {}
    above: tuple[str, ...] = ()
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        if not _is_row(line):
            above = ()
        elif above:
            found[line] = above
        if RULE.fullmatch(following):
            above = tuple(_cells(line))
    return found


def _is_row(line: str) -> bool:
    return ROW.fullmatch(line) is not None


def _cells(row: str) -> list[str]:
    return [_plain(cell.strip()) for cell in BETWEEN_CELLS.split(row)[1:-1]]


def _plain(text: str) -> str:
    """As a reader sees it, without what keeps a sign from being taken for a mark."""
    return ESCAPED.sub(r"\1", text)


def _written_lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]
