"""Full-text search over what a county has published: exact, in each database's own index."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import connection

from mingtang.disclosure.models import Disclosure, SearchEntry
from mingtang.disclosure.models.search import ENTRIES
from mingtang.disclosure.rules.searching import (
    QUESTION_LONGEST,
    WORDS_MOST,
    fts5_query,
    standing_parts,
    ts_query,
    why_not_ask,
)
from mingtang.foundation import bigrams
from mingtang.foundation.bigrams import Term
from mingtang.foundation.highlights import Part, marked, snippet
from mingtang.organs.models import County

ASKED_MOST = 40  # look-ups for one suggestion
FARTHEST = 100_000  # page; nobody turns that far, and no database counts for ever

# How each database finds one term, and what the term is in its words.
_DATABASES: dict[str, tuple[str, Callable[[Term, County], str]]] = {
    "sqlite": (
        "SELECT rowid AS id FROM disclosure_search WHERE disclosure_search MATCH %s",
        lambda term, _county: fts5_query(term),
    ),
    "postgresql": (
        "SELECT id FROM disclosure_searchentry WHERE tokens @@ %s::tsquery",
        lambda term, county: ts_query(term, county_id=county.pk),
    ),
}


@dataclass(frozen=True)
class Row:
    """A disclosure that was found. `title` and `snippet` are plain text in parts, never HTML."""

    disclosure: Disclosure
    title: tuple[Part, ...]
    snippet: tuple[Part, ...]

    @property
    def is_withdrawn(self) -> bool:
        return self.disclosure.is_withdrawn


@dataclass(frozen=True)
class Found:
    """An answer. `total` is exact; `page` is the one shown, which exists, counted from the best.

    `understood`: the words that were looked for, all of which every row has. `suggestion`: another
    question, which does find something; empty when there are rows. `why_nothing`: a sentence, when
    the question could not be asked at all.
    """

    total: int
    rows: tuple[Row, ...]
    page: int
    pages: int
    understood: tuple[str, ...]
    suggestion: str = ""
    why_nothing: str = ""


@dataclass(frozen=True)
class _Hit:
    disclosure_id: int
    entry_id: int | None
    total: int


def search(*, county: County, text: str, page: int = 1, size: int = 20) -> Found:
    """What everyone may see of a county and has all the words: by title first, then the newest.

    A tombstone is found by its title and its index number.
    """
    terms = bigrams.terms(text[: QUESTION_LONGEST + 1])
    if problem := why_not_ask(text, terms):
        return Found(0, (), 1, 1, (), why_nothing=problem)
    page = min(max(page, 1), FARTHEST)
    hits = _hits(county, terms, page=page, size=size)
    if not hits and page > 1:
        first = _hits(county, terms, page=1, size=1)
        page = _pages(first[0].total if first else 0, size)
        hits = _hits(county, terms, page=page, size=size)
    total = hits[0].total if hits else 0
    return Found(
        total=total,
        rows=_rows(hits, terms),
        page=page,
        pages=_pages(total, size),
        understood=tuple(term.text for term in terms),
        suggestion="" if total else _suggestion(county, terms),
    )


def _pages(total: int, size: int) -> int:
    return max(1, -(-total // size))


def _hits(county: County, terms: Sequence[Term], *, page: int, size: int) -> list[_Hit]:
    """One page of hits with the total: `entry_id` is where the first word stands in the text."""
    matches, say = _DATABASES[connection.vendor]
    asked = [say(term, county) for term in terms]
    words = ", ".join(
        f"word{n} AS (SELECT id / {ENTRIES} AS disclosure_id, MIN(id %% {ENTRIES}) AS place,"  # noqa: S608 - numbers and fixed text only
        f" MIN(NULLIF(id %% {ENTRIES}, 0)) AS later FROM ({matches}) AS matching GROUP BY 1)"
        for n in range(len(terms))
    )
    joins = " ".join(f"JOIN word{n} USING (disclosure_id)" for n in range(1, len(terms)))
    places = " + ".join(f"word{n}.place" for n in range(len(terms)))
    sql = (
        f"WITH {words} SELECT disclosure_id, word0.later, COUNT(*) OVER ()"  # noqa: S608 - as above
        f" FROM word0 {joins} JOIN disclosure_disclosure AS found ON found.id = disclosure_id"
        " WHERE county_id = %s"
        f" ORDER BY {places} > 0, first_published_at DESC, disclosure_id DESC LIMIT %s OFFSET %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*asked, county.pk, size, (page - 1) * size])
        return [
            _Hit(key, later and key * ENTRIES + later, total)
            for key, later, total in cursor.fetchall()
        ]


def _rows(hits: Sequence[_Hit], terms: Sequence[Term]) -> tuple[Row, ...]:
    every = Disclosure.objects.select_related("organ", "item", "current", "duty")
    found = every.defer("current__body", "current__body_html").in_bulk(
        [hit.disclosure_id for hit in hits]
    )
    places = {hit.disclosure_id: _place(hit) for hit in hits}
    texts = dict(SearchEntry.objects.filter(pk__in=places.values()).values_list("pk", "text"))
    return tuple(
        Row(
            disclosure=found[key],
            title=marked(found[key].title, terms),
            snippet=() if found[key].is_withdrawn else snippet(texts.get(place, ""), terms),
        )
        for key, place in places.items()
    )


def _place(hit: _Hit) -> int:
    """The entry to quote from: where the first word stands, else where the text begins."""
    return hit.entry_id or hit.disclosure_id * ENTRIES + 1


def _suggestion(county: County, terms: Sequence[Term]) -> str:
    """The same question in smaller words that stand somewhere, if together they find a thing."""
    left = ASKED_MOST
    words: list[str] = []

    def stands(word: str) -> bool:
        nonlocal left
        left -= 1
        asked = bigrams.term(word)
        return left >= 0 and asked is not None and bool(_hits(county, [asked], page=1, size=1))

    for term in terms:
        words += standing_parts(term.text, stands)
    other = bigrams.terms(" ".join(words))[:WORDS_MOST]
    if not other or left < 0 or not _hits(county, other, page=1, size=1):
        return ""
    return " ".join(term.text for term in other)
