"""What was sent with a form after the session had ended: it goes through signing in, and back.

The page that asks to sign in holds it, signed; nothing is kept here for somebody unknown. Who has
signed in finds it in the own session and sends it again. Files cannot be carried, only named.
"""

from dataclasses import dataclass

from allauth.account import app_settings
from allauth.account.forms import LoginForm
from allauth.utils import get_form_class
from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

NAME = "carried"
GOOD_FOR = 24 * 60 * 60  # seconds; no law: who comes back on another day begins anew
NEVER = {"csrfmiddlewaretoken", NAME}
# What a page says to itself, and nobody has typed.
UNSEEN = {"version", "key", "then"}
JSON = "application/json"


@dataclass(frozen=True)
class Carried:
    """Where a form was sent to, and all it said."""

    path: str
    fields: list[tuple[str, str]]
    files: list[str]

    @property
    def typed(self) -> list[str]:
        """What somebody wrote, to be read again."""
        return [text for name, text in self.fields if name not in UNSEEN and text.strip()]


def held_up(request: HttpRequest) -> HttpResponse | None:
    """The page that asks to sign in and holds what was sent; None where nothing was."""
    sent = _sent(request)
    if not sent.fields and not sent.files:
        return None
    if request.headers.get("Accept", "").startswith(JSON):
        return JsonResponse({"problem": _("没有保存：登录已过期。")}, status=401)
    form = get_form_class(app_settings.FORMS, "login", LoginForm)
    shown = {
        "form": form(request=request),
        "redirect_field_name": "next",
        "redirect_field_value": reverse("desk:carried"),
        NAME: _packed(sent),
        "is_held_up": True,
    }
    response = render(request, "account/login.html", shown, status=401)
    response.headers["Cache-Control"] = "no-store"
    return response


def keep(request: HttpRequest) -> None:
    """For whoever just signed in."""
    text = request.POST.get(NAME, "")
    if _opened(text) is not None:
        request.session[NAME] = text


def kept(request: HttpRequest) -> Carried | None:
    return _opened(request.session.get(NAME, ""))


def _sent(request: HttpRequest) -> Carried:
    fields = [
        (name, text) for name, texts in request.POST.lists() if name not in NEVER for text in texts
    ]
    files = [one.name or "" for _name, many in request.FILES.lists() for one in many]
    return Carried(request.get_full_path(), fields, files)


def _packed(sent: Carried) -> str:
    return signing.dumps([sent.path, sent.fields, sent.files], salt=NAME, compress=True)


def _opened(text: str) -> Carried | None:
    try:
        path, fields, files = signing.loads(text, salt=NAME, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    return Carried(path, [(name, typed) for name, typed in fields], files)
