"""What is published, inside organs too, against the entries that did it and took it back."""

import datetime
import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from uuid import UUID

from django.db.models import F, OuterRef, Q, Subquery

from mingtang.catalogue.choices import Audience
from mingtang.catalogue.models import Duty
from mingtang.disclosure.choices import Outcome, Validity
from mingtang.disclosure.models import Disclosure, Edition, Receipt
from mingtang.disclosure.queries import committed
from mingtang.disclosure.queries.committed import FIRST, put_out
from mingtang.disclosure.queries.signed import SIGNING
from mingtang.disclosure.rules import correcting
from mingtang.disclosure.rules.correcting import validity_note
from mingtang.files.models import StoredFile
from mingtang.files.queries import has_its_words, is_whole
from mingtang.foundation.text import quoted
from mingtang.journeys.checking.lateness import of_one
from mingtang.journeys.checking.misfits import (
    ANSWER_CHANGED,
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
    WORDS_CHANGED,
    Misfit,
)
from mingtang.journeys.checking.rows import of_rows
from mingtang.journeys.checking.signing import of_actors, of_signatures
from mingtang.journeys.openings import Opened, as_told, opened
from mingtang.ledger import queries as ledger
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.models import Entry
from mingtang.organs.models import County
from tlog.folder import Folder

PUBLISHING = committed.PUBLISHING_ANYWHERE
OF_A_PAGE = (*PUBLISHING, Act.VALIDITY_CHANGED, Act.WITHDRAWN, Act.PERSONAL_DATA_ERASED)
SAID = {FieldGroup.TEXT, FieldGroup.STRUCTURED, FieldGroup.FILES}
BY_WHOM = (*SIGNING, *OF_A_PAGE)  # a page says who signed, and an act is somebody's


def of_disclosure(disclosure: Disclosure, entries: Sequence[Entry], folder: Folder) -> list[Misfit]:
    """For a page that is about to be shown. `entries` are all those about it, in their order."""
    told = [entry for entry in entries if entry.act in OF_A_PAGE]
    shown = committed.shown_editions([disclosure]).get(disclosure.object_id, [])
    as_opened = opened(told, inside=True)
    acted = [entry for entry in entries if entry.act in BY_WHOM]
    return [
        *of_rows(told, folder),
        *_disclosure(disclosure, as_opened, shown),
        *of_actors(acted),
        *of_signatures(Disclosure.objects.filter(pk=disclosure.pk)),
        *of_one(disclosure),
    ]


def gone(county: County, rows: Sequence[Entry]) -> Iterator[Misfit]:
    """What was published and is not there any more for those who could read it, not even as
    taken back."""
    told = {row.object_id: row for row in rows if row.act in FIRST.values()}
    shown = put_out(county).filter(object_id__in=told) if told else Disclosure.objects.none()
    there = {
        (object_id, FIRST[Audience(audience)])
        for object_id, audience in shown.values_list("object_id", "audience")
    }
    for object_id, row in told.items():
        if (object_id, row.act) not in there:
            yield Misfit(object_id, GONE, row.index)


def of_lateness(county: County) -> Iterator[Misfit]:
    """What answered a duty came as late as that duty ended, which is in the log; one query."""
    answers = put_out(county).filter(duty__settled_by=F("object_id"))
    for object_id in answers.exclude(late_by=F("duty__late_by")).values_list(
        "object_id", flat=True
    ):
        yield Misfit(object_id, LATENESS_CHANGED)


def of_answers(county: County) -> Iterator[Misfit]:
    """What ended a duty, as the log has it, is what is shown as its answer; one query."""
    answer = Disclosure.objects.filter(object_id=OuterRef("settled_by")).values("duty")[:1]
    ended = Duty.objects.filter(organ__county=county, settled_by__isnull=False)
    answers = ended.annotate(answers=Subquery(answer)).order_by("pk")
    others = answers.filter(~Q(answers=F("pk")) | Q(answers__isnull=True))
    for object_id in others.values_list("settled_by", flat=True):
        yield Misfit(object_id, ANSWER_CHANGED)


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
    shown = list(put_out(county).filter(pk__in=keys))
    told = ledger.told_about([one.object_id for one in shown], OF_A_PAGE)
    editions = committed.shown_editions(shown)
    by_object: dict[UUID, list[Opened]] = {}
    for one in opened(told, inside=True):
        by_object.setdefault(one.entry.object_id, []).append(one)
    for disclosure in shown:
        of_it = disclosure.object_id
        yield from _disclosure(disclosure, by_object.get(of_it, []), editions.get(of_it, []))
    for attached in committed.attachments_of(shown):
        if not is_whole(attached.file):
            object_id = attached.edition.disclosure.object_id
            yield Misfit(object_id, FILE_CHANGED, why=quoted(attached.name))
        elif not has_its_words(attached.file):
            object_id = attached.edition.disclosure.object_id
            yield Misfit(object_id, WORDS_CHANGED, why=quoted(attached.name))


def _disclosure(
    disclosure: Disclosure, told: Sequence[Opened], editions: Sequence[committed.Shown]
) -> Iterator[Misfit]:
    """`told` are the entries that published it or took it back."""
    published = [one for one in told if one.entry.act in PUBLISHING]
    if not published or published[0].entry.act != FIRST[Audience(disclosure.audience)]:
        yield Misfit(disclosure.object_id, NOT_ON_RECORD)
        return
    for one in told:
        if one.misfits or (_must_open(one, disclosure) and _is_closed(one)):
            yield Misfit(disclosure.object_id, CONTENT_CHANGED, one.entry.index)
    entries = [one.entry for one in published]
    as_told_by_the_log = {
        VALIDITY_CHANGED: _binds_as_told(disclosure, told),
        WITHDRAWAL_CHANGED: _is_taken_back_as_told(disclosure, told)
        and _is_erased_as_told(disclosure, told),
        TIME_CHANGED: _are_times_as_told(disclosure, entries, editions),
        ANSWER_CHANGED: (disclosure.duty_id is None) == (entries[0].due_on is None),
        EDITION_CHANGED: bool(editions) and disclosure.current_id == editions[-1].key,
    }
    for what, fits in as_told_by_the_log.items():
        if not fits:
            yield Misfit(disclosure.object_id, what)
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
    return now == _at_first(next(one for one in told if one.entry.act in PUBLISHING))


def _at_first(published: Opened) -> str:
    """Whether what was published binds, before anybody says anything of that: a document does."""
    words, data = (
        json.loads(one.content) if (one := published.groups.get(group)) else {}
        for group in (FieldGroup.TEXT, FieldGroup.STRUCTURED)
    )
    is_document = words.get("document_number") and data.get("outcome") == Outcome.CONTENT
    return validity_note(Validity.IN_FORCE if is_document else Validity.NOT_APPLICABLE, None, "")


def _is_erased_as_told(disclosure: Disclosure, told: Sequence[Opened]) -> bool:
    erased = [one.entry.at for one in told if one.entry.act == Act.PERSONAL_DATA_ERASED]
    return erased[:1] == ([_second(disclosure.erased_at)] if disclosure.erased_at else [])


def _must_open(one: Opened, disclosure: Disclosure) -> bool:
    """Of what was withdrawn, only that it was erased, and why."""
    if one.entry.act in PUBLISHING:
        return not disclosure.is_withdrawn
    return one.entry.act == Act.PERSONAL_DATA_ERASED


def _is_closed(one: Opened) -> bool:
    """Whether nothing opens some of what it says: whoever deletes a salt could say anything."""
    return not SAID.intersection(one.entry.commitments).issubset(one.groups)


def _title(disclosure: Disclosure, current: Edition) -> str:
    """What it must be called: as its edition, or without the name a tombstone must not show."""
    if disclosure.is_erased:
        return current.title
    ground = disclosure.withdrawal_ground
    return correcting.public_title(current.title, ground=ground, item=disclosure.item.level2)


def _are_times_as_told(
    disclosure: Disclosure, published: Sequence[Entry], editions: Sequence[committed.Shown]
) -> bool:
    """Of the publication and of each edition, to the second; what is kept for lists is that of
    the last."""
    told = [entry.at for entry in published]
    shown = [_second(one.at) for one in editions]
    first, last = _second(disclosure.first_published_at), _second(disclosure.published_at)
    return shown == told and (first, last) == (told[0], told[-1])


def _second(at: datetime.datetime | None) -> datetime.datetime | None:
    return at and at.replace(microsecond=0)


def _is_taken_back_as_told(disclosure: Disclosure, told: Sequence[Opened]) -> bool:
    """Whether there is a tombstone if and only if the log says so, and it says the same."""
    entries = [one.entry for one in told if one.entry.act == Act.WITHDRAWN]
    if not entries or disclosure.withdrawn_at is None:
        return not entries and not disclosure.is_withdrawn
    (entry, *_more) = entries
    is_same = disclosure.is_erased or _is_what_was_taken_back(disclosure, entry)
    return is_same and _second(disclosure.withdrawn_at) == entry.at


def _is_what_was_taken_back(disclosure: Disclosure, entry: Entry) -> bool:
    """A salt that is gone opens nothing, and only an erasure may close it."""
    shown, salts = committed.tombstone(disclosure), ledger.salts_of([entry]).get(entry.pk, {})
    return all(
        (salt := salts.get(group)) is not None and as_told(entry, salt, shown[group]).fits
        for group in shown
        if group in entry.commitments
    )
