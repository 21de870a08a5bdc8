"""What of a table nobody sees in Excel is read as all else is, and told."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from openpyxl.utils import get_column_letter

from mingtang.catalogue.rules.official.blocks import Block, columns_of
from mingtang.catalogue.rules.official.layout import Layout
from mingtang.files.rules.grids import Sheet
from mingtang.foundation.cells import tight
from mingtang.foundation.text import gettext_noop as _

HIDDEN_SHEET = _("这张表在 Excel 里是隐藏的，照样读了。不该读的，请删去这张表再导入。")
HIDDEN_ROWS = _("第%(rows)s行在 Excel 里是隐藏的，照样读了。不该读的，请删去这些行再导入。")
HIDDEN_COLUMNS = _("%(columns)s列在 Excel 里是隐藏的，照样读了。不该读的，请删去这些列再导入。")
STRUCK_CELL = _(
    "“%(read)s”划去了（删除线），照样读了。不该读的，请删去这些字再导入；仍然有效的，请核定。"
)
STRUCK_ROW = _(
    "这一行划去了（删除线），照样读了。不再公开的，请删去这一行再导入；仍然公开的，请核定。"
)
STRUCK_THROUGH = frozenset({STRUCK_CELL, STRUCK_ROW})
NAMED_AT_MOST = 10


def unseen(
    sheet: Sheet, blocks: Sequence[Block], lasts: Sequence[int]
) -> Iterator[tuple[int, str, dict[str, str]]]:
    """Sentences, each with its row and what it names; of rows and columns only those of the tables.
    `lasts`: the last matter of each. Rows that are hidden one after the other are told once."""
    head = blocks[0].layout.row
    if sheet.is_hidden:
        yield head, HIDDEN_SHEET, {}
    ranges = [
        range(block.layout.last + 1, last + 1) for block, last in zip(blocks, lasts, strict=True)
    ]
    rows = [row for row in sorted(sheet.hidden_rows) if any(row in one for one in ranges)]
    for _place, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        first, *others = [row for _number, row in run]
        named = f"{first + 1}-{others[-1] + 1}" if others else f"{first + 1}"
        yield first, HIDDEN_ROWS, {"rows": named}
    columns = sorted(sheet.hidden_columns & columns_of(blocks))
    if columns:
        letters = (get_column_letter(column + 1) for column in columns)
        yield head, HIDDEN_COLUMNS, {"columns": _named(letters)}


def struck(sheet: Sheet, layout: Layout, number: int) -> Iterator[tuple[str, int, str]]:
    """Of a row, each thing that is struck through: its key, its column, and the sentence; of a row
    that is so as a whole, its second level alone."""
    row = sheet.rows[number]
    own = [(key, column) for key, column in layout.one.items() if key != "number"]
    own += [(key, column) for key, pairs in layout.choices.items() for column, _choice in pairs]
    said = [(key, column) for key, column in own if tight(row[column])]
    found = [(key, column) for key, column in said if (number, column) in sheet.struck]
    whole = [(key, column) for key, column in found if key == "level2"]
    if len(found) == len(said) and whole:
        yield (*whole[0], STRUCK_ROW)
        return
    for key, column in found:
        yield key, column, STRUCK_CELL


def _named(all_of_them: Iterable[str]) -> str:
    names = list(all_of_them)
    return "、".join(names[:NAMED_AT_MOST]) + ("……" if len(names) > NAMED_AT_MOST else "")
