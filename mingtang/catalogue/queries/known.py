"""What words of an official table mean in a county: its organs, and what it settled before."""

import datetime
import json
from collections.abc import Iterable

from django.utils.translation import override

from mingtang.catalogue.models import Item
from mingtang.catalogue.queries.standards import FACTS, items_of
from mingtang.catalogue.rules.items import Bodies
from mingtang.catalogue.rules.official.printing import Names, subject_words, time_words
from mingtang.catalogue.rules.official.understanding import Known
from mingtang.catalogue.rules.official.words import tight
from mingtang.catalogue.rules.standards import kept_bodies, kept_due
from mingtang.catalogue.rules.terms_of_items import Json
from mingtang.organs.choices import Field, Sector
from mingtang.organs.models import County, Organ

CHINESE = "zh-hans"
SHORT = "县"


def known_words(county: County, on: datetime.date) -> Known:
    """Two queries: its organs, and the items in force."""
    organs = list(
        Organ.objects.filter(county=county, dissolved_on__isnull=True).values_list("code", "name")
    )
    items = list(items_of(county, on, with_internal=True))
    names = _names(county, organs)
    subjects = [
        (word, Bodies(codes=frozenset({code})).as_json()) for word, code in _called(county, organs)
    ]
    settled = [(_subject(item, names), item.bodies) for item in items]
    times = [(_time(item), item.due_rule) for item in items]
    return Known(
        facts=FACTS,
        county=county.name,
        subjects=_unambiguous(subjects) | _unambiguous(settled),
        times=_unambiguous(times),
    )


def organ_codes(county: County) -> dict[str, str]:
    """Code by name: each way an organ that stands is called, where that is clear. One query."""
    organs = Organ.objects.filter(county=county, dissolved_on__isnull=True)
    found: dict[str, set[str]] = {}
    for word, code in _called(county, organs.values_list("code", "name")):
        found.setdefault(tight(word), set()).add(code)
    return {word: next(iter(codes)) for word, codes in found.items() if len(codes) == 1}


def organ_names(county: County) -> Names:
    """Of all organs that ever were: an edition that names one says so for ever. One query."""
    return _names(county, Organ.objects.filter(county=county).values_list("code", "name"))


def _names(county: County, organs: Iterable[tuple[str, str]]) -> Names:
    """Tables are written in Chinese, whatever language the page speaks."""
    with override(CHINESE):
        fields = {field.value: str(field.label) for field in Field}
        sectors = {sector.value: str(sector.label) for sector in Sector}
    return Names(county.name, dict(organs), fields, sectors)


def _called(county: County, organs: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """By its name, and with or without the county before it: 示范县财政局, 县财政局, 财政局."""
    for code, name in organs:
        bare = name.removeprefix(county.name)
        bare = bare if bare != name else name.removeprefix(SHORT)
        for word in {name, bare, f"{SHORT}{bare}", f"{county.name}{bare}"}:
            yield word, code


def _subject(item: Item, names: Names) -> str:
    return str(item.printed.get("subject") or subject_words(kept_bodies(item.bodies), names))


def _time(item: Item) -> str:
    return str(item.printed.get("time") or time_words(kept_due(item.due_rule, FACTS)))


def _unambiguous(pairs: Iterable[tuple[str, Json]]) -> dict[str, Json]:
    found: dict[str, dict[str, Json]] = {}
    for word, value in pairs:
        found.setdefault(tight(word), {})[json.dumps(value, sort_keys=True)] = value
    return {word: next(iter(values.values())) for word, values in found.items() if len(values) == 1}
