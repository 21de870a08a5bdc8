"""A sheet as a grid of text in which every cell of a merged range says the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Sheet:
    """`rows[0]` is Excel's row 1. `merged`: by row and column, of each cell in a merged range, the
    row in which the range begins and how many columns it covers."""

    title: str
    rows: Sequence[Sequence[str]]
    merged: Mapping[tuple[int, int], tuple[int, int]]
