"""Find what is public. Not kept in memory: there are as many questions as people."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from mingtang.catalogue.queries.owed import owed_by_words
from mingtang.channels.shared.paging import PageLink
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.website.pages import page, today
from mingtang.channels.website.rows import Row, disclosure_rows, duty_rows
from mingtang.disclosure.queries.search import Found
from mingtang.disclosure.queries.search import search as look_up
from mingtang.foundation.bigrams import fold
from mingtang.foundation.highlights import Part
from mingtang.organs.models import County
from mingtang.organs.queries.register import called
from mingtang.terms.queries import calendar

ROWS = 20
NEAR = 3
OWED = 5  # duties shown where nothing is public
ORGANS = 5  # shown by name; words that more are called by ask for no organ
CACHE_CONTROL = "public, max-age=0"


@dataclass(frozen=True)
class FoundRow:
    """One answer; in `title` and `snippet`, some parts are what was asked for."""

    row: Row
    title: tuple[Part, ...]
    snippet: tuple[Part, ...]


@require_safe
def search(request: PublicRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    shown: dict[str, object] = {"text": text}
    if text:
        number = request.GET.get("page", "")
        at = int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 1
        shown |= _shown(
            request.county, text, look_up(county=request.county, text=text, page=at, size=ROWS)
        )
    response = page(request, "search.html", section="home", shown=shown)
    response.headers["Cache-Control"] = CACHE_CONTROL
    return response


def _shown(county: County, text: str, found: Found) -> dict[str, object]:
    on = today()
    owed = (
        []
        if found.total
        else owed_by_words(county, [fold(word) for word in found.understood])[:OWED]
    )
    days = calendar(county.code)
    first = (found.page - 1) * ROWS + 1
    shown = disclosure_rows((row.disclosure for row in found.rows), on)
    return {
        "organs": called(county, text, ORGANS),
        "total": found.total,
        "first": first,
        "last": first + len(found.rows) - 1,
        "rows": [
            FoundRow(as_row, row.title, row.snippet)
            for row, as_row in zip(found.rows, shown, strict=True)
        ],
        "links": _links(text, found),
        "why_nothing": gettext(found.why_nothing) if found.why_nothing else "",
        "owed": duty_rows(owed, on, days) if found.understood else [],
        "suggestion": found.suggestion,
        "suggestion_address": _address(found.suggestion, 1),
    }


def _links(text: str, found: Found) -> list[PageLink]:
    """Answers stand by how well they fit, so that their pages are counted from the best."""
    if found.pages == 1:
        return []
    numbers = [
        n for n in range(1, found.pages + 1) if n in {1, found.pages} or abs(n - found.page) <= NEAR
    ]
    return [PageLink(str(n), _address(text, n), n == found.page) for n in numbers]


def _address(text: str, number: int) -> str:
    asked = {"q": text} if number == 1 else {"q": text, "page": str(number)}
    return f"{reverse('website:search')}?{urlencode(asked)}"
