"""How machines are answered: JSON as it is, and sentences where a question is not understood."""

import datetime
import json
from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from mingtang.foundation.errors import NotUnderstood

SOON = "public, max-age=0, s-maxage=2"


def answer(said: Mapping[str, object], *, status: int = 200) -> HttpResponse:
    """Anyone's page may read it: it is public and the same for everyone."""
    headers = {"Cache-Control": SOON, "Access-Control-Allow-Origin": "*"}
    written = json.dumps(said, ensure_ascii=False)
    return HttpResponse(written, status=status, content_type="application/json", headers=headers)


def number(request: HttpRequest, name: str, *, otherwise: int, most: int) -> int:
    """A whole number that was asked for. Raises NotUnderstood."""
    written = request.GET.get(name, "")
    if not written:
        return otherwise
    if not (written.isascii() and written.isdecimal() and len(written) <= 18):
        raise NotUnderstood(_("%(name)s要写整数，例如 %(name)s=0。"), name=name)
    return min(int(written), most)


def choice(request: HttpRequest, name: str, offered: Sequence[str]) -> str:
    """One of what is offered, or nothing where nothing is asked. Raises NotUnderstood."""
    written = request.GET.get(name, "")
    if written and written not in offered:
        words = ", ".join(offered)
        raise NotUnderstood(_("%(name)s只能是这些：%(words)s。"), name=name, words=words)
    return written


def day(request: HttpRequest, name: str) -> datetime.date | None:
    """A day that was asked for. Raises NotUnderstood."""
    written = request.GET.get(name, "")
    try:
        return datetime.date.fromisoformat(written) if written else None
    except ValueError:
        raise NotUnderstood(_("%(name)s要写成2026-09-18这样。"), name=name) from None


def refusal(problem: NotUnderstood) -> HttpResponse:
    words = _(problem.template) % problem.params if problem.params else _(problem.template)
    return answer({"error": words}, status=400)
