"""What the rows of a settled table ask of one organ in two ways, as an edition would be told it."""

from collections.abc import Sequence
from dataclasses import dataclass

from mingtang.catalogue.rules.editions import Weakened
from mingtang.catalogue.rules.official.anew import saying_of
from mingtang.catalogue.rules.official.contradictions import Share, apart, told_apart
from mingtang.catalogue.rules.official.drafting import SettledRow


@dataclass(frozen=True)
class Within:
    """What contradicts itself, and what a person should look at; see `contradictions`."""

    refused: Sequence[Weakened] = ()
    two: Sequence[Weakened] = ()


def within(rows: Sequence[SettledRow], codes: Sequence[str], share: Share) -> Within:
    """`codes`: row by row, of the items that they become."""
    sayings = [saying_of(row) for row in rows]
    refused: list[Weakened] = []
    two: list[Weakened] = []
    for found in apart(sayings, share):
        told = Weakened(codes[found.later], found.template, told_apart(found, sayings))
        (refused if found.is_contradiction else two).append(told)
    return Within(refused, two)
