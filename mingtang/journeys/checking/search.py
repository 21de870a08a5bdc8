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
    """The index made anew in memory, some publications at a time. What is internal must not be
    found at all.

    `but` is of which it is known that they do not fit, or that their organs do not: of such an
    organ, which may be called otherwise in all that it published, it is told once.
    """
    names_of = cache(searchable.organ_names)
    told: set[UUID] = set()
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
            if one.object_id in but or wanted == known.get(one.pk, {}):
                continue
            organ = one.organ.object_id
            if organ not in but:
                yield Misfit(one.object_id, INDEX_CHANGED)
            elif organ not in told:
                told.add(organ)
                yield Misfit(organ, INDEX_CHANGED)
    if not is_index_whole():
        yield Misfit(county.object_id, INDEX_CHANGED)


def _known(keys: Sequence[int]) -> dict[int, Known]:
    found: dict[int, Known] = {}
    rows = SearchEntry.objects.filter(disclosure__in=keys)
    for key, of, text, tokens in rows.values_list("pk", "disclosure", "text", "tokens"):
        found.setdefault(of, {})[key] = (text, searchable.kept_tokens(tokens))
    return found
