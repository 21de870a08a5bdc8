"""Of one organ: what it issued, what is missing between the numbers, how late it was recorded."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.channels.shared.known import asked_for, only_known
from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.public_pages import public_page
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.shared.tables import csv_response
from mingtang.channels.website import issued_gaps, issued_opened
from mingtang.channels.website.exported import duty_lines
from mingtang.channels.website.issued import (
    PARAMETERS,
    asked_of,
    shown_page,
)
from mingtang.channels.website.issued_gaps import gaps_address
from mingtang.channels.website.issued_lines import (
    document_lines,
    fact_lines,
    late_lines,
    recording_lines,
)
from mingtang.channels.website.pages import page, today
from mingtang.channels.website.recorded import as_recorded
from mingtang.channels.website.rows import Crumb
from mingtang.issued.queries.gaps import kept_in
from mingtang.organs.models import Organ
from mingtang.organs.queries import public


@public_page("page", *PARAMETERS)
def register(request: PublicRequest, object_id: UUID) -> HttpResponse:
    organ, on = _organ(request, object_id), today()
    asked = asked_of(request, organ, on)
    shown = shown_page(request, organ, asked, kept_in(organ, asked.year), on)
    asking, of_year = asked_for(request, PARAMETERS), asked_for(request, ("year",))
    told = {
        **shown,
        "organ": organ,
        "crumbs": _crumbs(organ),
        "gaps": gaps_address(organ, asked.year),
        "csv": reverse("website:issued-csv", args=[organ.object_id]) + asking,
        "recorded_csv": reverse("website:issued-recorded-csv", args=[organ.object_id]) + of_year,
        "late_csv": reverse("website:issued-late-csv", args=[organ.object_id]) + of_year,
    }
    return as_recorded(page(request, "issued.html", section="organs", shown=told), told)


@public_page("page", *issued_gaps.PARAMETERS)
def gaps(request: PublicRequest, object_id: UUID) -> HttpResponse:
    """The numbers that have no document, each with what was said of it."""
    organ, on = _organ(request, object_id), today()
    asked = issued_gaps.asked_of(request, organ, on)
    register = Crumb(_("发文登记"), reverse("website:issued", args=[organ.object_id]))
    told = {
        **issued_gaps.shown_page(request, organ, asked),
        "organ": organ,
        "crumbs": [*_crumbs(organ), register],
        "csv": reverse("website:issued-gaps-csv", args=[organ.object_id])
        + asked_for(request, issued_gaps.PARAMETERS),
    }
    return as_recorded(page(request, "issued_gaps.html", section="organs", shown=told), told)


@only_known(*issued_gaps.PARAMETERS)
def gaps_csv(request: PublicRequest, object_id: UUID) -> HttpResponseBase:
    organ, on = _organ(request, object_id), today()
    asked = issued_gaps.asked_of(request, organ, on)
    return csv_response(_("空着的号"), on, issued_gaps.gap_lines(asked))


@public_page("page", *issued_opened.PARAMETERS)
def opened(request: PublicRequest, object_id: UUID) -> HttpResponse:
    """The duties that what was recorded opened, of which some were late by then."""
    organ, on = _organ(request, object_id), today()
    asked = issued_opened.asked_of(request, organ, on)
    register = Crumb(_("发文登记"), reverse("website:issued", args=[organ.object_id]))
    told = {
        **issued_opened.shown_page(request, asked, on),
        "organ": organ,
        "crumbs": [*_crumbs(organ), register],
        "csv": reverse("website:issued-opened-csv", args=[organ.object_id])
        + asked_for(request, issued_opened.PARAMETERS),
    }
    return page(request, "issued_opened.html", section="organs", shown=told)


@only_known(*issued_opened.PARAMETERS)
def opened_csv(request: PublicRequest, object_id: UUID) -> HttpResponseBase:
    organ, on = _organ(request, object_id), today()
    asked = issued_opened.asked_of(request, organ, on)
    return csv_response(_("登记的事产生的公开任务"), on, duty_lines(asked.duties, on))


@only_known(*PARAMETERS)
def rows_csv(request: PublicRequest, object_id: UUID) -> HttpResponseBase:
    """All the documents that were asked for, not only those of one page."""
    organ, on = _organ(request, object_id), today()
    asked = asked_of(request, organ, on)
    return csv_response(_("发文登记"), on, document_lines(asked.documents))


@only_known("year")
def late_csv(request: PublicRequest, object_id: UUID) -> HttpResponseBase:
    organ, on = _organ(request, object_id), today()
    asked = asked_of(request, organ, on)
    return csv_response(_("到期以后才登记"), on, late_lines(kept_in(organ, asked.year)))


@only_known("year")
def facts_csv(request: PublicRequest, object_id: UUID) -> HttpResponseBase:
    """Every fact that came on record, the withdrawn ones too, by the organ and about it."""
    organ, on = _organ(request, object_id), today()
    asked = asked_of(request, organ, on)
    return csv_response(_("登记过的事实"), on, fact_lines(kept_in(organ, asked.year)))


@only_known("year")
def recorded_csv(request: PublicRequest, object_id: UUID) -> HttpResponseBase:
    """Every act of recording of the year, by the organ and about it."""
    organ, on = _organ(request, object_id), today()
    asked = asked_of(request, organ, on)
    return csv_response(_("隔几天登记"), on, recording_lines(kept_in(organ, asked.year)))


def _crumbs(organ: Organ) -> list[Crumb]:
    return [
        Crumb(_("机关"), reverse("website:organs")),
        Crumb(organ.name, reverse("website:organ", args=[organ.object_id])),
    ]


def _organ(request: PublicRequest, object_id: UUID) -> Organ:
    organ = public.find(request.county, object_id)
    if organ is None:
        raise Missing(_("没有这个机关。可以从机关名录里找。"))
    return organ
