"""How anyone checks what this site says, and what that proves."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from mingtang.channels.shared.public_pages import FRESH, public_page
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.website.pages import page
from mingtang.channels.website.verifying import TOOL_NAME, tool, verify_page


@public_page()
def verify(request: PublicRequest) -> HttpResponse:
    """Kept by nobody: the newest checkpoint comes seconds after the act that changes the page."""
    shown = verify_page(request.county, request.build_absolute_uri("/"))
    response = page(request, "verify.html", section="home", shown=shown)
    response.headers["Cache-Control"] = FRESH
    return response


@require_safe
def folder(_request: PublicRequest) -> HttpResponse:
    """Whoever types the address of the log's files is told what there is and how to take it."""
    return redirect("website:verify", permanent=True)


@public_page()
def verifier(_request: PublicRequest) -> HttpResponse:
    """The program that checks without us, as one file."""
    response = HttpResponse(tool(), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{TOOL_NAME}"'
    return response
