"""What the log binds us to of the sheets of an edition: by when each must hang, where it hung."""

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from mingtang.catalogue.choices import Audience, Channel
from mingtang.disclosure.choices import ReceiptKind, WithdrawalGround
from mingtang.disclosure.models import Delivery, Disclosure, Edition, Receipt
from mingtang.disclosure.rules.correcting import ledger_basis
from mingtang.disclosure.rules.delivering import REPLACED, TERM_OVER
from mingtang.foundation.kept_words import in_chinese
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.models import Entry
from mingtang.ledger.rules import Plain, canonical

RECEIPTS = {Act.POSTED: ReceiptKind.POSTED, Act.REMOVED: ReceiptKind.REMOVED}


def take_sheets(editions: Iterable[Edition]) -> None:
    """Reads the sheets of editions of which much else was read already; one query."""
    by_key: dict[int, list[Delivery]] = {}
    for edition in editions:
        edition.sheets = by_key.setdefault(edition.pk, [])
    for one in _sheets().filter(edition__in=by_key):
        by_key[one.edition_id].append(one)


def sheets_of(edition: Edition) -> list[Plain]:
    """Each sheet that it was sent out on, and what must become of it; the website is none.

    None of it changes later but the board of one that waited for a board; which organ keeps it is
    said where it had one from the beginning, as it moves with the board.
    """
    sheets = _sheets().filter(edition=edition) if edition.sheets is None else edition.sheets
    return [
        {
            "sheet": str(one.object_id),
            "place": str(one.place.object_id) if one.place else None,
            "post_by": one.post_by.isoformat() if one.post_by else None,
            "notice": notice_of(one),
            "channel": one.channel,
            "objections": one.objection_address,
            "organ": one.organ.code if one.place else None,
        }
        for one in sheets
        if one.channel != Channel.WEBSITE
    ]


def _sheets() -> QuerySet[Delivery]:
    found = Delivery.objects.exclude(channel=Channel.WEBSITE)
    return found.select_related("place", "organ").order_by("pk")


def notice_of(delivery: Delivery) -> str | None:
    """How long it must hang: `5 wd`."""
    return f"{delivery.notice_days} {delivery.notice_unit}" if delivery.notice_days else None


def why_down(delivery: Delivery) -> str:
    """By a code why it came or comes down: `term`, `replaced`, or as the log has a withdrawal."""
    return _reasons().get(delivery.remove_because, "other")


@cache
def _reasons() -> Mapping[str, str]:
    """Sheets keep the words: who calls a ground otherwise must leave the words of before here."""
    grounds = {in_chinese(one.label): ledger_basis(one) for one in WithdrawalGround}
    return {**grounds, "": "", TERM_OVER: "term", REPLACED: "replaced"}


def sheet(delivery: Delivery, receipt: Receipt) -> Mapping[FieldGroup, bytes]:
    """Which edition hangs where and until when; the photograph that shows it, with all that it and
    its taker told of place and time."""
    ends = delivery.remove_from if delivery.notice_days else None
    data: dict[str, Plain] = {
        "disclosure": str(delivery.edition.disclosure.object_id),
        "edition": delivery.edition.number,
        "place": str(delivery.place.object_id) if delivery.place else None,
        "remove_from": ends.isoformat() if ends else None,
    }
    return {
        FieldGroup.STRUCTURED: canonical(data),
        FieldGroup.FILES: canonical([_seen(receipt)]),
    }


def _seen(receipt: Receipt) -> dict[str, Plain]:
    return {
        "sha256": receipt.photograph.sha256 if receipt.photograph else None,
        "media_type": receipt.photograph.media_type if receipt.photograph else None,
        "at": in_utc(receipt.at),
        "taken_at": in_utc(receipt.taken_at),
        "latitude": _degrees(receipt.latitude),
        "longitude": _degrees(receipt.longitude),
        "where": receipt.where,
        "note": receipt.note,
    }


def in_utc(at: datetime.datetime | None) -> str | None:
    """In UTC, as it is read again, wherever the clock stood that gave it."""
    return at.astimezone(datetime.UTC).isoformat() if at else None


def _degrees(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:.6f}"


def in_earlier_forms(group: FieldGroup, content: bytes) -> list[bytes]:
    """As it was committed to before the last day, and what a photograph told and what kind of file
    it is, were among it."""
    said = json.loads(content)
    if group == FieldGroup.FILES:
        told = [{name: one[name] for name in one if name != "media_type"} for one in said]
        return [canonical([one["sha256"] for one in said if one["sha256"]]), canonical(told)]
    if group == FieldGroup.STRUCTURED:
        return [canonical({name: value for name, value in said.items() if name != "remove_from"})]
    return []


def public_postings(entries: Sequence[Entry]) -> dict[int, Mapping[FieldGroup, bytes]]:
    """Of what everybody may read, which edition hung where: what a receipt proves. Of the
    photograph and who took it nothing."""
    hung = [entry for entry in entries if entry.act in RECEIPTS]
    if not hung:
        return {}
    public = set(
        Delivery.objects.filter(
            object_id__in=[entry.object_id for entry in hung],
            edition__disclosure__audience=Audience.PUBLIC,
        ).values_list("object_id", flat=True)
    )
    told = postings([entry for entry in hung if entry.object_id in public])
    return {key: {FieldGroup.STRUCTURED: one[FieldGroup.STRUCTURED]} for key, one in told.items()}


def receipts_about(disclosure: Disclosure) -> dict[UUID, Delivery]:
    """The sheets of it that were ever put up, by their object; one query."""
    found = Delivery.objects.filter(edition__disclosure=disclosure, posted_at__isnull=False)
    found = found.exclude(channel=Channel.WEBSITE).select_related("place").order_by("pk")
    return {one.object_id: one for one in found}


def postings(entries: Sequence[Entry]) -> dict[int, Mapping[FieldGroup, bytes]]:
    """What stands behind each entry of what was put up or taken down, by its key; two queries."""
    wanted = [entry for entry in entries if entry.act in RECEIPTS]
    if not wanted:
        return {}
    sheets = (
        Delivery.objects.select_related("edition__disclosure", "place")
        .prefetch_related(Prefetch("receipts", Receipt.objects.select_related("photograph")))
        .in_bulk([entry.object_id for entry in wanted], field_name="object_id")
    )
    return {
        entry.pk: sheet(posted, seen)
        for entry in wanted
        if (posted := sheets.get(entry.object_id))
        for seen in posted.receipts.all()
        if seen.kind == RECEIPTS[Act(entry.act)]
    }
