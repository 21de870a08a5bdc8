"""What the log binds us to of issued documents, made again from what stands there now."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from mingtang.catalogue.queries.committed import held_back
from mingtang.issued.choices import Attribute
from mingtang.issued.models import GapExplanation, IssuedDocument, Registration
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.models import Entry
from mingtang.ledger.queries import not_as_claimed, told_about
from mingtang.ledger.rules import Claim, Plain, canonical
from mingtang.organs.models import County

OF_REGISTRATIONS = (Act.DOCUMENT_REGISTERED, Act.DOCUMENT_CORRECTED)
OF_GAPS = (Act.GAP_EXPLAINED, Act.GAP_WITHDRAWN)
OF_DOCUMENTS = (*OF_REGISTRATIONS, Act.DOCUMENT_WITHDRAWN)
ERASED = Act.PERSONAL_DATA_ERASED  # of other things too
Content = Mapping[FieldGroup, bytes]


def registered(registration: Registration) -> Content:
    """All that was said of a document at one time.

    The words apart from the rest: of what is not for everyone only the rest may be read.
    """
    fact = registration.fact
    return {
        FieldGroup.TEXT: canonical(
            {
                "title": registration.title,
                "reason": registration.reason,
                "partners": [one["name"] for one in registration.partners],
                "because": registration.because,
            }
        ),
        FieldGroup.STRUCTURED: canonical(
            {
                "number": registration.document.number,
                "issued_on": registration.issued_on.isoformat(),
                "attribute": registration.attribute,
                "ground": registration.ground,
                "normative": registration.is_normative,
                "reading": registration.needs_reading,
                "fact": str(fact.object_id) if fact else "",
                "way": registration.way,
                "recorded_for": registration.recorded_for.code,
                # Later than the rest: only where it says something.
                **({"confirmed": list(confirmed)} if (confirmed := registration.confirmed) else {}),
            }
        ),
    }


def withdrawn(document: IssuedDocument) -> Content:
    return {
        FieldGroup.TEXT: canonical({"because": document.withdrawn_because}),
        FieldGroup.STRUCTURED: canonical({"number": document.number}),
    }


def gap_explained(said: GapExplanation) -> Content:
    """Why numbers have no document."""
    return {
        FieldGroup.TEXT: canonical({"words": said.words}),
        FieldGroup.STRUCTURED: canonical({**_numbers(said), "kind": said.kind}),
    }


def gap_withdrawn(said: GapExplanation) -> Content:
    return {
        FieldGroup.TEXT: canonical({"because": said.withdrawn_because}),
        FieldGroup.STRUCTURED: canonical(_numbers(said)),
    }


def _numbers(said: GapExplanation) -> dict[str, Plain]:
    return {
        "series": said.series,
        "year": said.year,
        "first": said.first,
        "last": said.last,
        "said_for": said.said_for.code,
    }


def gap_contents(entries: Sequence[Entry]) -> dict[int, Content]:
    """By the key of the entry; all of it is for everyone. One query, or none."""
    wanted = [entry for entry in entries if entry.act in OF_GAPS]
    if not wanted:
        return {}
    rows = GapExplanation.objects.select_related("said_for").in_bulk(
        [entry.object_id for entry in wanted], field_name="object_id"
    )
    made = {Act.GAP_EXPLAINED: gap_explained, Act.GAP_WITHDRAWN: gap_withdrawn}
    return {
        entry.pk: made[Act(entry.act)](one)
        for entry in wanted
        if (one := rows.get(entry.object_id))
    }


def gaps_not_as_told(county: County, keys: Iterable[int]) -> list[UUID]:
    """Of these explanations, those that no act left as they stand there. Two queries."""
    rows = GapExplanation.objects.filter(organ__county=county, pk__in=list(keys))
    claims = [
        Claim(
            one.object_id,
            one.organ.code,
            {Act.GAP_EXPLAINED: one.said_at, Act.GAP_WITHDRAWN: one.withdrawn_at},
        )
        for one in rows.select_related("organ")
    ]
    return not_as_claimed(claims, OF_GAPS)


def left(document: IssuedDocument, *, forms: int, is_withdrawn: bool) -> bytes:
    """The words that stand there since those that were written are erased by law, or held back.

    Of as many `forms` as there were by then; why it was taken off the register where that
    `is_withdrawn` by then. What comes later is an act of its own.
    """
    rows = document.registrations.filter(number__lte=forms).order_by("number")
    held: dict[str, Plain] = {"held_back": held_back(document)} if document.is_held_back else {}
    if held and is_withdrawn:
        held["withdrawn_because"] = document.withdrawn_because
    return canonical({"forms": [[one.title, one.reason, one.because] for one in rows], **held})


def left_now(document: IssuedDocument) -> bytes:
    """The same of all that there is."""
    return left(document, forms=document.now.number, is_withdrawn=not document.stands)


def _left_by(entry: Entry, document: IssuedDocument) -> bytes:
    """One query."""
    before = Entry.objects.filter(
        log=entry.log_id, object_id=entry.object_id, index__lt=entry.index
    ).values_list("act", flat=True)
    acts = list(before)
    forms = sum(act in OF_REGISTRATIONS for act in acts)
    return left(document, forms=forms, is_withdrawn=Act.DOCUMENT_WITHDRAWN in acts)


def contents(entries: Sequence[Entry], *, inside: bool) -> dict[int, Content]:
    """By the key of the entry. Words of what is not for everyone are opened `inside` alone.

    Four queries at most, and two for each that was erased. Which registration an entry is about,
    their order says.
    """
    wanted = [entry for entry in entries if entry.act in (*OF_DOCUMENTS, ERASED)]
    if not wanted:
        return {}
    ids = {entry.object_id for entry in wanted}
    documents = IssuedDocument.objects.select_related("current").in_bulk(
        list(ids), field_name="object_id"
    )
    found: dict[int, Content] = {}
    for entry, registration in _with_registrations(wanted, ids):
        document = documents[entry.object_id]
        found[entry.pk] = _as_seen(document, registered(registration), inside=inside)
    for entry in wanted:
        known = documents.get(entry.object_id)
        if entry.act == Act.DOCUMENT_WITHDRAWN and known:
            found[entry.pk] = withdrawn(known)
        if entry.act == ERASED and known and (inside or _is_for_all(known)):
            found[entry.pk] = {FieldGroup.TEXT: _left_by(entry, known)}
    return found


def hidden(entries: Sequence[Entry]) -> dict[int, Content]:
    """Of what is not for everyone the words, for whoever compares what they commit to."""
    documents = [entry for entry in entries if entry.act in (*OF_REGISTRATIONS, ERASED)]
    if not documents:
        return {}
    everything, open_to_all = contents(documents, inside=True), contents(documents, inside=False)
    return {
        key: {FieldGroup.TEXT: content[FieldGroup.TEXT]}
        for key, content in everything.items()
        if FieldGroup.TEXT not in open_to_all.get(key, {})
    }


def not_as_told(county: County, keys: Iterable[int]) -> list[UUID]:
    """Of these documents, those on no record or of another time, and those of which not the latest
    is shown.

    Three queries.
    """
    rows = list(
        IssuedDocument.objects.filter(organ__county=county, pk__in=list(keys))
        .select_related("organ", "current")
        .prefetch_related("registrations")
    )
    told: dict[UUID, list[Entry]] = {}
    entries = told_about([one.object_id for one in rows], OF_DOCUMENTS)
    organs = {entry.object_id: entry.organ_code for entry in entries}
    for entry in entries:
        told.setdefault(entry.object_id, []).append(entry)
    return [
        one.object_id
        for one in rows
        if not _is_as_told(one, told.get(one.object_id, []))
        or organs.get(one.object_id) != one.organ.code
    ]


def _is_as_told(document: IssuedDocument, entries: Sequence[Entry]) -> bool:
    told = [entry.act for entry in entries]
    registrations = sorted(document.registrations.all(), key=lambda one: one.number)
    numbers = [one.number for one in registrations]
    is_latest = [document.current_id] == [one.pk for one in registrations[-1:]]
    acts = [entry.at for entry in entries if entry.act in OF_REGISTRATIONS]
    return (
        is_latest
        and bool(entries)
        and document.registered_at.replace(microsecond=0) == entries[0].at
        and numbers == list(range(1, len(acts) + 1))
        and [one.recorded_at.replace(microsecond=0) for one in registrations] == acts
        and (Act.DOCUMENT_WITHDRAWN in told) == (not document.stands)
    )


def _as_seen(document: IssuedDocument, content: Content, *, inside: bool) -> Content:
    if inside or _is_for_all(document):
        return content
    return {FieldGroup.STRUCTURED: content[FieldGroup.STRUCTURED]}


def _is_for_all(document: IssuedDocument) -> bool:
    return document.now.attribute == Attribute.ACTIVE


def _with_registrations(
    entries: Sequence[Entry], ids: Iterable[UUID]
) -> list[tuple[Entry, Registration]]:
    """Each entry about a registration with that one."""
    by_place = {
        (one.document.object_id, one.number): one
        for one in Registration.objects.filter(document__object_id__in=list(ids)).select_related(
            "document", "fact", "recorded_for"
        )
    }
    counted: dict[UUID, int] = {}
    place = {}
    for entry in told_about(list(ids), OF_REGISTRATIONS):
        counted[entry.object_id] = counted.get(entry.object_id, 0) + 1
        place[entry.pk] = (entry.object_id, counted[entry.object_id])
    found = ((entry, by_place.get(place.get(entry.pk, (entry.object_id, 0)))) for entry in entries)
    return [(entry, registration) for entry, registration in found if registration]
