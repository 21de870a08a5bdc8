"""What the log binds us to, made again from what is shown now."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db.models import Max, Prefetch

from mingtang.catalogue.choices import Audience
from mingtang.disclosure.choices import WAS_PUBLIC, ReceiptKind
from mingtang.disclosure.models import Attachment, Delivery, Disclosure, Edition, Receipt
from mingtang.disclosure.queries.checked import committed
from mingtang.disclosure.rules.correcting import ledger_note, validity_note
from mingtang.files.models import StoredFile
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.models import Entry
from mingtang.ledger.rules import Plain, canonical

PUBLISHING = (Act.PUBLISHED, Act.CORRECTED)
RECEIPTS = {Act.POSTED: ReceiptKind.POSTED, Act.REMOVED: ReceiptKind.REMOVED}


def editions_of(entries: Sequence[Entry]) -> dict[int, Edition]:
    """The edition that each publishing entry put before the public, by the key of the entry.

    Nothing of what was withdrawn or is internal. Three queries, however many entries: the n-th
    publication of an object is of its n-th edition that was public.
    """
    wanted = {entry.object_id for entry in entries if entry.act in PUBLISHING}
    if not wanted:
        return {}
    every = Entry.objects.filter(object_id__in=wanted, act__in=PUBLISHING)
    published = _by_object(every.order_by("object_id", "index").values_list("object_id", "pk"))
    shown = (
        Edition.objects.filter(
            disclosure__object_id__in=wanted,
            disclosure__audience=Audience.PUBLIC,
            disclosure__withdrawn_at__isnull=True,
            state__in=WAS_PUBLIC,
        )
        .select_related("disclosure__item")
        .prefetch_related("attachments__file")
        .order_by("disclosure__object_id", "number")
    )
    return {
        key: edition
        for object_id, editions in groupby(shown, key=_object)
        for key, edition in zip(published[object_id], editions, strict=False)
    }


def attachments_of(disclosures: Iterable[Disclosure]) -> Iterable[Attachment]:
    """The files of all their editions that anybody may have; one query."""
    return Attachment.objects.filter(
        edition__disclosure__in=[one for one in disclosures if not one.is_withdrawn],
        edition__state__in=WAS_PUBLIC,
    ).select_related("file", "edition__disclosure")


def contents(entries: Sequence[Entry]) -> dict[int, Mapping[FieldGroup, bytes]]:
    """What stands behind the commitments of each publishing entry, as it is shown now; and of
    each erasure, the words that its tombstone keeps."""
    return {
        **{key: committed(edition) for key, edition in editions_of(entries).items()},
        **_validities(entries),
        **_erasures(entries),
    }


def _validities(entries: Sequence[Entry]) -> dict[int, Mapping[FieldGroup, bytes]]:
    """Of each document, of the last time that somebody said whether it binds: with the edition
    that was in force then. Four queries."""
    wanted = {entry.object_id: entry for entry in entries if entry.act == Act.VALIDITY_CHANGED}
    if not wanted:
        return {}
    every = Entry.objects.filter(object_id__in=wanted).order_by("object_id", "index")
    last = dict(
        every.filter(act=Act.VALIDITY_CHANGED)
        .order_by()
        .values_list("object_id")
        .annotate(Max("index"))
    )
    published = _by_object(every.filter(act__in=PUBLISHING).values_list("object_id", "index"))
    shown = (
        Disclosure.objects.filter(
            object_id__in=wanted, audience=Audience.PUBLIC, withdrawn_at__isnull=True
        )
        .select_related("item")
        .prefetch_related(
            Prefetch(
                "editions",
                Edition.objects.filter(state__in=WAS_PUBLIC)
                .order_by("number")
                .prefetch_related("attachments__file"),
            )
        )
    )
    return {
        entry.pk: content
        for document in shown
        if (entry := wanted[document.object_id]).index == last[document.object_id]
        if (content := _validity(document, entry, published.get(document.object_id, [])))
    }


def _validity(
    document: Disclosure, entry: Entry, published: Sequence[int]
) -> Mapping[FieldGroup, bytes] | None:
    editions = list(document.editions.all())
    number = sum(1 for index in published if index < entry.index)
    if not 0 < number <= len(editions):
        return None
    edition = editions[number - 1]
    edition.disclosure = document
    note = validity_note(document.validity, document.valid_until, document.validity_note)
    return committed(edition, note=note)


def erasure(disclosure: Disclosure) -> dict[str, Plain]:
    """All the words that are left of it: why it was taken back, and why erased."""
    return {
        "because": disclosure.erasure_reason,
        "withdrawn": ledger_note(
            disclosure.withdrawal_ground, disclosure.withdrawal_reason, disclosure.withdrawal_basis
        ),
    }


def _erasures(entries: Sequence[Entry]) -> dict[int, Mapping[FieldGroup, bytes]]:
    wanted = [entry for entry in entries if entry.act == Act.PERSONAL_DATA_ERASED]
    if not wanted:
        return {}
    about = Disclosure.objects.filter(audience=Audience.PUBLIC, erased_at__isnull=False)
    gone = about.in_bulk([entry.object_id for entry in wanted], field_name="object_id")
    return {
        entry.pk: {FieldGroup.TEXT: canonical(erasure(gone[entry.object_id]))}
        for entry in wanted
        if entry.object_id in gone
    }


def tombstone(disclosure: Disclosure) -> Mapping[FieldGroup, bytes]:
    """What its withdrawal committed to, words that are not shown any more and its reason."""
    edition = disclosure.current
    if edition is None:
        return {}
    edition.disclosure = disclosure
    note = ledger_note(
        disclosure.withdrawal_ground, disclosure.withdrawal_reason, disclosure.withdrawal_basis
    )
    return committed(edition, note=note)


def tombstones(entries: Sequence[Entry]) -> dict[int, Mapping[FieldGroup, bytes]]:
    """What each withdrawal commits to by what stands there now, by the key of its entry."""
    wanted = {entry.object_id: entry.pk for entry in entries if entry.act == Act.WITHDRAWN}
    if not wanted:
        return {}
    gone = (
        Disclosure.objects.filter(
            object_id__in=wanted, audience=Audience.PUBLIC, withdrawn_at__isnull=False
        )
        .select_related("current", "item")
        .prefetch_related("current__attachments__file")
    )
    return {wanted[one.object_id]: tombstone(one) for one in gone}


def sheet(delivery: Delivery, photograph: StoredFile | None) -> Mapping[FieldGroup, bytes]:
    """Which edition hangs where, and the photograph that shows it."""
    data: dict[str, Plain] = {
        "disclosure": str(delivery.edition.disclosure.object_id),
        "edition": delivery.edition.number,
        "place": str(delivery.place.object_id) if delivery.place else None,
    }
    return {
        FieldGroup.STRUCTURED: canonical(data),
        FieldGroup.FILES: canonical([photograph.sha256] if photograph else []),
    }


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
        entry.pk: sheet(posted, seen.photograph)
        for entry in wanted
        if (posted := sheets.get(entry.object_id))
        for seen in posted.receipts.all()
        if seen.kind == RECEIPTS[Act(entry.act)]
    }


@dataclass(frozen=True)
class Shown:
    """An edition that was public, and since when."""

    key: int
    at: datetime.datetime | None


def shown_editions(disclosures: Sequence[Disclosure]) -> dict[UUID, list[Shown]]:
    """Of each, those that were public, in their order; one query."""
    editions = Edition.objects.filter(disclosure__in=disclosures, state__in=WAS_PUBLIC)
    rows = editions.order_by("disclosure", "number").values_list(
        "disclosure__object_id", "pk", "published_at"
    )
    found: dict[UUID, list[Shown]] = {}
    for object_id, key, at in rows:
        found.setdefault(object_id, []).append(Shown(key, at))
    return found


def _object(edition: Edition) -> UUID:
    return edition.disclosure.object_id


def _by_object(pairs: Iterable[tuple[UUID, int]]) -> dict[UUID, list[int]]:
    found: dict[UUID, list[int]] = {}
    for object_id, key in pairs:
        found.setdefault(object_id, []).append(key)
    return found
