"""What of a table nobody sees in Excel is read as all else is, and told."""

from collections.abc import Iterable, Iterator

from openpyxl.utils import get_column_letter

from mingtang.catalogue.rules.official.layout import Layout
from mingtang.files.rules.grids import Sheet
from mingtang.foundation.text import gettext_noop as _

HIDDEN_SHEET = _("这张表在 Excel 里是隐藏的，照样读了。不该读的，请删去这张表再导入。")
HIDDEN_ROWS = _("第%(rows)s行在 Excel 里是隐藏的，照样读了。不该读的，请删去这些行再导入。")
HIDDEN_COLUMNS = _("%(columns)s列在 Excel 里是隐藏的，照样读了。不该读的，请删去这些列再导入。")
NAMED_AT_MOST = 10


def unseen(sheet: Sheet, layout: Layout, last: int) -> Iterator[tuple[str, dict[str, str]]]:
    """Sentences, each with what it names; of rows and columns only those of the table."""
    if sheet.is_hidden:
        yield HIDDEN_SHEET, {}
    rows = [row + 1 for row in sorted(sheet.hidden_rows) if layout.last < row <= last]
    if rows:
        yield HIDDEN_ROWS, {"rows": _named(map(str, rows))}
    own = {column for columns in layout.choices.values() for column, _choice in columns}
    own |= {*layout.one.values(), *layout.extra}
    columns = sorted(sheet.hidden_columns & own)
    if columns:
        letters = (get_column_letter(column + 1) for column in columns)
        yield HIDDEN_COLUMNS, {"columns": _named(letters)}


def _named(all_of_them: Iterable[str]) -> str:
    names = list(all_of_them)
    return "、".join(names[:NAMED_AT_MOST]) + ("……" if len(names) > NAMED_AT_MOST else "")
