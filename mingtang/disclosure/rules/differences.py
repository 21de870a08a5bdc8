"""What changed between two editions, so that a correction is shown and not only claimed."""

import difflib
import re
from collections import Counter
from collections.abc import Sequence
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


@dataclass(frozen=True)
class PartDifference:
    """One part of an edition (title, an element, a paragraph of the body) before and after."""

    label: str
    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        return any(piece.change is not Change.SAME for piece in self.pieces)


LONGEST_BY_CHARACTER = 2_000  # beyond it a paragraph is shown as replaced whole
# What is alike in two texts, times how often: the work of comparing them grows with it. Beyond
# these, what is the same at both ends is shown so, and all between as replaced. The page is public.
ALIKE_MOST = 20_000
ALIKE_IN_ALL = 400_000
EACH = 50  # what it takes to compare two lines at all
TOKEN = re.compile(r"\d[\d,.]*|[A-Za-z]+|.", re.DOTALL)  # a figure changes as a whole


def pieces(before: str, after: str) -> tuple[Piece, ...]:
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


def _replaced(before: str, after: str) -> tuple[Piece, ...]:
    both = ((Change.REMOVED, before), (Change.ADDED, after))
    return tuple(Piece(change, text) for change, text in both if text)


def paragraphs(before: str, after: str) -> tuple[tuple[Piece, ...], ...]:
    """Paragraph by paragraph; a paragraph that was changed is compared by character."""
    old, new = _written_lines(before), _written_lines(after)
    found: list[tuple[Piece, ...]] = []
    left = ALIKE_IN_ALL
    for tag, i1, i2, j1, j2 in _steps(old, new):
        if tag == "equal":
            found.extend(pieces(line, line) for line in new[j1:j2])
            continue
        for was, becomes in zip_longest(old[i1:i2], new[j1:j2], fillvalue=""):
            left -= EACH + alike(was, becomes)
            found.append(pieces(was, becomes) if left > 0 else _replaced(was, becomes))
    return tuple(found)


def _written_lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]
