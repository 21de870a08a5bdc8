"""Does what is published say anything: by county, by organ and period, and one by one (S1.3)."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.channels.shared.known import only_known
from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.periods import PART, YEAR
from mingtang.channels.shared.public_pages import public_page
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.shared.tables import csv_response
from mingtang.channels.website.findings import finding_lines, finding_page
from mingtang.channels.website.organ_substance import organ_findings, organ_page
from mingtang.channels.website.pages import page, today
from mingtang.channels.website.recorded import as_recorded
from mingtang.channels.website.rows import Crumb
from mingtang.channels.website.substance import county_lines, county_page, period_asked
from mingtang.organs.models import Organ
from mingtang.organs.queries import public
from mingtang.supervision.queries.findings import find


@public_page("page", YEAR, PART, "sort")
def substance(request: PublicRequest) -> HttpResponse:
    shown = county_page(request, today())
    response = page(request, "substance.html", section="duties", shown=shown)
    return as_recorded(response, shown)


@only_known(YEAR, PART)
def rows_csv(request: PublicRequest) -> HttpResponseBase:
    on = today()
    period = period_asked(request, on).period
    return csv_response(_("实质公开"), on, county_lines(request.county, period, on))


@public_page("page", YEAR, PART, "kind", "state")
def organ_substance(request: PublicRequest, object_id: UUID) -> HttpResponse:
    organ = _organ(request, object_id)
    shown = organ_page(request, organ, today())
    crumbs = [
        Crumb(_("机关"), reverse("website:organs")),
        Crumb(organ.name, reverse("website:organ", args=[object_id])),
    ]
    response = page(
        request,
        "organ_substance.html",
        section="organs",
        shown={**shown, "organ": organ, "crumbs": crumbs},
    )
    return as_recorded(response, shown)


@only_known(YEAR, PART, "kind", "state")
def organ_csv(request: PublicRequest, object_id: UUID) -> HttpResponseBase:
    organ, on = _organ(request, object_id), today()
    lines = finding_lines(organ_findings(request, organ, on))
    return csv_response(_("实质公开的问题"), on, lines)


@public_page()
def finding(request: PublicRequest, object_id: UUID) -> HttpResponse:
    """One finding with all that belongs to it; of a near-copy, both texts beside each other."""
    found = find(request.county, object_id)
    if found is None:
        raise Missing(_("没有这一条。可以从机关的“实质公开”页面重新找。"))
    told = finding_page(found)
    return as_recorded(page(request, "finding.html", section="organs", shown=told), told)


def _organ(request: PublicRequest, object_id: UUID) -> Organ:
    organ = public.find(request.county, object_id)
    if organ is None:
        raise Missing(_("没有这个机关。可以从机关名录里找。"))
    return organ
