"""Sentences that rules and actions left in Chinese, in the language of who reads."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Protocol

from django.utils.translation import gettext

from mingtang.channels.shared.shown.dates import full_day, full_moment

# Parts of a sentence that are words of ours and no data: they are translated too.
OUR_WORDS = {"field", "kind", "label", "level", "mend", "what"}


class Sentence(Protocol):
    """A sentence with its parts kept apart: a refusal, or what a gate says."""

    @property
    def template(self) -> str: ...

    @property
    def params(self) -> Mapping[str, object]: ...


def told(sentence: Sentence) -> str:
    """The sentence, fit to show: days and moments in words."""
    words = gettext(sentence.template) if sentence.template else ""
    if not sentence.params:
        return words
    return words % {name: _part(name, value) for name, value in sentence.params.items()}


def _part(name: str, value: object) -> object:
    if isinstance(value, datetime.datetime):
        return full_moment(value)
    if isinstance(value, datetime.date):
        return full_day(value)
    return gettext(value) if name in OUR_WORDS and isinstance(value, str) and value else value


def filled(parts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The parts of a step of the course; a day that is due and a moment that was set are ISO."""
    return {name: SHOWN[name](text) if name in SHOWN else text for name, text in parts}


def _due_day(text: str) -> str:
    return str(full_day(datetime.date.fromisoformat(text)))


def _moment_set(text: str) -> str:
    return str(full_moment(datetime.datetime.fromisoformat(text)))


SHOWN = {"due": _due_day, "set": _moment_set}
