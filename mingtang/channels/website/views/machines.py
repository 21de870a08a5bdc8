"""For machines that read the site: what they may read, and where everything is."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from mingtang.channels.shared.public_pages import public_page
from mingtang.channels.shared.requests import PublicRequest
from mingtang.disclosure.queries import public
from mingtang.foundation.clock import day_of

# What one sitemap may hold at most (sitemaps.org).
ADDRESSES_MOST = 50_000
AT_A_TIME = 1000
STANDING = ("home", "organs", "items", "laws", "disclosures", "duties", "gaps", "boards", "wrong")


@public_page()
def robots(request: PublicRequest) -> HttpResponse:
    """Everything public may be read by anyone; other manners of a page are the same page."""
    lines = [
        "User-agent: *",
        *(f"Disallow: /{part}/" for part in ("desk", "elder", "contrast", "receipt", "search")),
        f"Sitemap: {request.build_absolute_uri(reverse('website:sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: PublicRequest) -> HttpResponseBase:
    """The standing pages, and the newest publications that stand."""
    return StreamingHttpResponse(
        _sitemap(request),
        content_type="application/xml; charset=utf-8",
        headers={"Cache-Control": "public, max-age=3600"},
    )


def _sitemap(request: PublicRequest) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    for name in STANDING:
        yield f"<url><loc>{_absolute(request, reverse(f'website:{name}'))}</loc></url>\n"
    standing = public.standing(request.county).select_related(None)
    rows = standing.values_list("object_id", "published_at")[:ADDRESSES_MOST]
    for object_id, at in rows.iterator(chunk_size=AT_A_TIME):
        address = _absolute(request, reverse("website:disclosure", args=[object_id]))
        changed = f"<lastmod>{day_of(at).isoformat()}</lastmod>" if at else ""
        yield f"<url><loc>{address}</loc>{changed}</url>\n"
    yield "</urlset>\n"


def _absolute(request: PublicRequest, address: str) -> str:
    return escape(request.build_absolute_uri(address))
