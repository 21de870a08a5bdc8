"""Filters as links: what is chosen stands in the address, and nothing needs to be applied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from mingtang.channels.shared import paging
from mingtang.channels.shared.missing import Missing


@dataclass(frozen=True)
class Choice:
    label: str
    address: str
    is_current: bool


@dataclass(frozen=True)
class Chosen:
    """One line of filters; `value` is what is chosen, empty for the first choice."""

    label: str
    value: str
    choices: tuple[Choice, ...]


def choose(
    request: HttpRequest,
    parameter: str,
    label: str,
    options: Sequence[tuple[str, str | Promise]],
    *,
    without: Mapping[str, str] | None = None,
) -> Chosen:
    """A choice among values with their words; the first stands where the address says nothing.

    `without`: by value, another parameter that means nothing beside it, and is left out with it.
    Raises Missing for a value that is not offered: a wrong address is never shown as if it chose.
    """
    first = options[0][0]
    value = request.GET.get(parameter, first)
    if value not in {offered for offered, _words in options}:
        raise Missing(_("地址里的筛选条件不认识，请从页面上的链接重新选择。"))
    return Chosen(
        label=label,
        value=value,
        choices=tuple(
            Choice(
                str(words),
                _address(request, parameter, offered, first, (without or {}).get(offered, "")),
                offered == value,
            )
            for offered, words in options
        ),
    )


def _address(request: HttpRequest, parameter: str, value: str, first: str, without: str) -> str:
    """Choosing starts again at the first page; the first choice leaves the address clean."""
    asked = request.GET.copy()
    asked.pop(paging.PARAMETER, None)
    asked.pop(parameter, None)
    asked.pop(without, None)
    if value != first:
        asked[parameter] = value
    return f"{request.path}?{asked.urlencode()}".removesuffix("?")
