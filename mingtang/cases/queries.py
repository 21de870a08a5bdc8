import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet

from mingtang.cases.choices import DisputeState
from mingtang.cases.models import Dispute
from mingtang.cases.rules import read_receipt_number
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.models import Entry
from mingtang.ledger.rules import Plain, canonical
from mingtang.organs.models import County

OF_DISPUTES = (
    *(Act.DISPUTE_RECEIVED, Act.DISPUTE_MOVED, Act.DISPUTE_ANSWERED, Act.DISPUTE_TEXT_HIDDEN),
    Act.PERSONAL_DATA_ERASED,
)


@dataclass(frozen=True)
class DisputeCounts:
    """Of one county, on one day."""

    open: int
    overdue: int
    answered: int


def disputes_about(subject_id: UUID) -> QuerySet[Dispute]:
    """What was said of one page, oldest first. All that is public of it; see `Dispute.text`."""
    return (
        Dispute.objects.filter(subject_id=subject_id)
        .select_related("organ", "answered_for")
        .order_by("received_at", "id")
    )


def as_they_are(disputes: Iterable[Dispute]) -> QuerySet[Dispute]:
    """Those that were read before, read anew."""
    keys = [dispute.pk for dispute in disputes]
    return Dispute.objects.filter(pk__in=keys).select_related("organ", "answered_for")


def disputes_of(county: County) -> QuerySet[Dispute]:
    """All of a county, newest first."""
    return (
        Dispute.objects.filter(county=county)
        .select_related("organ", "answered_for")
        .order_by("-received_at", "-id")
    )


def open_disputes(county: County, on: datetime.date) -> QuerySet[Dispute]:
    """Still to be answered, the most urgent first; each knows if it `is_overdue` on that day."""
    is_overdue = ExpressionWrapper(Q(due_on__lt=on), output_field=BooleanField())
    return (
        Dispute.objects.filter(county=county, state=DisputeState.RECEIVED)
        .select_related("organ")
        .annotate(is_overdue=is_overdue)
        .order_by("due_on", "id")
    )


def dispute_counts(county: County, on: datetime.date) -> DisputeCounts:
    """One query."""
    is_open = Q(state=DisputeState.RECEIVED)
    found = Dispute.objects.filter(county=county).aggregate(
        open=Count("id", filter=is_open),
        overdue=Count("id", filter=is_open & Q(due_on__lt=on)),
        answered=Count("id", filter=~is_open),
    )
    return DisputeCounts(**found)


def by_receipt_number(county: County, typed: str) -> Dispute | None:
    """What somebody asks for by the number on the receipt; raises NotUnderstood.

    It shows no more than stands on the page itself, so that trying numbers gains nothing, and
    nobody has to be watched who asks.
    """
    return (
        Dispute.objects.filter(county=county, receipt_number=read_receipt_number(typed))
        .select_related("organ", "answered_for")
        .first()
    )


def find(county: County, object_id: UUID) -> Dispute | None:
    return (
        Dispute.objects.filter(county=county, object_id=object_id)
        .select_related("county", "organ", "answered_for")
        .first()
    )


def received_since(
    county: County, subject_id: UUID, *, since: datetime.datetime
) -> tuple[int, int]:
    """How many have come in on this page, and in the county, after that moment."""
    lately = Dispute.objects.filter(county=county, received_at__gt=since)
    found = lately.aggregate(
        on_page=Count("id", filter=Q(subject_id=subject_id)), in_county=Count("id")
    )
    return found["on_page"], found["in_county"]


def contents(entries: Iterable[Entry]) -> dict[int, Mapping[FieldGroup, bytes]]:
    """What stands behind the entries about disputes, by the key of the entry; one query.

    What somebody wrote and is no longer shown is not there.
    """
    wanted = [entry for entry in entries if entry.act in OF_DISPUTES]
    if not wanted:
        return {}
    disputes = Dispute.objects.select_related("answered_for").in_bulk(
        [entry.object_id for entry in wanted], field_name="object_id"
    )
    return {
        entry.pk: bound(dispute, Act(entry.act))
        for entry in wanted
        if (dispute := disputes.get(entry.object_id))
    }


def bound(dispute: Dispute, act: Act) -> dict[FieldGroup, bytes]:
    """What an act on a dispute commits to of it, but for who did it."""
    words, data = said(dispute, act), _structured(dispute, act)
    groups = {FieldGroup.TEXT: words, FieldGroup.STRUCTURED: data}
    return {group: canonical(value) for group, value in groups.items() if value}


def said(dispute: Dispute, act: Act) -> dict[str, Plain]:
    """The words that an act on a dispute put before the public; empty where they are hidden."""
    if act == Act.DISPUTE_ANSWERED:
        return {"answer": dispute.answer}
    if act == Act.DISPUTE_TEXT_HIDDEN:
        return {"because": dispute.hidden_because}
    if dispute.is_text_hidden or act == Act.DISPUTE_MOVED:
        return {}
    return {"text": dispute.text, "title": dispute.subject_title}


def _structured(dispute: Dispute, act: Act) -> dict[str, Plain]:
    if act == Act.DISPUTE_RECEIVED:
        return {
            "kind": dispute.kind,
            "receipt": dispute.receipt_number,
            "subject": str(dispute.subject_id),
            "subject_kind": dispute.subject_kind,
        }
    if act == Act.DISPUTE_ANSWERED and dispute.answered_for:
        return {"for": dispute.answered_for.code, "result": dispute.result}
    return {}
