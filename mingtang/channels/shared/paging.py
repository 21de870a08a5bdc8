"""Pages of a list that grows at one end, counted from the oldest, so that an address lasts.

Page 1 holds the oldest rows for ever. Without a number the newest rows are shown; as the newest
page is seldom full, the full page before it comes with them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from mingtang.channels.shared.missing import Missing

ROWS = 20
# Numbers beside the current one, on each side.
NEAR = 3
PARAMETER = "page"

M = TypeVar("M")
M_co = TypeVar("M_co", covariant=True)
D = TypeVar("D", bound=Model)


class Ordered(Protocol[M_co]):
    """A list, or a queryset, which is counted and cut by the database."""

    def __getitem__(self, index: slice, /) -> Iterable[M_co]: ...
    def __len__(self) -> int: ...


@dataclass(frozen=True)
class PageLink:
    """One step in the row of page numbers."""

    label: str
    address: str
    is_current: bool = False


@dataclass(frozen=True)
class Paged(Generic[M]):
    """One page: its rows, and which of how many they are, counted from the oldest."""

    rows: list[M]
    total: int
    first: int
    last: int
    links: tuple[PageLink, ...]

    @property
    def is_whole(self) -> bool:
        return not self.links


def newest_first(rows: QuerySet[D], request: HttpRequest, size: int = ROWS) -> Paged[D]:
    """A page of rows that come newest first; two queries. Missing for a page that is not there."""
    total = rows.count()
    number = _number(request, total, size)
    full = total // size
    if number is None:
        start, stop = 0, size + total % size
    else:
        start, stop = max(0, total - number * size), total - (number - 1) * size
    shown = list(rows[start:stop])
    links = _links(request, number, full, _("最新")) if full > 1 else ()
    return Paged(shown, total, total - start - len(shown) + 1, total - start, links)


def in_order(rows: Ordered[M], request: HttpRequest, size: int = ROWS) -> Paged[M]:
    """A page of rows in an order of their own, such as a directory; starts with page 1."""
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    number = _number(request, total, size) or 1
    start = (number - 1) * size
    shown = list(rows[start : start + size])
    pages = -(-total // size)
    links = tuple(_numbers(request, number, 1, pages)) if pages > 1 else ()
    return Paged(shown, total, start + 1, start + len(shown), links)


def _number(request: HttpRequest, total: int, size: int) -> int | None:
    asked = request.GET.get(PARAMETER)
    if asked is None:
        return None
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 10):
        raise Missing(_("没有这一页。"))
    if not 1 <= int(asked) <= max(1, -(-total // size)):
        raise Missing(_("没有这一页。"))
    return int(asked)


def _links(
    request: HttpRequest, number: int | None, full: int, newest: str
) -> tuple[PageLink, ...]:
    """The newest, then numbers going down; the default view already holds the newest full page."""
    top = PageLink(newest, address(request, None), is_current=number is None)
    return (top, *_numbers(request, number, full, 1))


def _numbers(request: HttpRequest, number: int | None, start: int, end: int) -> list[PageLink]:
    """The first, the last and those near the current, in the order given; gaps are left out."""
    step = 1 if end >= start else -1
    at = start if number is None else number
    wanted = [n for n in range(start, end + step, step) if n in {start, end} or abs(n - at) <= NEAR]
    return [PageLink(str(n), address(request, n), is_current=n == number) for n in wanted]


def address(request: HttpRequest, number: int | None) -> str:
    """This list at another page, with everything else that was asked."""
    asked = request.GET.copy()
    asked.pop(PARAMETER, None)
    if number is not None:
        asked[PARAMETER] = str(number)
    return f"{request.path}?{asked.urlencode()}".removesuffix("?")
