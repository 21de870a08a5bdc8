"""A number that leads to what it counts: the list behind it has as many rows."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from mingtang.catalogue.rules.standing import share
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.channels.website.filters import STANDING


@dataclass(frozen=True)
class Counted:
    """`address` is empty where there is nothing to list."""

    words: str
    number: int
    address: str


@dataclass(frozen=True)
class Share:
    """A share of its whole, with both numbers; of few, both numbers alone.

    `none` is said where there is no whole; `among` counts those of the part that came late.
    """

    rate: str
    part: Counted
    whole: Counted
    none: str
    label: str = ""
    is_few: bool = False
    is_late: bool = False
    among: Counted | None = None


def counted(number: int, address: str) -> Counted:
    return Counted(grouped(number), number, address if number else "")


def rate_words(part: int, whole: int, *, is_few: bool) -> str:
    """A share with its sign; empty of few, whose numbers stand alone (数量少), and of nothing."""
    found = None if is_few else share(part, whole)
    return "" if found is None else f"{found}%"


def late_among(number: int, address: str) -> Counted | None:
    """Of what was answered otherwise than by publishing, how much came late (逾期后答复)."""
    words = _("其中逾期后答复%(n)s件") % {"n": grouped(number)}
    return Counted(words, number, address) if number else None


def duties_where(asked: Mapping[str, str]) -> str:
    """The list of the duties that are meant."""
    return f"{reverse('website:duties')}?{urlencode(asked)}"


def standing_where(parameter: str, value: object) -> str:
    """The list of the publications that stand, of one organ or of one item."""
    return published_where({parameter: str(value), "state": STANDING})


def published_where(asked: Mapping[str, str]) -> str:
    """The list of the publications that are meant."""
    return f"{reverse('website:disclosures')}?{urlencode(asked)}"
