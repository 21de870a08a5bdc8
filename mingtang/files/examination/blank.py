"""Writes an empty table to be filled in; runs in a process apart.

It is told on standard input, as JSON: `title`, `head`, `widths`, `notes`. The file goes to
standard output.
"""

import io
import json
import sys
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter


def written(task: dict[str, Any]) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = task["title"]
    sheet.append(task["head"])
    for number, width in enumerate(task["widths"], 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    notes = book.create_sheet("填写说明")
    for name, text in task["notes"]:
        notes.append([name, text])
    notes.column_dimensions["A"].width, notes.column_dimensions["B"].width = 18, 90
    for row in notes.iter_rows():
        row[1].alignment = Alignment(wrap_text=True, vertical="top")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


if __name__ == "__main__":
    sys.stdout.buffer.write(written(json.load(sys.stdin)))
