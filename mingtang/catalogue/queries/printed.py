"""Editions and drafts as official tables, fit to be written as files."""

from collections.abc import Iterable
from typing import Any

from mingtang.catalogue.choices import Audience
from mingtang.catalogue.models import ImportedTable, Item, Standard
from mingtang.catalogue.queries.editions import item_text
from mingtang.catalogue.queries.known import organ_names
from mingtang.catalogue.queries.tables import official, rows_of
from mingtang.catalogue.rules.official.columns import PrintedRow, PrintedSheet
from mingtang.catalogue.rules.official.printing import Names, printed_row

NOTE = "备注：本目录自{day}起施行。“及时”“立即”按{days}个工作日计。"
FIRST_ROW = 4  # below a title and the head


def printed_edition(standard: Standard, *, with_internal: bool = False) -> list[PrintedSheet]:
    """An edition sheet by sheet, with what is inside an organ when asked. Four queries."""
    items = standard.items.order_by("order", "id")
    if not with_internal:
        items = items.filter(audience=Audience.PUBLIC)
    names = organ_names(standard.county)
    rows = [_printed(item, number, names, standard) for number, item in enumerate(items, FIRST_ROW)]
    day = f"{standard.from_on.year}年{standard.from_on.month}月{standard.from_on.day}日"
    note = NOTE.format(day=day, days=standard.at_once_days)
    table = ImportedTable.objects.filter(adopted_as=standard).first()
    usual = PrintedSheet("", (), [str(standard)], [note])
    return _sheets(
        rows,
        [_of_today(one, usual, standard.title) for one in table.around] if table else [],
        usual,
    )


def printed_table(table: ImportedTable) -> list[PrintedSheet]:
    """A draft as it was read, whatever was settled since. Two queries."""
    rows = [PrintedRow(official(row), row.channels_text, row.extra) for row in rows_of(table)]
    return _sheets(rows, table.around, PrintedSheet("", ()))


def _of_today(around: dict[str, Any], usual: PrintedSheet, title: str) -> dict[str, Any]:
    """What the county printed around it; what we printed of an older edition gives way."""
    above = [line for line in around["above"] if not line.startswith(title)]
    below = [line for line in around["below"] if not line.startswith(NOTE.partition("{")[0])]
    return {**around, "above": [*usual.above, *above], "below": [*below, *usual.below]}


def _printed(item: Item, number: int, names: Names, standard: Standard) -> PrintedRow:
    row = printed_row(item_text(item), names, sheet=standard.title, row=number)
    extra = item.printed.get("extra", {})
    return PrintedRow(row, extra=extra)


def _sheets(
    rows: Iterable[PrintedRow], around: Iterable[dict[str, Any]], usual: PrintedSheet
) -> list[PrintedSheet]:
    """In the order in which they come first; with the lines that stood above and below each."""
    by_sheet: dict[str, list[PrintedRow]] = {}
    for row in rows:
        by_sheet.setdefault(row.row.sheet, []).append(row)
    lines: dict[str, dict[str, Any]] = {one["sheet"]: one for one in around}
    return [
        PrintedSheet(
            sheet,
            own,
            above=lines.get(sheet, {}).get("above") or usual.above,
            below=lines.get(sheet, {}).get("below") or usual.below,
        )
        for sheet, own in by_sheet.items()
    ]
