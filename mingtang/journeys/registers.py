"""What the registers say now, as the log has it told: bodies, boards, documents, the county."""

from collections.abc import Iterator, Sequence

from django.db.models import Count, QuerySet

from mingtang.issued.models import GapExplanation, IssuedDocument
from mingtang.issued.queries.explained import explanations_in
from mingtang.journeys.standing import Row
from mingtang.organs.models import County, Organ, Place, Succession
from mingtang.organs.queries.committed import digest_of, fields_of, register_of
from mingtang.organs.queries.register import ends_of
from mingtang.organs.rules.settings import ANSWER_DAYS, HOST, LINES, NUMBERS
from mingtang.terms.models import CalendarNotice
from mingtang.terms.queries import notices_over


def organs(county: County) -> QuerySet[Organ]:
    """Those that have ended too."""
    found = Organ.objects.filter(county=county)
    return found.select_related("parent", "region").order_by("pk")


def organ_rows(organs: Sequence[Organ]) -> list[Row]:
    """With a digest of all else that the register says of each, and of one that has ended by what
    it did, and the code of the body that took its place; eight queries."""
    registers, ends = register_of(organs), ends_of(organs)
    return [
        {**_organ_row(one), **_end(ends.get(one.pk)), "register": registers[one.pk]}
        for one in organs
    ]


def _end(end: Succession | None) -> Row:
    """Empty of one that has not ended; one that was dissolved may have none in its place."""
    successor = end.successor.code if end and end.successor else None
    return {"ended_by": end.kind if end else None, "successor": successor}


def _organ_row(organ: Organ) -> Row:
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


def rows_of_organs(county: County) -> Iterator[Row]:
    """All at once: a county has some hundreds."""
    yield from organ_rows(list(organs(county)))


def counties(county: County) -> QuerySet[County]:
    """The one whose log it is."""
    return County.objects.filter(pk=county.pk).select_related("region")


def county_row(county: County) -> Row:
    """What it set for itself, who is in charge of what, and every notice of holidays."""
    notices = notices_over(county.code)
    return {
        "object": county.object_id.hex,
        "code": county.code,
        "log": county.log_origin,
        "is_demo": county.is_demo,
        "region": county.region.code if county.region else "",
        **{name: getattr(county, name) for name in (*LINES, HOST, ANSWER_DAYS, *NUMBERS)},
        "fields": fields_of(county),
        "notices": [_notice_row(one) for one in notices],
    }


def unannounced(county: County) -> list[CalendarNotice]:
    """The notices of holidays that nobody put on record: they came with the software, or should."""
    return [one for one in notices_over(county.code) if one.recorded_by_id is None]


def _notice_row(notice: CalendarNotice) -> Row:
    recorded_at = notice.recorded_at
    return {
        **dict(notice.said),
        "number": notice.number,
        "digest": digest_of(notice),
        "recorded_at": recorded_at.isoformat() if recorded_at else None,
    }


def places(county: County) -> QuerySet[Place]:
    """Boards, those that were taken down too."""
    return Place.objects.filter(organ__county=county).select_related("organ").order_by("pk")


def place_row(place: Place) -> Row:
    return {
        "object": place.object_id.hex,
        "organ": place.organ.code,
        "opened_on": place.opened_on.isoformat(),
        "closed_on": place.closed_on.isoformat() if place.closed_on else None,
    }


def gaps(county: County) -> QuerySet[GapExplanation]:
    """Why numbers of the register have no document; those that were withdrawn too."""
    return explanations_in(county)


def gap_row(said: GapExplanation) -> Row:
    withdrawn_at = said.withdrawn_at
    return {
        "object": said.object_id.hex,
        "organ": said.organ.code,
        "series": said.series,
        "year": said.year,
        "first": said.first,
        "last": said.last,
        "kind": said.kind,
        "words": said.words,
        "said_for": said.said_for.code,
        "said_at": said.said_at.isoformat(),
        "withdrawn_at": withdrawn_at.isoformat() if withdrawn_at else None,
        "withdrawn_because": said.withdrawn_because,
    }


def documents(county: County) -> QuerySet[IssuedDocument]:
    """The register of issued documents, those that were taken off it too."""
    found = IssuedDocument.objects.filter(organ__county=county).select_related("organ", "current")
    return found.annotate(forms=Count("registrations")).order_by("pk")


def document_row(document: IssuedDocument) -> Row:
    """How often it was said anew what it is, and which of these forms is shown; no words.

    None of them is where what was said of another document is shown.
    """
    current = document.current
    is_own = current is not None and current.document_id == document.pk
    return {
        "object": document.object_id.hex,
        "organ": document.organ.code,
        "forms": getattr(document, "forms"),  # noqa: B009 - annotated, unknown to types
        "form": current.number if current and is_own else None,
        "stands": document.stands,
    }
