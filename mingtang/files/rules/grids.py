"""A sheet as a grid of text in which every cell of a merged range says the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Sheet:
    """`rows[0]` is Excel's row 1. `merged`: by row and column, of each cell in a merged range, the
    row in which the range begins and how many columns it covers. `uncounted`: by row and column,
    each formula of which the file holds no result, and each error of Excel (#N/A). `hidden_rows`,
    `hidden_columns`: by number, from 0; they are in the grid as all others are. `struck`: by row
    and column, what is struck through, whole or in part."""

    title: str
    rows: Sequence[Sequence[str]]
    merged: Mapping[tuple[int, int], tuple[int, int]]
    uncounted: Mapping[tuple[int, int], str] = field(default_factory=dict)
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    struck: frozenset[tuple[int, int]] = frozenset()
