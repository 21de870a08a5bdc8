"""What stands now, as the log has it told: for whoever compares the two, and for ourselves."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from mingtang.cases.models import Dispute
from mingtang.catalogue.choices import Audience, Channel
from mingtang.catalogue.models import Duty, Fact, Item, Standard
from mingtang.catalogue.queries.committed import rows_of
from mingtang.disclosure.models import Delivery
from mingtang.organs.models import County, Organ

Row = dict[str, object]
AT_A_TIME = 1000


def duties(county: County, *, with_internal: bool = False) -> QuerySet[Duty]:
    """Open or ended, by when they came into being."""
    found = Duty.objects.filter(organ__county=county)
    if not with_internal:
        found = found.filter(item__audience=Audience.PUBLIC)
    return found.select_related("organ", "item", "fact").order_by("pk")


def disputes(county: County) -> QuerySet[Dispute]:
    return Dispute.objects.filter(county=county).select_related("organ").order_by("pk")


def postings(county: County) -> QuerySet[Delivery]:
    """What hangs on boards or hung there, inside organs too: the log tells of each."""
    found = Delivery.objects.filter(organ__county=county, posted_at__isnull=False)
    return found.exclude(channel=Channel.WEBSITE).order_by("pk")


def facts(county: County, *, with_internal: bool = False) -> QuerySet[Fact]:
    """By when they were put on record; corrected and withdrawn ones too."""
    found = Fact.objects.filter(organ__county=county)
    if not with_internal:
        found = found.filter(item__audience=Audience.PUBLIC)
    return found.select_related("organ", "corrects").order_by("pk")


def fact_row(fact: Fact) -> Row:
    return {
        "object": fact.object_id.hex,
        "organ": fact.organ.code,
        "recorded_at": fact.recorded_at.isoformat(),
        "corrects": fact.corrects.object_id.hex if fact.corrects else None,
        "withdrawn_at": fact.withdrawn_at.isoformat() if fact.withdrawn_at else None,
    }


def standards(county: County) -> QuerySet[Standard]:
    """Editions of the catalogue, by when they were adopted."""
    items = Prefetch("items", Item.objects.order_by("order"))
    return Standard.objects.filter(county=county).prefetch_related(items).order_by("pk")


def standard_row(standard: Standard) -> Row:
    items = list(standard.items.all())
    return {
        "object": standard.object_id.hex,
        "title": standard.title,
        "edition": standard.edition,
        "from_on": standard.from_on.isoformat(),
        "items": len(items),
        "rows": rows_of(items),
    }


def organs(county: County) -> QuerySet[Organ]:
    """Those that have ended too."""
    found = Organ.objects.filter(county=county)
    return found.select_related("parent", "region").order_by("pk")


def organ_row(organ: Organ) -> Row:
    return {
        "object": organ.object_id.hex,
        "code": organ.code,
        "name": organ.name,
        "duties": organ.duties_text,
        "kind": organ.kind,
        "tier": organ.tier,
        "sector": organ.sector,
        "parent": organ.parent.code if organ.parent else None,
        "region": organ.region.code if organ.region else None,
        "address": organ.address,
        "phone": organ.phone,
        "office_hours": organ.office_hours,
        "dissolved_on": organ.dissolved_on.isoformat() if organ.dissolved_on else None,
    }


def duty_row(duty: Duty) -> Row:
    period = f"{duty.period_start}/{duty.period_end}"
    return {
        "object": duty.object_id.hex,
        "organ": duty.organ.code,
        "item": duty.item.code,
        "opened_by": duty.fact.object_id.hex if duty.fact else period,
        "due": duty.due_on.isoformat(),
        "state": duty.state,
        "is_open": duty.is_open,
        "ended_at": duty.ended_at.isoformat() if duty.ended_at else None,
        "late_by": duty.late_by,
    }


def dispute_row(dispute: Dispute) -> Row:
    """When it came is in the log, to the hour."""
    answered_at = dispute.answered_at
    return {
        "object": dispute.object_id.hex,
        "organ": dispute.organ.code,
        "subject": dispute.subject_id.hex,
        "due": dispute.due_on.isoformat(),
        "state": dispute.state,
        "answered_at": answered_at.isoformat() if answered_at else None,
        "result": dispute.result,
        "is_hidden": dispute.is_text_hidden,
    }


def posting_row(sheet: Delivery) -> Row:
    return {
        "object": sheet.object_id.hex,
        "posted_at": sheet.posted_at.isoformat() if sheet.posted_at else None,
        "removed_at": sheet.removed_at.isoformat() if sheet.removed_at else None,
    }


def facts_behind(fact: Fact) -> list[UUID]:
    """It, and, the latest first, those in whose place it stands."""
    found: list[UUID] = []
    one: Fact | None = fact
    while one:
        found.append(one.object_id)
        one = one.corrects
    return found


def rows_of_duties(county: County) -> Iterator[Row]:
    """Of a whole county, those inside organs too, a few at a time."""
    return map(duty_row, duties(county, with_internal=True).iterator(chunk_size=AT_A_TIME))


def rows_of_disputes(county: County) -> Iterator[Row]:
    return map(dispute_row, disputes(county).iterator(chunk_size=AT_A_TIME))


def rows_of_postings(county: County) -> Iterator[Row]:
    return map(posting_row, postings(county).iterator(chunk_size=AT_A_TIME))


def rows_of_organs(county: County) -> Iterator[Row]:
    return map(organ_row, organs(county).iterator(chunk_size=AT_A_TIME))


def rows_of_facts(county: County) -> Iterator[Row]:
    return map(fact_row, facts(county, with_internal=True).iterator(chunk_size=AT_A_TIME))
