"""What changed between two editions, so that a correction is shown and not only claimed."""

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum


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
TOKEN = re.compile(r"\d[\d,.]*|[A-Za-z]+|.", re.DOTALL)  # a figure changes as a whole


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Character by character, figures whole; the pieces joined give both texts back."""
    if before == after:
        return (Piece(Change.SAME, after),) if after else ()
    if max(len(before), len(after)) > LONGEST_BY_CHARACTER:
        return _replaced(before, after)
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    found: list[Piece] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            found.append(Piece(Change.SAME, "".join(new[j1:j2])))
        else:
            found.extend(_replaced("".join(old[i1:i2]), "".join(new[j1:j2])))
    return tuple(found)


def _replaced(before: str, after: str) -> tuple[Piece, ...]:
    both = ((Change.REMOVED, before), (Change.ADDED, after))
    return tuple(Piece(change, text) for change, text in both if text)


def paragraphs(before: str, after: str) -> tuple[tuple[Piece, ...], ...]:
    """Paragraph by paragraph; a paragraph that was changed is compared by character."""
    old, new = before.splitlines(), after.splitlines()
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    found: list[tuple[Piece, ...]] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            found.extend(pieces(line, line) for line in new[j1:j2])
        else:
            found.extend(_paired(old[i1:i2], new[j1:j2]))
    return tuple(line for line in found if line)


def _paired(old: list[str], new: list[str]) -> list[tuple[Piece, ...]]:
    longest = max(len(old), len(new))
    olds = old + [""] * (longest - len(old))
    news = new + [""] * (longest - len(new))
    return [pieces(before, after) for before, after in zip(olds, news, strict=True)]
