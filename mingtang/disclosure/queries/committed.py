"""What the log binds us to, made again from what is shown now."""

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db.models import Max, Prefetch, QuerySet

from mingtang.catalogue.choices import Audience
from mingtang.disclosure.choices import WAS_PUBLIC
from mingtang.disclosure.models import Attachment, Disclosure, Edition
from mingtang.disclosure.queries.checked import committed
from mingtang.disclosure.queries.posted import take_sheets
from mingtang.disclosure.rules.correcting import ledger_note, validity_note
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.models import Entry
from mingtang.ledger.rules import Plain, canonical
from mingtang.organs.models import County

# How something is published at first, to whom.
FIRST = {Audience.PUBLIC: Act.PUBLISHED, Audience.INTERNAL: Act.PUBLISHED_INSIDE}
PUBLISHING = (Act.PUBLISHED, Act.CORRECTED)
PUBLISHING_ANYWHERE = (*FIRST.values(), Act.CORRECTED)


def put_out(county: County) -> QuerySet[Disclosure]:
    """All that was ever published in a county, inside organs too, and tombstones."""
    found = Disclosure.objects.filter(county=county, first_published_at__isnull=False)
    return found.select_related("organ", "item", "current", "duty", "replaced_by")


def editions_of(entries: Sequence[Entry], *, inside: bool = False) -> dict[int, Edition]:
    """The edition that each publishing entry put before its readers, by the key of the entry.

    Nothing of what was withdrawn; what is internal `inside` alone. Four queries, however many
    entries: the n-th publication of an object is of its n-th edition that was published.
    """
    acts = PUBLISHING_ANYWHERE if inside else PUBLISHING
    wanted = {entry.object_id for entry in entries if entry.act in acts}
    if not wanted:
        return {}
    every = Entry.objects.filter(object_id__in=wanted, act__in=acts)
    published = _by_object(every.order_by("object_id", "index").values_list("object_id", "pk"))
    shown = list(
        Edition.objects.filter(
            disclosure__in=_for_readers(wanted, inside=inside).filter(withdrawn_at__isnull=True),
            state__in=WAS_PUBLIC,
        )
        .select_related("disclosure__item", "disclosure__duty", "disclosure__replaced_by")
        .prefetch_related("attachments__file")
        .order_by("disclosure__object_id", "number")
    )
    take_sheets(shown)
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
    ).select_related("file__text", "edition__disclosure")


def contents(
    entries: Sequence[Entry], *, inside: bool = False
) -> dict[int, Mapping[FieldGroup, bytes]]:
    """What stands behind the commitments of each publishing entry, as it is shown now; and of
    each erasure, the words that its tombstone keeps. What is internal, `inside` alone."""
    editions = editions_of(entries, inside=inside)
    return {
        **{key: committed(edition) for key, edition in editions.items()},
        **_validities(entries, inside=inside),
        **_erasures(entries, inside=inside),
    }


def _for_readers(objects: Iterable[UUID], *, inside: bool) -> QuerySet[Disclosure]:
    found = Disclosure.objects.filter(object_id__in=list(objects))
    return found if inside else found.filter(audience=Audience.PUBLIC)


def _validities(entries: Sequence[Entry], *, inside: bool) -> dict[int, Mapping[FieldGroup, bytes]]:
    """Of each document, of the last time that somebody said whether it binds: with the edition
    that was in force then. Five queries."""
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
    acts = PUBLISHING_ANYWHERE if inside else PUBLISHING
    published = _by_object(every.filter(act__in=acts).values_list("object_id", "index"))
    shown = list(
        _for_readers(wanted, inside=inside)
        .filter(withdrawn_at__isnull=True)
        .select_related("item", "duty", "replaced_by")
        .prefetch_related(
            Prefetch(
                "editions",
                Edition.objects.filter(state__in=WAS_PUBLIC)
                .order_by("number")
                .prefetch_related("attachments__file"),
            )
        )
    )
    take_sheets(edition for document in shown for edition in document.editions.all())
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
    """All that is left of it: why it was taken back and erased, and what stands in its place."""
    instead = disclosure.replaced_by
    return {
        "because": disclosure.erasure_reason,
        "replaced_by": str(instead.object_id) if instead else None,
        "withdrawn": ledger_note(
            disclosure.withdrawal_ground, disclosure.withdrawal_reason, disclosure.withdrawal_basis
        ),
    }


def erasure_as_at_first(text: bytes) -> bytes:
    """As it was committed to before what stands in its place was among it."""
    said = json.loads(text)
    return canonical({name: value for name, value in said.items() if name != "replaced_by"})


def _erasures(entries: Sequence[Entry], *, inside: bool) -> dict[int, Mapping[FieldGroup, bytes]]:
    wanted = [entry for entry in entries if entry.act == Act.PERSONAL_DATA_ERASED]
    if not wanted:
        return {}
    about = _for_readers([entry.object_id for entry in wanted], inside=inside)
    erased = about.filter(erased_at__isnull=False).select_related("replaced_by")
    gone = {one.object_id: one for one in erased}
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
    gone = list(
        Disclosure.objects.filter(
            object_id__in=wanted, audience=Audience.PUBLIC, withdrawn_at__isnull=False
        )
        .select_related("current", "item", "duty", "replaced_by")
        .prefetch_related("current__attachments__file")
    )
    take_sheets(one.current for one in gone if one.current)
    return {wanted[one.object_id]: tombstone(one) for one in gone}


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
