"""Near-copies (雷同): of what the organ itself published before, or of another organ's."""

from dataclasses import dataclass

from mingtang.supervision.rules.texts import (
    alike,
    comparable,
    figures,
    is_long_enough,
    runs,
    runs_across,
)

# Ours, no law's: so many of a hundred runs in common, and so many of a hundred figures.
ALIKE_FROM = 90
SAME_FIGURES_FROM = 80
# Fewer figures say nothing about whether a text was written anew.
FIGURES_FROM = 3
# What the signatures must promise before two texts are read at all: they err by some points.
WORTH_READING = 75


@dataclass(frozen=True)
class Text:
    """What a reader sees of an edition, and the names by which its organ calls itself."""

    words: str
    names: tuple[str, ...] = ()
    document_number: str = ""


@dataclass(frozen=True)
class Likeness:
    """`figures` are those of the later text, `same_figures` those that stand in both."""

    alike: int
    figures: int
    same_figures: int

    @property
    def evidence(self) -> dict[str, int]:
        return {
            "alike": self.alike,
            "figures": self.figures,
            "same_figures": self.same_figures,
        }


def likeness(later: Text, earlier: Text) -> Likeness | None:
    """None unless the later text is a near-copy.

    A form that is filled in with new figures each time is none: its figures are what people ask
    for. Nor is the same document that two organs issued together under one number.

    Lines are compared in any order, and rows of a table with lines: a text turned round or written
    without its table is the same text. Where the lines of one are broken elsewhere, both are
    compared as one line each; the higher share counts. Figures are compared in any order anyway.
    """
    if later.document_number and later.document_number == earlier.document_number:
        return None
    # Both names are taken out of both: whoever copied may have left the other's in.
    names = (*later.names, *earlier.names)
    new, old = comparable(later.words, names=names), comparable(earlier.words, names=names)
    if not (is_long_enough(new) and is_long_enough(old)):
        return None
    share = max(alike(runs(new), runs(old)), alike(runs_across(new), runs_across(old)))
    written, before = figures(later.words), figures(earlier.words)
    count, same = written.total(), (written & before).total()
    is_written_anew = count >= FIGURES_FROM and 100 * same < SAME_FIGURES_FROM * count
    if share < ALIKE_FROM or is_written_anew:
        return None
    return Likeness(share, count, same)
