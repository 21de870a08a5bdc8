"""All that is public, and each publication: read it, and see how it came to be public."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.channels.shared.known import asked_for, only_known
from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.paging import newest_first
from mingtang.channels.shared.public_pages import public_page
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.shared.tables import csv_response
from mingtang.channels.website import filters, publication
from mingtang.channels.website.exported import disclosure_lines
from mingtang.channels.website.pages import page, today
from mingtang.channels.website.recorded import as_recorded
from mingtang.channels.website.rows import Crumb, disclosure_rows
from mingtang.disclosure.models import Disclosure, Edition
from mingtang.disclosure.queries import public


@public_page("page", *filters.DISCLOSURES)
def disclosures(request: PublicRequest) -> HttpResponse:
    on = today()
    rows, chosen = filters.disclosures(request)
    paged = newest_first(rows, request)
    return page(
        request,
        "disclosures.html",
        section="home",
        shown={
            "filters": chosen,
            "paged": paged,
            "rows": disclosure_rows(paged.rows, on),
            "csv": reverse("website:disclosures-csv") + asked_for(request, filters.DISCLOSURES),
        },
    )


@only_known(*filters.DISCLOSURES)
def rows_csv(request: PublicRequest) -> HttpResponseBase:
    """All the rows of the list that was asked for, not only those of one page."""
    rows, _chosen = filters.disclosures(request)
    return csv_response(_("公开信息"), today(), disclosure_lines(rows))


def found(request: PublicRequest, object_id: UUID) -> Disclosure:
    """The publication that an address names; raises Missing, also for what is not for everyone."""
    disclosure = public.find(request.county, object_id)
    if disclosure is None:
        raise Missing(_("没有这件公开信息。地址可能抄错了；可以用标题里的词查找。"))
    return disclosure


def crumbs(disclosure: Disclosure) -> list[Crumb]:
    item = disclosure.item
    return [
        Crumb(_("公开"), reverse("website:disclosures")),
        Crumb(item.level2, reverse("website:item", args=[item.object_id])),
    ]


@public_page()
def disclosure(request: PublicRequest, object_id: UUID) -> HttpResponse:
    """The current edition; of what was withdrawn, what remains to be said of it (410)."""
    shown = found(request, object_id)
    if shown.is_withdrawn:
        gone = publication.tombstone(shown, today()) | {"crumbs": crumbs(shown)}
        response = page(request, "withdrawn.html", section="home", shown=gone, status=410)
        return as_recorded(response, gone)
    edition = shown.current
    if edition is None:
        raise Missing(_("这件信息没有现行版本。"))
    edition.disclosure = shown
    return read(request, shown, edition)


def read(request: PublicRequest, disclosure: Disclosure, edition: Edition) -> HttpResponse:
    """One edition, as it stands beside the log."""
    shown = publication.reading(disclosure, edition, today()) | {"crumbs": crumbs(disclosure)}
    return as_recorded(page(request, "disclosure.html", section="home", shown=shown), shown)
