"""The tables of a sheet, one below the other: each is read by its own head.

The head once more, as it stands at the top of each printed page, begins none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from mingtang.catalogue.rules.official.layout import Layout, is_head, layout_at, layout_of
from mingtang.catalogue.rules.official.remarks import is_head_again
from mingtang.files.rules.grids import Sheet


@dataclass(frozen=True)
class Block:
    """A table with its head; `end`: the last row before the next one begins."""

    layout: Layout
    end: int


def blocks_of(sheet: Sheet) -> list[Block]:
    """From the top down; empty where no row looks like the head of such a table."""
    first = layout_of(sheet)
    layouts = [first] if first else []
    for number in range(first.last + 1, len(sheet.rows)) if first else ():
        row, above = sheet.rows[number], layouts[-1]
        if number > above.last and is_head(row) and not is_head_again(sheet, row, above):
            layouts.append(layout_at(sheet, number))
    ends = [*(layout.row - 1 for layout in layouts[1:]), len(sheet.rows) - 1]
    return [Block(layout, end) for layout, end in zip(layouts, ends, strict=False)]


def block_at(blocks: Sequence[Block], row: int) -> Block | None:
    """Which of them a row stands in; none for what stands above them all."""
    return next((one for one in blocks if one.layout.row <= row <= one.end), None)


def columns_of(blocks: Sequence[Block]) -> set[int]:
    """Whatever is a column of any of them."""
    return {column for block in blocks for column in block.layout.columns}
