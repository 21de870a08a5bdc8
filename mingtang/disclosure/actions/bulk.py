"""Keeps the search index in step with what is public, in the same transaction."""

from collections.abc import Iterable
from functools import cache

from django.db import DatabaseError, connection, transaction

from mingtang.disclosure.models import Disclosure, SearchEntry
from mingtang.disclosure.queries import searchable
from mingtang.organs.models import County, Organ

BATCH = 50
# Asks SQLite whether its full-text index is sound, and holds what the entries say. It is written as
# an insertion, and inserts nothing.
INTEGRITY = "INSERT INTO disclosure_search (disclosure_search, rank) VALUES ('integrity-check', 1)"


@transaction.atomic(savepoint=False)
def index_disclosure(*, disclosure: Disclosure) -> None:
    """Lets search find a disclosure as it stands; a tombstone by its title and index number only.

    What is internal, or was never published, is found by nobody. `disclosure` is read as it is
    given: whoever has just changed it need not read it again.
    """
    SearchEntry.objects.filter(disclosure=disclosure).delete()
    if disclosure.is_public:
        SearchEntry.objects.bulk_create(searchable.entries(disclosure, searchable.organ_names))


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


@transaction.atomic
def is_index_whole() -> bool:
    """Whether what SQLite looks words up in holds what the entries say, all of it and no more.

    PostgreSQL looks them up in the entries themselves. In SQLite a statement that fails undoes no
    other of its transaction.
    """
    if connection.vendor != "sqlite":
        return True
    try:
        with connection.cursor() as cursor:
            cursor.execute(INTEGRITY)
    except DatabaseError:
        return False
    return True


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
        entries = (e for disclosure in shown for e in searchable.entries(disclosure, names_of))
        SearchEntry.objects.bulk_create(entries, batch_size=BATCH)
        count += len(shown)
    return count
