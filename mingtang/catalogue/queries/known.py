"""What words of an official table mean in a county: its organs, and what it settled before."""

import datetime
import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

from django.core.signing import BadSignature, Signer
from django.utils.translation import override

from mingtang.catalogue.choices import Aspect
from mingtang.catalogue.models import Doubt, ImportedTable, Item
from mingtang.catalogue.queries.standards import FACTS, items_of, vocabulary
from mingtang.catalogue.rules.bodies import Bodies, kept_bodies
from mingtang.catalogue.rules.official.carried import Carried, carried_for
from mingtang.catalogue.rules.official.found import OfficialRow
from mingtang.catalogue.rules.official.kinds import subjects_of_kinds
from mingtang.catalogue.rules.official.marks import Mark, known_marks
from mingtang.catalogue.rules.official.parts import parts_known
from mingtang.catalogue.rules.official.printing import (
    Names,
    leaves_out_own,
    subject_words,
    time_words,
)
from mingtang.catalogue.rules.official.settling import checked_value
from mingtang.catalogue.rules.official.understanding import Key, Known
from mingtang.catalogue.rules.standards import kept_due
from mingtang.catalogue.rules.terms_of_items import DueRule, Json
from mingtang.foundation.cells import tight
from mingtang.foundation.errors import RuleBroken
from mingtang.organs.choices import Field, Sector
from mingtang.organs.models import County, Organ

CHINESE = "zh-hans"
SHORT = "县"
SALT = "mingtang.catalogue.marks"


def known_words(county: County, on: datetime.date) -> Known:
    """Two queries: its organs, and the items in force."""
    there = Organ.objects.filter(county=county, dissolved_on__isnull=True)
    register = list(there.values_list("code", "name", "kind", "tier"))
    organs = [(code, name) for code, name, _kind, _tier in register]
    kinds = subjects_of_kinds(county.name, [(kind, tier) for *_organ, kind, tier in register])
    items = list(items_of(county, on, with_internal=True))
    names = _names(county, organs)
    organ_words = _unambiguous(
        (word, Bodies(codes=frozenset({code})).as_json()) for word, code in _called(county, organs)
    )
    subjects = {tight(said): said for said in (_subject(item, names) for item in items)}
    settled = _unambiguous((_subject(item, names), item.bodies) for item in items)
    due = [(item, kept_due(item.due_rule, FACTS)) for item in items]
    times = [(w, item.due_rule) for item, rule in due for w in _times(item, rule)]
    return Known(
        facts=FACTS,
        county=county.name,
        subjects=kinds
        | organ_words
        | parts_known({subjects[word]: bodies for word, bodies in settled.items()}, organ_words),
        times=_unambiguous(times),
        own=_own(due),
    )


def subjects_meant(table: ImportedTable, on: datetime.date) -> dict[str, Json]:
    """Whom the words of a table mean by now, its cells and their parts: as the county knows them,
    and as people settled them in this table wherever they stand. Four queries."""
    subjects = Doubt.objects.filter(table=table, aspect=Aspect.SUBJECT)
    waiting = set(subjects.filter(settled__isnull=True).values_list("wording", flat=True))
    said: dict[str, list[Json]] = {}
    settled = subjects.filter(settled__isnull=False, settled__follows__isnull=True)
    for wording, value in settled.exclude(wording__in=waiting).values_list(
        "wording", "settled__value"
    ):
        said.setdefault(wording, []).append(value)
    agreed = {word: same[0] for word, same in said.items() if all(one == same[0] for one in same)}
    known = known_words(table.county, on).subjects
    return {**known, **parts_known(agreed, known)}


def settled_before(signed: str, code: str) -> dict[Key, object]:
    """What a file says was settled, where this installation wrote so and its words still hold.

    Of organs only in the county (`code`) that it was written for, but where the words are our own
    and name no single one (县级工作部门): they mean the same everywhere.
    """
    said = _unsigned(signed)
    words, found = vocabulary(), {}
    for key, value in known_marks(said["marks"]).items():
        aspect = key[2]
        with suppress(RuleBroken):
            meant = checked_value(aspect, value, words)
            if aspect != "subject" or said["county"] == code or _is_ours(key[3], meant):
                found[key] = meant
    return found


def _is_ours(words: str, bodies: Any) -> bool:
    """Whether we would print these bodies so, in whichever county."""
    meant = kept_bodies(bodies)
    return not meant.codes and words == tight(subject_words(meant, _names(None, ())))


def carried_rows(signed: str, code: str, rows: Sequence[OfficialRow]) -> dict[int, Json]:
    """By the place of a row, the item that such a file carries for it, and whether it is the
    county's own: see `rules.official.carried`."""
    said = _unsigned(signed)
    found = carried_for(rows, said.get("items", []))
    is_own = said["county"] == code
    return {number: {"own": is_own, "item": item} for number, item in found.items()}


def _unsigned(signed: str) -> dict[str, Any]:
    nothing: dict[str, Any] = {"county": "", "marks": []}
    try:
        return dict(Signer(salt=SALT).unsign_object(signed)) if signed else nothing
    except BadSignature:
        return nothing


def signed_marks(county: County, marks: list[Mark], items: Sequence[Carried] = ()) -> str:
    """Fit to be carried in a file; empty where there is nothing to carry."""
    said = {"county": county.code, "marks": marks, "items": list(items)}
    return Signer(salt=SALT).sign_object(said, compress=True) if marks or items else ""


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


def _names(county: County | None, organs: Iterable[tuple[str, str]]) -> Names:
    """Tables are written in Chinese, whatever language the page speaks."""
    with override(CHINESE):
        fields = {field.value: str(field.label) for field in Field}
        sectors = {sector.value: str(sector.label) for sector in Sector}
    return Names(county.name if county else "", dict(organs), fields, sectors)


def _called(county: County, organs: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """By its name, and with or without the county before it: 示范县财政局, 县财政局, 财政局."""
    for code, name in organs:
        for word in _written(county, name):
            yield word, code


def ways_to_call(county: County, name: str) -> set[str]:
    """Each way an organ of that name is written, tight: fit to be compared."""
    return {tight(word) for word in _written(county, name)}


def _written(county: County, name: str) -> set[str]:
    bare = name.removeprefix(county.name)
    bare = bare if bare != name else name.removeprefix(SHORT)
    return {name, bare, f"{SHORT}{bare}", f"{county.name}{bare}"}


def _subject(item: Item, names: Names) -> str:
    return str(item.printed.get("subject") or subject_words(kept_bodies(item.bodies), names))


def _times(item: Item, rule: DueRule) -> Iterable[str]:
    """As the county wrote it, and as it is printed. What at once is for one item alone, words that
    do not say so mean nowhere else."""
    own = time_words(rule)
    said = str(item.printed.get("time") or own)
    return {own} if leaves_out_own(said, rule) else {said, own}


def _own(items: Iterable[tuple[Item, DueRule]]) -> dict[Key, Json]:
    """By matter and words; those by which one matter means two things are left out."""
    found: dict[Key, list[tuple[Json, bool]]] = {}
    for item, rule in items:
        if said := str(item.printed.get("time") or ""):
            key = (tight(item.level1), tight(item.level2), str(Aspect.TIME), tight(said))
            found.setdefault(key, []).append((item.due_rule, leaves_out_own(said, rule)))
    return {
        key: rules[0][0]
        for key, rules in found.items()
        if rules[0][1] and all(rule == rules[0] for rule in rules)
    }


def _unambiguous(pairs: Iterable[tuple[str, Json]]) -> dict[str, Json]:
    found: dict[str, dict[str, Json]] = {}
    for word, value in pairs:
        found.setdefault(tight(word), {})[json.dumps(value, sort_keys=True)] = value
    return {word: next(iter(values.values())) for word, values in found.items() if len(values) == 1}
