"""What stands now, as the log has it told: for whoever compares the two, and for ourselves."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from mingtang.cases.models import Dispute
from mingtang.catalogue.choices import Audience, Channel
from mingtang.catalogue.models import Duty, DutyMove, Erratum, Fact, Item, JointBody, Standard
from mingtang.catalogue.queries.committed import said
from mingtang.catalogue.queries.committed_items import printed_of, rows_of
from mingtang.disclosure.choices import WAS_PUBLIC
from mingtang.disclosure.models import Delivery
from mingtang.disclosure.queries.posted import notice_of, why_down
from mingtang.foundation.clock import day_of
from mingtang.ledger.rules import moment
from mingtang.organs.models import County

Row = dict[str, object]
AT_A_TIME = 1000


def duties(county: County, *, with_internal: bool = False) -> QuerySet[Duty]:
    """Open or ended, by when they came into being."""
    found = Duty.objects.filter(organ__county=county)
    if not with_internal:
        found = found.filter(item__audience=Audience.PUBLIC)
    of_it = Prefetch("moves", DutyMove.objects.order_by("at", "id"))
    found = found.select_related("organ", "item__standard", "fact", "taken_over_from")
    together = Prefetch("joint_bodies", JointBody.objects.select_related("organ"))
    return found.prefetch_related(of_it, together).order_by("pk")


def disputes(county: County) -> QuerySet[Dispute]:
    return Dispute.objects.filter(county=county).select_related("organ").order_by("pk")


def postings(county: County) -> QuerySet[Delivery]:
    """What hangs on boards or hung there, inside organs too: the log tells of each. And of what is
    public, what does not hang yet."""
    hung = Q(posted_at__isnull=False)
    public = Q(edition__disclosure__audience=Audience.PUBLIC, edition__state__in=WAS_PUBLIC)
    found = Delivery.objects.filter(hung | public, organ__county=county)
    found = found.exclude(channel=Channel.WEBSITE).select_related("edition__disclosure", "organ")
    return found.order_by("pk")


def facts(county: County, *, with_internal: bool = False) -> QuerySet[Fact]:
    """By when they were put on record; corrected and withdrawn ones too."""
    found = Fact.objects.filter(organ__county=county)
    if not with_internal:
        found = found.filter(item__audience=Audience.PUBLIC)
    return found.select_related("organ", "corrects", "recorded_for").order_by("pk")


def fact_row(fact: Fact) -> Row:
    return {
        "object": fact.object_id.hex,
        "organ": fact.organ.code,
        "kind": fact.kind,
        "number": fact.number,
        "recorded_for": fact.recorded_for.code,
        "recorded_at": fact.recorded_at.isoformat(),
        "corrects": fact.corrects.object_id.hex if fact.corrects else None,
        "corrected_because": fact.corrected_because,
        "withdrawn_at": fact.withdrawn_at.isoformat() if fact.withdrawn_at else None,
        "withdrawn_because": fact.withdrawn_because,
    }


def standards(county: County) -> QuerySet[Standard]:
    """Editions of the catalogue, by when they were adopted."""
    items = Prefetch("items", Item.objects.order_by("order"))
    errata = Erratum.objects.filter(item__standard__county=county)
    mended = Prefetch("items__errata", errata.select_related("used_in", "proposal").order_by("pk"))
    found = Standard.objects.filter(county=county).prefetch_related(items, mended)
    return found.order_by("pk")


def standard_row(standard: Standard) -> Row:
    """`errata`: what two persons mended of it (目录勘误), by when it was confirmed; each lets the
    next edition say less of one item in one matter, `used_in` is the one that did."""
    items = list(standard.items.all())
    return {
        "object": standard.object_id.hex,
        "title": standard.title,
        "edition": standard.edition,
        "from_on": standard.from_on.isoformat(),
        "to_on": standard.to_on.isoformat() if standard.to_on else None,
        "withdrawn_because": standard.withdrawn_because,
        "at_once_days": standard.at_once_days,
        "pre_disclosure_days": standard.pre_disclosure_days,
        "basis": standard.basis,
        "sha256": standard.digest,
        "items": len(items),
        "rows": rows_of(items),
        "printed": printed_of(items),
        "errata": [
            _erratum_row(one)
            for one in sorted((one for item in items for one in item.errata.all()), key=_by_key)
        ],
    }


def _by_key(erratum: Erratum) -> int:
    return erratum.pk


def _erratum_row(one: Erratum) -> Row:
    return {
        "object": one.object_id.hex,
        "item": one.item.code,
        "matter": str(one.matter),
        "names": one.names,
        "because": one.because,
        "basis": one.basis,
        "proposed_on": day_of(one.proposal.proposed_at).isoformat(),
        "confirmed_on": day_of(one.confirmed_at).isoformat(),
        "used_in": one.used_in.object_id.hex if one.used_in else None,
        "withdrawn_because": one.withdrawn_because,
    }


def items(county: County) -> QuerySet[Item]:
    """Of all editions; those that everybody may read of."""
    found = Item.objects.filter(standard__county=county, audience=Audience.PUBLIC)
    return found.select_related("standard").order_by("pk")


def item_row(item: Item) -> Row:
    """`fields` are those it counts in; none where it falls to no field in particular. `due_rule` as
    `terms_of_items` writes it: at once with a number is the county's own for that item, without
    one it is as its edition says.

    Items of editions to come, ended and withdrawn are among them: each says from which day to which
    it is in force, and `withdrawn` is of an edition that never came into force.
    """
    standard = item.standard
    return {
        "object": item.object_id.hex,
        "edition": standard.object_id.hex,
        "in_force_from": None if standard.is_withdrawn else standard.from_on.isoformat(),
        "in_force_to": _last_day(standard),
        "withdrawn": standard.is_withdrawn,
        "code": item.code,
        "level1": item.level1,
        "level2": item.level2,
        "due_rule": item.due_rule,
        "emphasis": item.emphasis,
        "mode": item.mode,
        "fields": item.all_fields,
    }


def _last_day(standard: Standard) -> str | None:
    """Nothing while no other takes its place, nor where it never was in force."""
    is_open = standard.to_on is None or standard.is_withdrawn
    return None if is_open else str(standard.to_on)


def duty_row(duty: Duty) -> Row:
    return {
        "object": duty.object_id.hex,
        "organ": duty.organ.code,
        "item": duty.item.code,
        "edition": duty.item.standard.object_id.hex,
        "opened_by": _opened_by(duty),
        "opened_on": duty.opened_on.isoformat(),
        "taken_over_from": duty.taken_over_from.code if duty.taken_over_from else None,
        "joint": sorted(one.organ.code for one in duty.joint_bodies.all()),
        "due": duty.due_on.isoformat(),
        "moves": [
            [one.due_was.isoformat(), one.due_is.isoformat(), one.at.isoformat()]
            for one in duty.moves.all()
        ],
        "said": said(duty),
        "state": duty.state,
        "is_open": duty.is_open,
        "ended_at": duty.ended_at.isoformat() if duty.ended_at else None,
        "late_by": duty.late_by,
    }


def _opened_by(duty: Duty) -> str:
    """What a fact opened is of no period: one that has both was made by no act."""
    period = f"{duty.period_start}/{duty.period_end}"
    if duty.fact is None:
        return period
    of_fact = duty.fact.object_id.hex
    has_none = duty.period_start is None and duty.period_end is None
    return of_fact if has_none else f"{of_fact} {period}"


def dispute_row(dispute: Dispute) -> Row:
    """When it came is told to the hour, as in the log: a minute might tell who it was."""
    answered_at = dispute.answered_at
    return {
        "object": dispute.object_id.hex,
        "organ": dispute.organ.code,
        "subject": dispute.subject_id.hex,
        "received_at": moment(dispute.received_at, by_citizen=True).isoformat(),
        "due": dispute.due_on.isoformat(),
        "state": dispute.state,
        "answered_at": answered_at.isoformat() if answered_at else None,
        "result": dispute.result,
        "is_hidden": dispute.is_text_hidden,
    }


def posting_row(sheet: Delivery) -> Row:
    """Of what is inside an organ no more than when it hung."""
    disclosure = sheet.edition.disclosure
    row: Row = {
        "object": sheet.object_id.hex,
        "posted_at": sheet.posted_at.isoformat() if sheet.posted_at else None,
        "removed_at": sheet.removed_at.isoformat() if sheet.removed_at else None,
    }
    if disclosure.audience == Audience.INTERNAL:
        return row
    return {
        **row,
        "disclosure": disclosure.object_id.hex,
        "edition": sheet.edition.number,
        "post_by": sheet.post_by.isoformat() if sheet.post_by else None,
        "notice": notice_of(sheet),
        "channel": sheet.channel,
        "state": sheet.state,
        "organ": sheet.organ.code,
        "because": why_down(sheet),
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


def rows_of_facts(county: County) -> Iterator[Row]:
    return map(fact_row, facts(county, with_internal=True).iterator(chunk_size=AT_A_TIME))
