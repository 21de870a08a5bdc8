"""Which articles ask for something, for what, and who fulfils it: the catalogue turned around."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.channels.shared.public_pages import public_page
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.website.cited_law import found_law
from mingtang.channels.website.coming import coming_lines
from mingtang.channels.website.laws import law_page, laws_page
from mingtang.channels.website.pages import page, today
from mingtang.channels.website.rows import Crumb


@public_page()
def laws(request: PublicRequest) -> HttpResponse:
    shown = laws_page(request.county, today())
    crumbs = [Crumb(_("目录"), reverse("website:items"))]
    return page(
        request,
        "laws.html",
        section="items",
        shown={**shown, "crumbs": crumbs, "coming": coming_lines(request.county, today())},
    )


@public_page()
def law(request: PublicRequest, title: str) -> HttpResponse:
    on = today()
    found = found_law(request.county, title, on)
    return page(request, "law.html", section="items", shown=law_page(request.county, found, on))
