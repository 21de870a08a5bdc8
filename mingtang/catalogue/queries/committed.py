"""What the log binds us to of facts and of duties, made again from what stands there now."""

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import Max

from mingtang.catalogue.choices import ENDED, Audience
from mingtang.catalogue.models import Duty, DutyMove, DutyTransfer, Fact, Item
from mingtang.catalogue.models.held_back import HeldBack
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.models import Entry, Salt
from mingtang.ledger.rules import Plain, canonical

OF_FACTS = (
    *(Act.FACT_RECORDED, Act.FACT_CORRECTED, Act.FACT_WITHDRAWN),
    Act.PERSONAL_DATA_ERASED,  # of other things too
)
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
                "item": _code(fact.item),
                "duty": _id(fact.duty),
                "recorded_for": fact.recorded_for.code,
            }
        ),
    }


def corrected(old: Fact, new: Fact, *, into: UUID | None = None) -> Content:
    """What stands now in the place of a fact, and why; where it falls under another item, which,
    the duty that no longer holds, and into which it went: `into` where that is not there yet."""
    refiling = getattr(new, "refiling", None)
    refiled = (
        {
            "item": _code(new.item),
            "kind": new.kind,
            "void": [_id(refiling.duty)],
            "into": str(into) if into else _id(refiling.into),
        }
        if refiling
        else {}
    )
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
                **refiled,
            }
        ),
    }


def in_earlier_forms(data: bytes) -> list[bytes]:
    """A correction as it was committed to before it said of what kind a fact under another item
    is, and before that, into which duty another went."""
    said = json.loads(data)
    before = {name: value for name, value in said.items() if name != "kind"}
    return [
        canonical(before),
        canonical({name: value for name, value in before.items() if name != "into"}),
    ]


def withdrawn(fact: Fact) -> bytes:
    """Why a fact was taken off the record; which duties that voids is kept with the entry."""
    return canonical({"because": fact.withdrawn_because})


def left(fact: Fact, *, is_withdrawn: bool) -> bytes:
    """The words that stand there since those that were written are erased by law, or held back.

    Why it was withdrawn, where that `is_withdrawn` by then: what comes later is an act of its own.
    """
    because = fact.withdrawn_because if is_withdrawn else ""
    return canonical(
        {
            "title": fact.title,
            "evidence": fact.evidence,
            "corrected_because": fact.corrected_because,
            "withdrawn_because": because,
            **({"number": fact.number, "held_back": held_back(fact)} if fact.is_held_back else {}),
        }
    )


def held_back(thing: HeldBack) -> dict[str, Plain]:
    """On which ground words are held back, why, and by which organ."""
    return {
        "ground": thing.held_back_ground,
        "because": thing.held_back_because,
        "by": thing.held_back_by,
    }


def said(duty: Duty) -> str:
    """A digest of what the page of a duty says, but for what its list says openly: what it is
    called, and how its day was counted."""
    written = canonical(
        {
            "title": duty.title,
            "reason": duty.reason,
            "counts_from": duty.counts_from.isoformat(),
            "is_provisional": duty.due_is_provisional,
        }
    )
    return hashlib.sha256(written).hexdigest()


def ended(duty: Duty) -> bytes:
    """How a duty ended, by what, and how late."""
    return ended_as(duty, state=duty.state, settled_by=duty.settled_by, late_by=duty.late_by)


def ended_as(duty: Duty, *, state: str, settled_by: UUID | None, late_by: int | None) -> bytes:
    """The same of any time that it ended, for whoever compares."""
    return canonical(
        {
            "state": str(state),
            "item": duty.item.code,
            "settled_by": str(settled_by),
            "late_by": late_by,
        }
    )


OF_TRANSFERS = (
    *(Act.TRANSFER_PROPOSED, Act.TRANSFER_ACCEPTED, Act.TRANSFER_DECLINED),
    *(Act.TRANSFER_WITHDRAWN, Act.TRANSFER_DECIDED),
)
WITH_REASON = (Act.TRANSFER_PROPOSED, Act.TRANSFER_DECIDED)


def transfer_as_told(transfer: DutyTransfer, act: str) -> Content:
    """Which duty is to go from whom to whom, and why; of an answer, why not."""
    because = transfer.because if act in WITH_REASON else transfer.answer
    data = canonical(
        {
            "duty": str(transfer.duty.object_id),
            "from": transfer.giver.code,
            "to": transfer.organ.code,
            "way": str(transfer.way),
            "with_later": transfer.with_later,
        }
    )
    return {FieldGroup.TEXT: canonical({"because": because}), FieldGroup.STRUCTURED: data}


def contents(entries: Sequence[Entry], *, inside: bool) -> dict[int, Content]:
    """By the key of the entry; six queries at most.

    Either of what everybody may read, or of what concerns an organ's own people alone.
    """
    return {
        **_facts(entries, inside=inside),
        **_ended(entries, inside=inside),
        **_moved(entries, inside=inside),
        **_transfers(entries),
    }


def _transfers(entries: Iterable[Entry]) -> dict[int, Content]:
    """Only what everybody may read of changes hands."""
    wanted = [entry for entry in entries if entry.act in OF_TRANSFERS]
    if not wanted:
        return {}
    transfers = DutyTransfer.objects.select_related("duty", "giver", "organ").in_bulk(
        [entry.object_id for entry in wanted], field_name="object_id"
    )
    return {
        entry.pk: transfer_as_told(transfer, entry.act)
        for entry in wanted
        if (transfer := transfers.get(entry.object_id))
    }


def listed_in(content: bytes | memoryview | None) -> set[UUID]:
    """The duties of a list; none of one that is not what was written."""
    try:
        return {UUID(line[0]) for line in json.loads(bytes(content or b"{}"))["duties"]}
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return set()


def _moved(entries: Sequence[Entry], *, inside: bool) -> dict[int, Content]:
    """Why the duties of a list fall due on another day, by the traces of those moves."""
    act = Act.DUTIES_MOVED_INSIDE if inside else Act.DUTIES_MOVED
    wanted = {entry.pk: entry for entry in entries if entry.act == act}
    if not wanted:
        return {}
    kept = Salt.objects.filter(entry__in=wanted, group=FieldGroup.STRUCTURED)
    listed = {salt.entry_id: listed_in(salt.content) for salt in kept}
    traces = DutyMove.objects.filter(duty__object_id__in=set().union(*listed.values()))
    moved: dict[datetime.datetime, list[tuple[UUID, str]]] = {}
    for duty, at, because in traces.values_list("duty__object_id", "at", "because"):
        moved.setdefault(at.replace(microsecond=0), []).append((duty, because))
    found = {
        key: {because for duty, because in moved.get(wanted[key].at, ()) if duty in duties}
        for key, duties in listed.items()
    }
    return {
        key: {FieldGroup.TEXT: canonical({"because": "\n".join(sorted(because))})}
        for key, because in found.items()
        if because
    }


def _facts(entries: Iterable[Entry], *, inside: bool) -> dict[int, Content]:
    wanted = [entry for entry in entries if entry.act in OF_FACTS]
    if not wanted:
        return {}
    facts = Fact.objects.select_related(
        *("item", "duty", "recorded_for"),
        *("corrected_by", "corrected_by__item", "corrected_by__duty"),
        *("corrected_by__refiling__duty", "corrected_by__refiling__into"),
    ).in_bulk([entry.object_id for entry in wanted], field_name="object_id")
    found = {
        entry.pk: (_item(fact), content)
        for entry in wanted
        if (fact := facts.get(entry.object_id)) and (content := _of_fact(fact, entry))
    }
    return {key: content for key, (item, content) in found.items() if _is_inside(item) == inside}


def _of_fact(fact: Fact, entry: Entry) -> Content:
    """Empty where the act left nothing that stands there now. A query for one that was erased."""
    act = entry.act
    if act == Act.FACT_RECORDED:
        return recorded(fact)
    if act == Act.FACT_WITHDRAWN:
        return {FieldGroup.TEXT: withdrawn(fact)}
    if act == Act.PERSONAL_DATA_ERASED:
        gone = Entry.objects.filter(
            log=entry.log_id,
            object_id=entry.object_id,
            act=Act.FACT_WITHDRAWN,
            index__lt=entry.index,
        )
        return {FieldGroup.TEXT: left(fact, is_withdrawn=gone.exists())}
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


def _code(item: Item | None) -> str:
    return item.code if item else ""


def _id(duty: Duty | None) -> str:
    return str(duty.object_id) if duty else ""
