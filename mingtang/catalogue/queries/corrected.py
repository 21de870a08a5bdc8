"""Facts that were corrected: what was said of them before, from the first on."""

from collections.abc import Collection

from mingtang.catalogue.models import Fact


def forms_of(facts: Collection[Fact]) -> dict[int, list[Fact]]:
    """By its key, every form of a fact: first as it came on record, last as it is given here.

    One query, or none where none was corrected.
    """
    before: dict[int, Fact] = {}
    organs = {fact.organ_id for fact in facts if fact.corrects_id}
    if organs:
        replaced = Fact.objects.filter(organ__in=organs, corrected_by__isnull=False)
        before = replaced.select_related("recorded_for", "item").in_bulk()
    return {fact.pk: _forms(fact, before) for fact in facts}


def latest_form(fact: Fact) -> Fact:
    """The one that stands in its place now, or was withdrawn in its place. A query a correction."""
    while after := Fact.objects.filter(corrects=fact).first():
        fact = after
    return fact


def _forms(fact: Fact, before: dict[int, Fact]) -> list[Fact]:
    forms = [fact]
    while (key := forms[0].corrects_id) is not None:
        forms.insert(0, before[key])
    return forms
