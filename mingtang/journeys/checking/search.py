"""What search knows of publications, against what they say."""

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from uuid import UUID

from mingtang.disclosure.actions.bulk import is_index_whole
from mingtang.disclosure.models import Disclosure, SearchEntry
from mingtang.disclosure.queries import searchable
from mingtang.journeys.checking.misfits import INDEX_CHANGED, Misfit
from mingtang.organs.models import County

AT_A_TIME = 50
Known = dict[int, tuple[str, dict[str, list[int]]]]


def of_search(county: County, but: Collection[UUID | None]) -> Iterator[Misfit]:
    """The index made anew in memory, some publications at a time; `but` is of which it is known
    that they, or their organs, do not fit. What is internal must not be found at all."""
    names_of = cache(searchable.organ_names)
    every = Disclosure.objects.filter(county=county).order_by("pk")
    keys = list(every.values_list("pk", flat=True))
    for start in range(0, len(keys), AT_A_TIME):
        batch = keys[start : start + AT_A_TIME]
        known = _known(batch)
        rows = every.filter(pk__in=batch).select_related("current", "organ", "item")
        for one in rows.prefetch_related("current__attachments__file"):
            made = searchable.entries(one, names_of) if one.is_public else ()
            wanted = {
                entry.pk: (entry.text, searchable.kept_tokens(entry.tokens)) for entry in made
            }
            is_told = one.object_id in but or one.organ.object_id in but
            if not is_told and wanted != known.get(one.pk, {}):
                yield Misfit(one.object_id, INDEX_CHANGED)
    if not is_index_whole():
        yield Misfit(county.object_id, INDEX_CHANGED)


def _known(keys: Sequence[int]) -> dict[int, Known]:
    found: dict[int, Known] = {}
    rows = SearchEntry.objects.filter(disclosure__in=keys)
    for key, of, text, tokens in rows.values_list("pk", "disclosure", "text", "tokens"):
        found.setdefault(of, {})[key] = (text, searchable.kept_tokens(tokens))
    return found
