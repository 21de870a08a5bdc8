"""Keeps the search index in step with what is public, in the same transaction."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from django.db import transaction

from mingtang.disclosure.models import Disclosure, SearchEntry
from mingtang.disclosure.models.search import ENTRIES
from mingtang.disclosure.queries import searchable
from mingtang.disclosure.rules.searching import county_token
from mingtang.foundation import bigrams
from mingtang.organs.models import County, Organ

BATCH = 50


@transaction.atomic(savepoint=False)
def index_disclosure(*, disclosure: Disclosure) -> None:
    """Lets search find a disclosure as it stands; a tombstone by its title and index number only.

    What is internal, or was never published, is found by nobody. `disclosure` is read as it is
    given: whoever has just changed it need not read it again.
    """
    SearchEntry.objects.filter(disclosure=disclosure).delete()
    if disclosure.is_public:
        SearchEntry.objects.bulk_create(_entries(disclosure, searchable.organ_names))


@transaction.atomic
def unindex_disclosure(*, disclosure: Disclosure) -> None:
    SearchEntry.objects.filter(disclosure=disclosure).delete()


@transaction.atomic
def index_organ(*, organ: Organ) -> int:
    """After an organ got another name or a successor; returns how many disclosures it has."""
    behind = searchable.organs_behind(organ)
    return _index(Disclosure.objects.filter(organ__in=behind).values_list("pk", flat=True))


@transaction.atomic
def reindex_all(*, county: County) -> int:
    """Reads everything a county has published anew; returns how many disclosures that is."""
    return _index(Disclosure.objects.filter(county=county).values_list("pk", flat=True))


def _index(keys: Iterable[int]) -> int:
    names_of = cache(searchable.organ_names)
    every, count = list(keys), 0
    for start in range(0, len(every), BATCH):
        batch = every[start : start + BATCH]
        SearchEntry.objects.filter(disclosure__in=batch).delete()
        rows = (
            Disclosure.objects.filter(pk__in=batch)
            .select_related("current", "organ", "item")
            .prefetch_related("current__attachments__file")
        )
        shown = [disclosure for disclosure in rows if disclosure.is_public]
        entries = (e for disclosure in shown for e in _entries(disclosure, names_of))
        SearchEntry.objects.bulk_create(entries, batch_size=BATCH)
        count += len(shown)
    return count


def _entries(
    disclosure: Disclosure, names_of: Callable[[Organ], Sequence[str]]
) -> Iterator[SearchEntry]:
    """Number 0 is the title, whole; the names come last, so that a hit shows the text first."""
    title = bigrams.storable(disclosure.title)
    names = searchable.names(disclosure, organ_names=names_of(disclosure.organ))
    text = bigrams.storable("\n\n".join(filter(None, (searchable.text(disclosure), names))))
    pieces = [bigrams.Piece(title, tuple(bigrams.tokens(title))), *bigrams.pieces(text)]
    county = county_token(disclosure.county_id)
    for place, piece in enumerate(pieces[:ENTRIES]):
        yield SearchEntry(
            id=disclosure.pk * ENTRIES + place,
            disclosure=disclosure,
            text=piece.text,
            tokens=" ".join([county, *piece.tokens]),
        )
