"""What organs withhold, by ground, and whether they look at it again when due (条例 art. 18)."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.channels.shared.known import only_known
from mingtang.channels.shared.public_pages import public_page
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.shared.tables import csv_response
from mingtang.channels.website.pages import page, today
from mingtang.channels.website.rows import Crumb
from mingtang.channels.website.withheld import withheld_lines, withheld_table
from mingtang.channels.website.withheld_list import (
    PARAMETERS,
    asked_of,
    withheld_list,
    year_asked,
)


@public_page("page", *PARAMETERS)
def withheld(request: PublicRequest) -> HttpResponse:
    """Added up, organ by organ; or one by one, as the address asks."""
    on = today()
    asked = asked_of(request, on)
    shown = (
        {"filters": asked.filters, **withheld_table(request.county, on, asked.year)}
        if asked.way is None
        else withheld_list(request, asked, asked.way, on)
    )
    crumbs = [Crumb(_("公开任务"), reverse("website:duties"))]
    return page(request, "withheld.html", section="duties", shown={**shown, "crumbs": crumbs})


@only_known("year")
def rows_csv(request: PublicRequest) -> HttpResponseBase:
    on = today()
    year = int(year_asked(request, on).value)
    return csv_response(_("不予公开的信息"), on, withheld_lines(request.county, on, year))
