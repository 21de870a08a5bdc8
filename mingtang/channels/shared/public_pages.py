"""Public pages, which do not depend on who looks: made once, kept, and served from memory.

Every change that the public can see is an act in the county's log. A page is therefore good as
long as the log has not grown and the day has not changed, and one tiny query tells.
"""

import datetime
import logging
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from mingtang.channels.shared.counties import WITHOUT_COUNTY, Served, served_at
from mingtang.channels.shared.page_store import KeptPage, PageStore, keep
from mingtang.foundation import clock

logger = logging.getLogger(__name__)
store = PageStore()

# A browser always asks whether its copy still holds, which costs next to nothing; what stands in
# front of us may answer by itself for a few seconds. A withdrawal is seen at once.
CACHE_CONTROL = "public, max-age=0, s-maxage=10"
FRESH = "public, max-age=0"
# A page that is gone is a page too; one that was never there fills no memory.
KEPT_STATUS = {200, 410}
NOT_KEPT = {"content-length", "content-encoding", "vary", "etag", "date"}

View = Callable[..., HttpResponseBase]
# The county, the acts in its log, and the day.
Version = tuple[int, int, datetime.date]

if TYPE_CHECKING:

    class _Request(HttpRequest):
        served: Served | None
else:
    _Request = HttpRequest


def public_page(*parameters: str) -> Callable[[View], View]:
    """Marks a view whose answer is the same for everyone, and names what its address may ask.

    An address that asks anything else is answered, but not kept: strangers could fill the memory.
    """

    def decorate(view: View) -> View:
        @require_safe
        @wraps(view)
        def shown(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            response = view(request, *args, **kwargs)
            known = set(request.GET) <= set(parameters)
            response.headers.setdefault("Cache-Control", CACHE_CONTROL if known else FRESH)
            return response

        return shown

    return decorate


def public_pages(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[_Request], HttpResponseBase]:
    """Answers from memory before any other work; and remembers what may be remembered.

    Stands first of all, so that a kept page went through everything once and is kept with all
    its headers. Where http is sent on to https, no page of http is ever kept.
    """

    def respond(request: _Request) -> HttpResponseBase:
        request.served = None
        if request.method not in {"GET", "HEAD"} or _is_for_machines(request.path_info):
            return get_response(request)
        host = request.get_host()
        address = f"{request.scheme}://{host}{request.get_full_path()}"
        page = store.get(address)
        try:
            request.served = served_at(host)
        except Error:
            if page is None:
                raise
            # While the database is down, a page of a minute ago beats none.
            logger.exception("The database does not answer; a kept page is served")
            return _answer(request, page)
        version = _version(request.served)
        if page and page.version == version:
            return _answer(request, page)
        response = _without_cookies(get_response(request))
        if not _may_be_kept(request, response):
            return response
        page = _kept(response, version)
        store.put(address, page)
        return _answer(request, page)

    return respond


def _without_cookies(response: HttpResponseBase) -> HttpResponseBase:
    """What is for everyone carries nothing for one, not even the end of a cookie he brought."""
    if response.headers.get("Cache-Control", "").startswith("public"):
        response.cookies.clear()
        if response.headers.get("Vary") == "Cookie":
            del response.headers["Vary"]
    return response


def _is_for_machines(path: str) -> bool:
    return path in WITHOUT_COUNTY or path.startswith(settings.STATIC_URL)


def _version(served: Served | None) -> Version | None:
    """What the pages of a county are made from now."""
    if served is None:
        return None
    return (served.county.pk, served.version, clock.day_of(clock.now()))


def _may_be_kept(request: HttpRequest, response: HttpResponseBase) -> bool:
    return (
        request.method == "GET"
        and response.status_code in KEPT_STATUS
        and isinstance(response, HttpResponse)
        and response.headers.get("Cache-Control") == CACHE_CONTROL
        and not response.has_header("Vary")
    )


def _kept(response: HttpResponseBase, version: Version | None) -> KeptPage:
    assert isinstance(response, HttpResponse)  # noqa: S101 - _may_be_kept looked
    headers = {n: v for n, v in response.headers.items() if n.lower() not in NOT_KEPT}
    return keep(
        version=version, status=response.status_code, headers=headers, content=response.content
    )


def _answer(request: HttpRequest, page: KeptPage) -> HttpResponse:
    is_packed = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    form = page.packed if is_packed else page.plain
    if page.status == 200 and form.tag in request.META.get("HTTP_IF_NONE_MATCH", ""):
        told = {name: form.headers[name] for name in ("ETag", "Vary", "Cache-Control")}
        return HttpResponse(status=304, headers=told)
    content = b"" if request.method == "HEAD" else form.content
    return HttpResponse(content, status=page.status, headers=form.headers)
