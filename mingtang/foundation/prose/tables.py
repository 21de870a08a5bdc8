"""Tables of Word, WPS, Excel and web pages, made rectangular."""

import re

from bs4.element import Tag

from mingtang.foundation.prose.dialect import Block, Run
from mingtang.foundation.prose.looks import runs_of
from mingtang.foundation.prose.paragraphs import paragraph_of

CELLS = ["td", "th"]
LONGEST_SPAN = 100
MOST_PLACES = 20_000  # beyond this a merged cell stands once; nobody can blow a table up
Grid = list[list[Tag | None]]


def is_merged(tag: Tag) -> bool:
    return tag.name in CELLS and (_span(tag, "colspan") > 1 or _span(tag, "rowspan") > 1)


def grid_of(table: Tag) -> Grid:
    """Rows of one length; a merged cell stands in every place that it covered, None is a hole."""
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    placed: dict[tuple[int, int], Tag] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row.find_all(CELLS, recursive=False):
            while (number, column) in placed:
                column += 1
            down = min(_span(cell, "rowspan"), len(rows) - number)
            wide = _span(cell, "colspan")
            if len(placed) > MOST_PLACES:
                down = wide = 1
            covered = ((number + y, column + x) for y in range(down) for x in range(wide))
            placed.update(dict.fromkeys(covered, cell))
    width = 1 + max((column for _, column in placed), default=-1)
    return [[placed.get((y, x)) for x in range(width)] for y in range(len(rows)) if width]


def blocks_of(grid: Grid) -> list[Block]:
    """Rows merged right across at the top are its title, and stand above it in bold."""
    blocks = []
    # By identity: to the library, two cells that say the same are equal.
    cells = {id(cell): cell for row in grid for cell in row if cell is not None}
    words = {key: runs_of(cell.children) for key, cell in cells.items()}
    while len(grid) > 1 and _is_title(grid[0]):
        title = words[id(grid.pop(0)[0])]
        bold = tuple(Run(run.text, bold=True) for run in title)
        blocks.append(paragraph_of(bold, kind="paragraph"))
    rows = tuple(tuple(words.get(id(cell), ()) for cell in row) for row in grid)
    return [*blocks, Block("table", rows=rows)]


def _is_title(row: list[Tag | None]) -> bool:
    return len(row) > 1 and row[0] is not None and all(cell is row[0] for cell in row)


def _span(cell: Tag, name: str) -> int:
    digits = re.match(r"\d{1,4}", str(cell.get(name, "")))
    return min(max(int(digits[0]), 1), LONGEST_SPAN) if digits else 1
