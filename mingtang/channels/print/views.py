"""Sheets for the bulletin board, open to everyone: who passes by may print one too."""

from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mingtang.channels.print.pressing import Busy, pressed
from mingtang.channels.print.sheet import SIZES, board_sheet
from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.requests import PublicRequest
from mingtang.disclosure.models import Disclosure
from mingtang.disclosure.queries import public
from mingtang.foundation import clock
from mingtang.foundation.errors import RuleBroken

TRY_AGAIN_AFTER = "10"  # seconds


@never_cache  # the time of printing stands on it
@require_safe
def sheet(request: PublicRequest, object_id: UUID, size: str) -> HttpResponse:
    """The current edition as PDF; nothing of what was withdrawn (410) or is not public (404)."""
    disclosure = public.find(request.county, object_id)
    if disclosure is None or size not in SIZES:
        raise Missing(_("没有这张张贴单。地址可能抄错了；可以用标题里的词查找。"))
    if disclosure.is_withdrawn or disclosure.current is None:
        said = _("这件信息已经撤回，不再张贴。为什么撤回，写在它原来的网页上。")
        return _instead(request, disclosure, said, HTTPStatus.GONE)
    edition = disclosure.current
    edition.disclosure = disclosure
    address = living_page(request, disclosure)
    try:
        made = board_sheet(disclosure, edition, size=size, address=address, at=clock.now())
        pdf = pressed(made)
    except RuleBroken as refused:
        said = _(refused.template)
        return _instead(request, disclosure, said, HTTPStatus.UNPROCESSABLE_ENTITY)
    except Busy:
        said = _("现在打印的人多，请过十几秒再试。")
        response = _instead(request, disclosure, said, HTTPStatus.SERVICE_UNAVAILABLE)
        response.headers["Retry-After"] = TRY_AGAIN_AFTER
        return response
    name = f"{disclosure.index_number or object_id}-{size}.pdf".replace("/", "-")
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


def living_page(request: PublicRequest, disclosure: Disclosure) -> str:
    """The public address of a publication, as everyone reads it: of its county, in Chinese."""
    prefix = request.manner.prefix
    script = request.META.get("SCRIPT_NAME", "")
    path = reverse("website:disclosure", args=[disclosure.object_id])
    path = script.removesuffix(prefix) + path.removeprefix(script)
    host = request.county.host or request.get_host()
    scheme = "https" if settings.SECURE_SSL_REDIRECT else request.scheme
    return f"{scheme}://{host}{path}"


def _instead(
    request: PublicRequest, disclosure: Disclosure, said: str, status: HTTPStatus
) -> HttpResponse:
    """A page that says why there is no sheet and leads to the publication."""
    address = reverse("website:disclosure", args=[disclosure.object_id])
    shown = {"text": said, "title": disclosure.title, "address": address}
    return render(request, "print/no_sheet.html", shown, status=status)
