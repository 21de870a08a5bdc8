"""How anyone checks what this site says, and what that proves."""

from django.http import HttpResponse

from mingtang.channels.shared.public_pages import public_page
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.website.pages import page


@public_page()
def verify(request: PublicRequest) -> HttpResponse:
    return page(request, "verify.html", section="home", shown={})
