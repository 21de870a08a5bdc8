"""Who has not yet put in place what leadership asks for (S1.1, S6.1-S6.3), in public."""

from django.http import HttpResponse

from mingtang.channels.shared.public_pages import public_page
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.website.leading import gap_rows
from mingtang.channels.website.pages import page, today


@public_page()
def gaps(request: PublicRequest) -> HttpResponse:
    return page(request, "gaps.html", section="organs", shown=gap_rows(request.county, today()))
