"""What the log binds us to of facts and of ended duties, made again from what stands there now."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Max

from mingtang.catalogue.choices import ENDED, Audience
from mingtang.catalogue.models import Duty, Fact, Item
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.models import Entry
from mingtang.ledger.rules import canonical

OF_FACTS = (Act.FACT_RECORDED, Act.FACT_CORRECTED, Act.FACT_WITHDRAWN)
Content = Mapping[FieldGroup, bytes]


def recorded(fact: Fact) -> Content:
    """That something happened, and where that stands written."""
    return {
        FieldGroup.TEXT: canonical(
            {"title": fact.title, "number": fact.number, "evidence": fact.evidence}
        ),
        FieldGroup.STRUCTURED: canonical(
            {
                "kind": fact.kind,
                "happened_on": fact.happened_on.isoformat(),
                "item": fact.item.code if fact.item else "",
                "duty": _id(fact.duty),
                "recorded_for": fact.recorded_for.code,
            }
        ),
    }


def corrected(old: Fact, new: Fact) -> Content:
    """What stands now in the place of a fact, and why."""
    return {
        FieldGroup.TEXT: canonical(
            {"because": new.corrected_because, "title": new.title, "evidence": new.evidence}
        ),
        FieldGroup.STRUCTURED: canonical(
            {
                "now": str(new.object_id),
                "happened_on": new.happened_on.isoformat(),
                "was": old.happened_on.isoformat(),
                "duty": _id(new.duty),
            }
        ),
    }


def withdrawn(fact: Fact) -> bytes:
    """Why a fact was taken off the record; which duties that voids is kept with the entry."""
    return canonical({"because": fact.withdrawn_because})


def ended(duty: Duty) -> bytes:
    """How a duty ended, by what, and how late."""
    return canonical(
        {
            "state": str(duty.state),
            "item": duty.item.code,
            "settled_by": str(duty.settled_by),
            "late_by": duty.late_by,
        }
    )


# All that an item says. Columns that come later are not among them: what was adopted before holds.
OF_AN_ITEM = (
    *("code", "clause", "level1", "level2", "elements", "basis", "due_rule", "bodies", "channels"),
    *("gates", "notice_days", "notice_unit", "pre_disclosure_days", "emphasis", "audience"),
    *("mode", "order"),
)


def rows_of(items: Iterable[Item]) -> str:
    """A digest of all items of an edition in their order, by which none becomes another."""
    rows = [[getattr(item, name) for name in OF_AN_ITEM] for item in items]
    return hashlib.sha256(canonical(rows)).hexdigest()


def contents(entries: Sequence[Entry], *, inside: bool) -> dict[int, Content]:
    """By the key of the entry; three queries at most.

    Either of what everybody may read, or of what concerns an organ's own people alone.
    """
    return {**_facts(entries, inside=inside), **_ended(entries, inside=inside)}


def _facts(entries: Iterable[Entry], *, inside: bool) -> dict[int, Content]:
    wanted = [entry for entry in entries if entry.act in OF_FACTS]
    if not wanted:
        return {}
    facts = Fact.objects.select_related(
        *("item", "duty", "recorded_for"),
        *("corrected_by", "corrected_by__item", "corrected_by__duty"),
    ).in_bulk([entry.object_id for entry in wanted], field_name="object_id")
    found = {
        entry.pk: (_item(fact), content)
        for entry in wanted
        if (fact := facts.get(entry.object_id)) and (content := _of_fact(fact, entry.act))
    }
    return {key: content for key, (item, content) in found.items() if _is_inside(item) == inside}


def _of_fact(fact: Fact, act: str) -> Content:
    """Empty where the act left nothing that stands there now."""
    if act == Act.FACT_RECORDED:
        return recorded(fact)
    if act == Act.FACT_WITHDRAWN:
        return {FieldGroup.TEXT: withdrawn(fact)}
    new = getattr(fact, "corrected_by", None)
    return corrected(fact, new) if new else {}


def _item(fact: Fact) -> Item | None:
    """What it is for; a correction may have said so."""
    new = getattr(fact, "corrected_by", None)
    return fact.item or (new.item if new else None)


def _is_inside(item: Item | None) -> bool:
    """A fact that is for no item stands on no public page."""
    return item is None or item.audience == Audience.INTERNAL


def _ended(entries: Iterable[Entry], *, inside: bool) -> dict[int, Content]:
    """Of each duty, of the last time that it ended: what was before is in no row any more."""
    wanted = {entry.object_id: entry for entry in entries if entry.act == Act.DUTY_FULFILLED}
    if not wanted:
        return {}
    every = Entry.objects.filter(object_id__in=wanted, act=Act.DUTY_FULFILLED).order_by()
    last = dict(every.values_list("object_id").annotate(Max("index")))
    duties = Duty.objects.filter(object_id__in=wanted, state__in=ENDED).select_related("item")
    return {
        entry.pk: {FieldGroup.STRUCTURED: ended(duty)}
        for duty in duties
        if (entry := wanted[duty.object_id]).index == last[duty.object_id]
        and _is_inside(duty.item) == inside
    }


def _id(duty: Duty | None) -> str:
    return str(duty.object_id) if duty else ""
