"""Sentences that the software left filled in Chinese, known again and told to who reads now.

Kept so were what a check found, why a publication was held, what somebody was told. What a person
wrote is data and stays as written: only what fits one of our own sentences as a whole is told anew.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from functools import cache
from types import ModuleType

from django.utils.translation import get_language, gettext

from mingtang.channels.shared.told import told
from mingtang.foundation.errors import RuleBroken

PART = re.compile(r"%\((\w+)\)s")
DAY = re.compile(r"(\d{4})(?:-|年)(\d{1,2})(?:-|月)(\d{1,2})日?")


def templates_of(*modules: ModuleType) -> tuple[str, ...]:
    """The sentences that stand as constants in these modules."""
    return tuple(
        value
        for module in modules
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, str)
    )


def told_again(words: str, templates: Iterable[str]) -> str:
    """One of these sentences, or two of them one behind the other; anything else as it stands."""
    known = tuple(templates)
    if words in known or not words:
        return gettext(words) if words else ""
    return next(_tellings(words, known), words)


def _tellings(words: str, known: tuple[str, ...]) -> Iterator[str]:
    for template in known:
        if found := _pattern(template).fullmatch(words):
            yield _told(template, found)
    for template in known:
        found = _pattern(template).match(words)
        if found and (rest := words[found.end() :]):
            following = told_again(rest, known)
            if following != rest or rest in known:
                yield f"{_told(template, found)}{_between()}{following}"


def _between() -> str:
    """Chinese sentences stand close."""
    return "" if (get_language() or "zh").startswith("zh") else " "


def _told(template: str, found: re.Match[str]) -> str:
    return told(
        RuleBroken(template, **{name: _part(text) for name, text in found.groupdict().items()})
    )


def _part(text: str) -> object:
    """A day that was written out is a day again."""
    day = DAY.fullmatch(text)
    try:
        return datetime.date(*map(int, day.groups())) if day else text
    except ValueError:
        return text


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """A part that comes twice is the same both times; `%%` does not occur in them."""
    said, parts = PART.split(template), set[str]()
    pattern = re.escape(said[0])
    for name, behind in zip(said[1::2], said[2::2], strict=True):
        pattern += f"(?P={name})" if name in parts else f"(?P<{name}>.+?)"
        pattern += re.escape(behind)
        parts.add(name)
    return re.compile(pattern, re.DOTALL)
