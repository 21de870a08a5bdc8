"""What the frame of every page needs: the county, the manner, and the ways to other manners."""

from dataclasses import dataclass

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mingtang.channels.shared.manners import (
    CHINESE,
    CONTRAST,
    ELDER,
    ENGLISH,
    LANGUAGES,
    STANDARD,
    TRADITIONAL,
    Manner,
)
from mingtang.organs.models import County

# Sections of the website as the masthead names them: key, address. Words stand below.
SECTIONS = (
    ("home", "website:home"),
    ("items", "website:items"),
    ("organs", "website:organs"),
    ("duties", "website:duties"),
    ("receipt", "website:receipt"),
)


@dataclass(frozen=True)
class Way:
    """A link of the frame. `lang` is the language the page beyond it speaks, where it differs."""

    label: str
    address: str
    lang: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class Frame:
    county: County | None
    manner: Manner
    modes: tuple[Way, ...]
    languages: tuple[Way, ...]
    alternates: tuple[Way, ...]
    canonical: str
    host: str


def frame(request: HttpRequest) -> dict[str, Frame]:
    """A context processor; nothing in it depends on who looks."""
    county = getattr(request, "county", None)
    manner = getattr(request, "manner", Manner())
    return {
        "frame": Frame(
            county=county,
            manner=manner,
            modes=_modes(request, manner),
            languages=_languages(request, manner),
            alternates=_alternates(request),
            canonical=_absolute(request, Manner(STANDARD, manner.language)),
            host=_host(request, county),
        )
    }


def sections(current: str) -> tuple[Way, ...]:
    """The main menu. A section whose pages are not installed here is left out."""
    words = {
        "home": _("公开"),
        "items": _("目录"),
        "organs": pgettext("menu", "机关"),
        "duties": _("监督"),
        "receipt": _("查回执"),
    }
    return tuple(
        Way(words[key], address, is_current=key == current)
        for key, name in SECTIONS
        if (address := _reversed(name))
    )


def _reversed(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _modes(request: HttpRequest, manner: Manner) -> tuple[Way, ...]:
    """To elder and high contrast mode; from one of them back to the standard page."""
    words = {STANDARD: _("标准版"), ELDER: _("长辈版"), CONTRAST: _("高对比")}
    return tuple(
        Way(words[mode], _same_page(request, Manner(mode, manner.language)))
        for mode in (ELDER, CONTRAST, STANDARD)
        if mode != manner.mode
    )


def _languages(request: HttpRequest, manner: Manner) -> tuple[Way, ...]:
    """Each language is called by its own name, so that whoever needs it finds it."""
    names = {CHINESE: "简体", TRADITIONAL: "繁體", ENGLISH: "English"}
    return tuple(
        Way(
            names[language], _same_page(request, Manner(manner.mode, language)), LANGUAGES[language]
        )
        for language in names
        if language != manner.language
    )


def _alternates(request: HttpRequest) -> tuple[Way, ...]:
    return tuple(
        Way("", _absolute(request, Manner(STANDARD, language)), lang)
        for language, lang in LANGUAGES.items()
    )


def _same_page(request: HttpRequest, manner: Manner) -> str:
    """This very page in another manner, with what was asked of it."""
    own: Manner = getattr(request, "manner", Manner())
    script = request.META.get("SCRIPT_NAME", "")
    base = script.removesuffix(own.prefix)
    query = request.META.get("QUERY_STRING", "") if request.method in {"GET", "HEAD"} else ""
    return f"{base}{manner.prefix}{request.path_info}?{query}".removesuffix("?")


def _absolute(request: HttpRequest, manner: Manner) -> str:
    try:
        return request.build_absolute_uri(_same_page(request, manner))
    except DisallowedHost:  # a host that is not ours still gets a page that says so
        return _same_page(request, manner)


def _host(request: HttpRequest, county: County | None) -> str:
    if county and county.host:
        return county.host
    try:
        return request.get_host()
    except DisallowedHost:
        return ""
