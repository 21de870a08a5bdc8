"""Reads a table that was filled in; runs in a process apart, from a module that has the layout."""

import csv
import io
from collections.abc import Callable, Sequence

from mingtang.files.examination.work import Task, say
from mingtang.files.rules.books import sheets_of
from mingtang.files.rules.grids import Sheet
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.tables import Layout, read
from mingtang.foundation.text import gettext_noop as _

ENCODINGS = ("utf-8-sig", "gb18030")
NOT_TEXT = _("这份 CSV 的文字读不出来。请用 Excel 打开，另存为“CSV UTF-8”或者 .xlsx。")
ONE_SHEET = _("这个文件里有几张表都有内容。请一张表存一个文件。")


def reading(layout: Layout) -> Callable[[Task], None]:
    """What to look at a file with, for `work.run`: says its rows, and what is wrong."""

    def look_at(task: Task) -> None:
        found = [read(grid, layout) for grid in _grids(task)]
        with_rows = [one for one in found if one.rows]
        if len(with_rows) > 1:
            raise RuleBroken(ONE_SHEET)
        chosen = next(iter([*with_rows, *found]))
        for row in chosen.rows:
            say("row", row.as_json())
        for problem in chosen.problems:
            say("problem", problem.as_json())
        say("done")

    return look_at


def _grids(task: Task) -> Sequence[Sequence[Sequence[str]]]:
    content = task.path.read_bytes()
    if task.extension in {".csv", ".txt"}:
        return [list(csv.reader(io.StringIO(_text(content))))]
    return [
        _with_formulas(one) for one in sheets_of(content, name=task.purpose, limits=task.limits)
    ]


def _with_formulas(sheet: Sheet) -> Sequence[Sequence[str]]:
    """A formula that came to nothing stands where its result should: it is no empty cell."""
    rows = [list(row) for row in sheet.rows]
    for (row, column), formula in sheet.uncounted.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = formula
    return rows


def _text(content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RuleBroken(NOT_TEXT)
