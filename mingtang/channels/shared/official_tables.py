"""Editions and drafts as files: the official layout for people, one plain table for programs."""

from urllib.parse import quote

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from mingtang.catalogue.rules.official.columns import Printed, flat
from mingtang.catalogue.tables import written_table
from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.tables import csv_lines
from mingtang.channels.shared.told import told
from mingtang.foundation.errors import RuleBroken

EXCEL = "xlsx"
EXCEL_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV, TEXT = "text/csv; charset=utf-8", "text/plain; charset=utf-8"


def table_response(name: str, printed: Printed, form: str) -> HttpResponseBase:
    """Raises Missing for another form. Where the file cannot be made now, says so (503)."""
    if form == EXCEL:
        try:
            response = HttpResponse(written_table(printed), content_type=EXCEL_TYPE)
        except RuleBroken as broken:
            headers = {"Cache-Control": "no-store", "Retry-After": "10"}
            return HttpResponse(told(broken), status=503, content_type=TEXT, headers=headers)
    elif form == "csv":
        rows = [row for sheet in printed.sheets for row in sheet.rows]
        response = HttpResponse("".join(csv_lines(flat(rows))), content_type=CSV)
    else:
        raise Missing(_("目录可以下载成 Excel（xlsx）或者 CSV，没有别的格式。"))
    file_name = quote(f"{name}.{form}", safe="")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{file_name}"
    return response
