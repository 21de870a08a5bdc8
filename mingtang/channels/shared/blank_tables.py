"""Tables to fill in, for download: as Excel with notes, or as CSV."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.official_tables import CSV, EXCEL
from mingtang.channels.shared.tables import csv_lines
from mingtang.files.tables import written_template
from mingtang.foundation.tables import Layout


def blank_table(layout: Layout, form: str, *, name: str) -> HttpResponse:
    """Raises Missing for another form, RuleBroken where the file cannot be made now."""
    if form == "xlsx":
        response = HttpResponse(written_template(layout), content_type=EXCEL)
    elif form == "csv":
        response = HttpResponse("".join(csv_lines([layout.head])), content_type=CSV)
    else:
        raise Missing(_("模板有 Excel（xlsx）和 CSV 两种。"))
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response
