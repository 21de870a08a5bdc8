"""The manner of a page, kept in its address: `/elder/` or `/contrast/`, then `/zh-hant/` or `/en/`.

A public page must not depend on who looks, so that nothing of this is kept in a cookie or read
from the browser; only answers to programs (`/api/`) follow `Accept-Language`. What stands in front
is moved into the script prefix: `{% url %}` keeps it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import set_script_prefix
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

API = "/api/"
STANDARD, ELDER, CONTRAST = "", "elder", "contrast"
MODES = (STANDARD, ELDER, CONTRAST)
CHINESE, TRADITIONAL, ENGLISH = "zh-hans", "zh-hant", "en"
# How the language is called in `lang` and `hreflang` (BCP 47).
LANGUAGES = {CHINESE: "zh-Hans", TRADITIONAL: "zh-Hant", ENGLISH: "en"}


@dataclass(frozen=True)
class Manner:
    """How a page looks (长辈版 elder, 高对比 contrast) and in which language it speaks."""

    mode: str = STANDARD
    language: str = CHINESE

    @property
    def prefix(self) -> str:
        """What stands before the address of a page: "", "/elder", "/en", "/elder/en" …"""
        language = "" if self.language == CHINESE else self.language
        return "".join(f"/{part}" for part in (self.mode, language) if part)

    @property
    def lang(self) -> str:
        return LANGUAGES[self.language]

    @property
    def is_elder(self) -> bool:
        return self.mode == ELDER

    @property
    def is_contrast(self) -> bool:
        return self.mode == CONTRAST


def read(path: str) -> tuple[Manner, str]:
    """The manner that stands at the front of a path, and the rest of the path.

    The rest is empty where the slash after the manner is missing.
    """
    mode, path = _taken(path, MODES[1:], STANDARD)
    language, path = _taken(path, (TRADITIONAL, ENGLISH), CHINESE)
    return Manner(mode, language), path


def _taken(path: str, words: tuple[str, ...], otherwise: str) -> tuple[str, str]:
    for word in words:
        if path == f"/{word}" or path.startswith(f"/{word}/"):
            return word, path.removeprefix(f"/{word}")
    return otherwise, path


if TYPE_CHECKING:

    class _Request(HttpRequest):
        manner: Manner
else:
    _Request = HttpRequest


def _asked_for(header: str) -> str:
    """A program that asks has no address to choose a language by: it says so in its header."""
    for language, _weight in parse_accept_lang_header(header.lower()):
        if language.startswith("en"):
            return ENGLISH
        if language.startswith(("zh-hant", "zh-tw", "zh-hk")):
            return TRADITIONAL
        if language.startswith(("zh", "*")):
            return CHINESE
    return CHINESE


def manners(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[_Request], HttpResponseBase]:
    """Reads the manner off the address, and answers in that language."""

    def respond(request: _Request) -> HttpResponseBase:
        base = request.META.get("SCRIPT_NAME", "").rstrip("/")
        request.manner, rest = read(request.path_info)
        if not rest:
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{request.path}/?{query}".removesuffix("?"))
        request.path_info = request.META["PATH_INFO"] = rest
        request.META["SCRIPT_NAME"] = base + request.manner.prefix
        set_script_prefix(f"{base}{request.manner.prefix}/")
        language = request.manner.language
        is_for_machines = rest.startswith(API)
        if is_for_machines and language == CHINESE:
            language = _asked_for(request.headers.get("Accept-Language", ""))
        try:
            with translation.override(language):
                response = get_response(request)
        finally:
            set_script_prefix(f"{base}/")
        response.headers.setdefault("Content-Language", LANGUAGES[language])
        if is_for_machines:
            patch_vary_headers(response, ["Accept-Language"])
        return response

    return respond
