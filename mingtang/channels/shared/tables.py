"""Public tables as CSV, for spreadsheets and programs."""

import csv
import datetime
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from django.http import StreamingHttpResponse

# Spreadsheets take UTF-8 for what it is only behind this mark.
BYTE_ORDER_MARK = "\ufeff"
# A spreadsheet would run what begins with one of these.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Echo:
    """A file that gives each line back as soon as it is written."""

    def write(self, line: str) -> str:
        return line


def csv_response(
    name: str, on: datetime.date, lines: Iterable[Sequence[object]]
) -> StreamingHttpResponse:
    """The table line by line, its head first, under a name with the day of the count."""
    response = StreamingHttpResponse(csv_lines(lines), content_type="text/csv; charset=utf-8")
    file_name = quote(f"{name}-{on.isoformat()}.csv")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{file_name}"
    response.headers["Cache-Control"] = "public, max-age=0, s-maxage=10"
    return response


def csv_lines(lines: Iterable[Sequence[object]]) -> Iterator[str]:
    """With the mark in front, line by line."""
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK
    for line in lines:
        yield writer.writerow([_cell(value) for value in line])


def _cell(value: object) -> object:
    """Text that a spreadsheet would take for a formula gets an apostrophe; numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value
