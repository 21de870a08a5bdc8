"""Addresses for machines: what they may be asked, and nothing else.

A list that ignored a misspelt name would give all its rows as if they were those asked for.
"""

import json
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mingtang.foundation.text import quoted

View = Callable[..., HttpResponseBase]
# What is refused once is asked anew at once, and put right: nobody keeps it.
CACHE_CONTROL = "public, max-age=0"


def only_known(*names: str) -> Callable[[View], View]:
    """Marks a view of an address that is read by machines, with all that it may be asked. Whatever
    else is asked is refused (400) with what there is."""

    def decorate(view: View) -> View:
        @require_safe
        @wraps(view)
        def known(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            unknown = [name for name in request.GET if name not in names]
            return _refusal(unknown[0], names) if unknown else view(request, *args, **kwargs)

        return known

    return decorate


def asked_for(request: HttpRequest, names: tuple[str, ...]) -> str:
    """Of what this address asks, those names, as the end of another address; empty for none."""
    asked = request.GET.copy()
    for name in set(asked) - set(names):
        del asked[name]
    return f"?{asked.urlencode()}".removesuffix("?")


def _refusal(name: str, names: tuple[str, ...]) -> HttpResponse:
    said = {"name": quoted(name), "names": ", ".join(names)}
    words = (
        _("没有“%(name)s”这个参数，可以用的是：%(names)s。")
        if names
        else _("没有“%(name)s”这个参数，这个地址不用参数。")
    )
    return HttpResponse(
        json.dumps({"error": words % said}, ensure_ascii=False),
        status=400,
        content_type="application/json",
        headers={"Cache-Control": CACHE_CONTROL, "Access-Control-Allow-Origin": "*"},
    )
