"""What is public, against the entries that published it and took it back."""

import datetime
from collections.abc import Iterator, Sequence
from itertools import groupby
from uuid import UUID

from django.db.models import F

from mingtang.disclosure.choices import Validity
from mingtang.disclosure.models import Disclosure, Edition, Receipt
from mingtang.disclosure.queries import committed, public
from mingtang.disclosure.rules import correcting
from mingtang.disclosure.rules.correcting import validity_note
from mingtang.files.models import StoredFile
from mingtang.files.queries import is_whole
from mingtang.foundation.text import quoted
from mingtang.journeys.checking.misfits import (
    CONTENT_CHANGED,
    EDITION_CHANGED,
    FILE_CHANGED,
    GONE,
    LATENESS_CHANGED,
    NOT_ON_RECORD,
    ORGAN_CHANGED,
    PHOTOGRAPH_CHANGED,
    TIME_CHANGED,
    TITLE_CHANGED,
    VALIDITY_CHANGED,
    WITHDRAWAL_CHANGED,
    Misfit,
)
from mingtang.journeys.checking.rows import of_rows
from mingtang.journeys.openings import Opened, as_told, opened
from mingtang.ledger import queries as ledger
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.models import Entry
from mingtang.organs.models import County
from tlog.folder import Folder

PUBLISHING = (Act.PUBLISHED, Act.CORRECTED)
OF_A_PAGE = (*PUBLISHING, Act.VALIDITY_CHANGED, Act.WITHDRAWN, Act.PERSONAL_DATA_ERASED)
# Of a document of which nobody ever said whether it binds.
AT_FIRST = {validity_note(one, None, "") for one in (Validity.NOT_APPLICABLE, Validity.IN_FORCE)}


def of_disclosure(disclosure: Disclosure, entries: Sequence[Entry], folder: Folder) -> list[Misfit]:
    """For a page that is about to be shown. `entries` are all those about it, in their order."""
    told = [entry for entry in entries if entry.act in OF_A_PAGE]
    shown = committed.shown_editions([disclosure]).get(disclosure.object_id, [])
    return [*of_rows(told, folder), *_disclosure(disclosure, opened(told), shown)]


def gone(county: County, rows: Sequence[Entry]) -> Iterator[Misfit]:
    """What was published and is shown to nobody any more, not even as taken back."""
    told = {row.object_id: row for row in rows if row.act == Act.PUBLISHED}
    shown = (
        public.published(county).filter(object_id__in=told) if told else Disclosure.objects.none()
    )
    there = set(shown.values_list("object_id", flat=True))
    for object_id, row in told.items():
        if object_id not in there:
            yield Misfit(object_id, GONE, row.index)


def of_lateness(county: County) -> Iterator[Misfit]:
    """What answered a duty came as late as that duty ended, which is in the log; one query."""
    answers = public.published(county).filter(duty__settled_by=F("object_id"))
    for object_id in answers.exclude(late_by=F("duty__late_by")).values_list(
        "object_id", flat=True
    ):
        yield Misfit(object_id, LATENESS_CHANGED)


def of_photographs(county: County) -> Iterator[Misfit]:
    """Of what hangs and hung; each file is read once, however many sheets it shows."""
    seen = Receipt.objects.filter(delivery__organ__county=county, photograph__isnull=False)
    by_file = seen.order_by("photograph").select_related("photograph", "delivery")
    for photograph, receipts in groupby(by_file.iterator(), key=_photograph):
        first = next(receipts)
        if photograph and not is_whole(photograph):
            yield Misfit(first.delivery.object_id, PHOTOGRAPH_CHANGED)


def _photograph(receipt: Receipt) -> StoredFile | None:
    return receipt.photograph


def of_disclosures(county: County, keys: list[int]) -> Iterator[Misfit]:
    shown = list(public.published(county).filter(pk__in=keys))
    told = ledger.told_about([one.object_id for one in shown], OF_A_PAGE)
    editions = committed.shown_editions(shown)
    by_object: dict[UUID, list[Opened]] = {}
    for one in opened(told):
        by_object.setdefault(one.entry.object_id, []).append(one)
    for disclosure in shown:
        of_it = disclosure.object_id
        yield from _disclosure(disclosure, by_object.get(of_it, []), editions.get(of_it, []))
    for attached in committed.attachments_of(shown):
        if not is_whole(attached.file):
            object_id = attached.edition.disclosure.object_id
            yield Misfit(object_id, FILE_CHANGED, why=quoted(attached.name))


def _disclosure(
    disclosure: Disclosure, told: Sequence[Opened], editions: Sequence[committed.Shown]
) -> Iterator[Misfit]:
    """`told` are the entries that published it or took it back."""
    published = [one for one in told if one.entry.act in PUBLISHING]
    if not published:
        yield Misfit(disclosure.object_id, NOT_ON_RECORD)
        return
    for one in told:
        if one.misfits or (_must_open(one, disclosure) and FieldGroup.TEXT not in one.groups):
            yield Misfit(disclosure.object_id, CONTENT_CHANGED, one.entry.index)
    if not _binds_as_told(disclosure, told):
        yield Misfit(disclosure.object_id, VALIDITY_CHANGED)
    if not _is_taken_back_as_told(disclosure, told):
        yield Misfit(disclosure.object_id, WITHDRAWAL_CHANGED)
    if not _are_times_as_told(disclosure, [one.entry for one in published], editions):
        yield Misfit(disclosure.object_id, TIME_CHANGED)
    if not editions or disclosure.current_id != editions[-1].key:
        yield Misfit(disclosure.object_id, EDITION_CHANGED)
    yield from _names(disclosure, published[0].entry)


def _names(disclosure: Disclosure, first: Entry) -> Iterator[Misfit]:
    """Whose it is, and what it is called where it is listed."""
    if disclosure.organ.code != first.organ_code:
        yield Misfit(disclosure.object_id, ORGAN_CHANGED)
    if disclosure.current and disclosure.title != _title(disclosure, disclosure.current):
        yield Misfit(disclosure.object_id, TITLE_CHANGED)


def _binds_as_told(disclosure: Disclosure, told: Sequence[Opened]) -> bool:
    """Whether it is in force, amended or at its end as the last entry about that has it."""
    changed = [one for one in told if one.entry.act == Act.VALIDITY_CHANGED]
    if disclosure.is_withdrawn:
        return True
    if changed:
        return FieldGroup.STRUCTURED in changed[-1].groups
    now = validity_note(disclosure.validity, disclosure.valid_until, disclosure.validity_note)
    return now in AT_FIRST


def _must_open(one: Opened, disclosure: Disclosure) -> bool:
    """Of what was withdrawn, only that it was erased, and why."""
    if one.entry.act in PUBLISHING:
        return not disclosure.is_withdrawn
    return one.entry.act == Act.PERSONAL_DATA_ERASED


def _title(disclosure: Disclosure, current: Edition) -> str:
    """What it must be called: as its edition, or without the name a tombstone must not show."""
    if disclosure.is_erased:
        return current.title
    ground = disclosure.withdrawal_ground
    return correcting.public_title(current.title, ground=ground, item=disclosure.item.level2)


def _are_times_as_told(
    disclosure: Disclosure, published: Sequence[Entry], editions: Sequence[committed.Shown]
) -> bool:
    """Of the publication and of each edition, to the second."""
    told = [entry.at for entry in published]
    first = _second(disclosure.first_published_at)
    return first == told[0] and [_second(one.at) for one in editions] == told


def _second(at: datetime.datetime | None) -> datetime.datetime | None:
    return at and at.replace(microsecond=0)


def _is_taken_back_as_told(disclosure: Disclosure, told: Sequence[Opened]) -> bool:
    """Whether there is a tombstone if and only if the log says so, and it says the same."""
    entries = [one.entry for one in told if one.entry.act == Act.WITHDRAWN]
    if not entries or disclosure.withdrawn_at is None:
        return not entries and not disclosure.is_withdrawn
    (entry, *_more) = entries
    shown = committed.tombstone(disclosure)
    return _second(disclosure.withdrawn_at) == entry.at and all(
        as_told(entry, salt, shown[group]).fits
        for group, salt in ledger.salts_of([entry]).get(entry.pk, {}).items()
        if group in shown
    )
