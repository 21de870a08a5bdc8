"""The start page: search first, nine doors, and whether what was due has been published."""

from django.http import HttpResponse

from mingtang.channels.shared.public_pages import public_page
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.website.hall import hall
from mingtang.channels.website.pages import page, today


@public_page()
def home(request: PublicRequest) -> HttpResponse:
    return page(request, "home.html", section="home", shown=hall(request.county, today()))
