"""Words of the desk that rules and actions left in Chinese, in the language of who reads."""

from collections.abc import Mapping
from typing import Protocol

from django.utils.translation import gettext


class Sentence(Protocol):
    """A sentence with its parts kept apart: a refusal, or what a gate says."""

    @property
    def template(self) -> str: ...

    @property
    def params(self) -> Mapping[str, object]: ...


def told(sentence: Sentence) -> str:
    """The sentence, fit to show."""
    words = gettext(sentence.template) if sentence.template else ""
    return words % sentence.params if sentence.params else words
