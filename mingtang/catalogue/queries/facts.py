"""Facts on record, and the gates they pass."""

import datetime
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from mingtang.catalogue.choices import FactKind, Gate
from mingtang.catalogue.models import Duty, Fact, Item
from mingtang.catalogue.rules.gates import GateAnswer, RecordedFact, gate
from mingtang.foundation.document_numbers import compared
from mingtang.organs.models import Organ

# That a document is there is said as one of these.
OF_DOCUMENTS = (FactKind.DOCUMENT_ISSUED, FactKind.FORMED_OR_CHANGED, FactKind.DECIDED)


def standing_facts() -> QuerySet[Fact]:
    """Neither withdrawn nor replaced by a correction."""
    return Fact.objects.filter(withdrawn_at__isnull=True, corrected_by__isnull=True)


def facts_about(duty: Duty) -> list[Fact]:
    """The fact that opened a duty and those recorded as its evidence, oldest first. One query."""
    opened = Q(pk=duty.fact_id) if duty.fact_id else Q(pk__in=[])
    return list(
        standing_facts()
        .filter(opened | Q(duty=duty))
        .select_related("recorded_for", "organ")
        .order_by("happened_on", "id")
    )


def facts_shown(duty: Duty) -> list[Fact]:
    """The same, and before them the one that opened a duty and was withdrawn since. One query.

    `duty` has its fact at hand.
    """
    gone = [duty.fact] if duty.fact and duty.fact.withdrawn_at else []
    return [*gone, *facts_about(duty)]


def facts_of_item(item: Item, organ: Organ) -> list[Fact]:
    """What was recorded of an item in an organ and belongs to no duty yet. One query."""
    return list(
        standing_facts()
        .filter(item__code=item.code, organ=organ, duty__isnull=True, duties__isnull=True)
        .select_related("recorded_for", "organ")
        .order_by("happened_on", "id")
    )


def gates_of(
    *,
    item: Item,
    duty: Duty | None = None,
    facts: Iterable[Fact] | None = None,
    on: datetime.date,
) -> list[GateAnswer]:
    """The gates an item names, asked of the facts about the duty, or of the facts given.

    One query where the item has a gate and no facts are given, else none. The secrecy review is
    not among them.
    """
    codes = [code for code in item.gates if code != Gate.SECRECY]
    if not codes:
        return []
    if facts is None:
        facts = facts_about(duty) if duty else []
    known = [_as_recorded(fact) for fact in facts]
    days = item.pre_disclosure_days or item.standard.pre_disclosure_days
    return [gate(code, known, on=on, days=days) for code in codes]


def recorded_before(
    *,
    organ: Organ,
    kind: str,
    number: str,
    title: str,
    happened_on: datetime.date,
    item: Item | None,
    duty: Duty | None,
) -> Fact | None:
    """A fact that stands and looks like the same one: by its number, however that is written, or
    by what it is called and its day. Two queries at most.

    That a document was issued or formed, or decided by it, is known by its number under whatever
    item: it may be on the register of issued documents under another.
    """
    alike = standing_facts().filter(organ=organ, kind=kind, item=item, duty=duty)
    if key := compared(number):
        same = Q(kind=kind, item=item, duty=duty)
        if kind in OF_DOCUMENTS and duty is None:
            same |= Q(kind__in=OF_DOCUMENTS, duty__isnull=True)
        if found := standing_facts().filter(same, organ=organ, number_key=key).first():
            return found
    return alike.filter(title=title, happened_on=happened_on).first()


def _as_recorded(fact: Fact) -> RecordedFact:
    words = f"{fact.title}（{fact.number}）" if fact.number else fact.title
    return RecordedFact(fact.object_id, fact.kind, fact.happened_on, words)
