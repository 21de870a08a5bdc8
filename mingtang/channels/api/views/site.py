"""What the site shows now, for whoever compares it with the log."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db.models import Count, Model, Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse

from mingtang.catalogue.choices import Emphasis
from mingtang.channels.api.answers import answer, choice, day, number, refusal
from mingtang.channels.api.views.acts import FAR
from mingtang.channels.shared.known import only_known
from mingtang.channels.shared.requests import PublicRequest
from mingtang.disclosure.choices import WAS_PUBLIC, Outcome
from mingtang.disclosure.models import Attachment, Disclosure
from mingtang.disclosure.queries import public
from mingtang.disclosure.rules.correcting import validity_note
from mingtang.foundation.errors import NotUnderstood
from mingtang.journeys import handed, registers, standing

MOST = 500
Thing = TypeVar("Thing", bound=Model)


@only_known("after", "since", "until", "organ", "emphasis", "outcome")
def disclosures(request: PublicRequest) -> HttpResponse:
    """Everything that was ever made public, by when it came into being; tombstones too.

    `?since=` and `until=` (days of first publication, both included), `organ=` (its code),
    `emphasis=` and `outcome=` narrow it, so that the figures about substance can be counted.
    """
    try:
        narrowed = _narrowed(request, public.published(request.county))
    except NotUnderstood as problem:
        return refusal(problem)
    files = Attachment.objects.filter(edition__state__in=WAS_PUBLIC).select_related("file")
    found = (
        narrowed.select_related(None)
        .select_related("organ", "current", "duty__fact")
        .annotate(edition_count=Count("editions", filter=Q(editions__state__in=WAS_PUBLIC)))
        .prefetch_related(Prefetch("editions__attachments", files, to_attr="shown"))
        .order_by("pk")
    )
    return one_by_one(request, "disclosures", found, _disclosure)


def _narrowed(request: PublicRequest, rows: QuerySet[Disclosure]) -> QuerySet[Disclosure]:
    """Raises NotUnderstood."""
    rows = public.came_out(rows, day(request, "since"), day(request, "until"))
    asked = {
        "organ__code": request.GET.get("organ", ""),
        "item__emphasis": choice(request, "emphasis", Emphasis.values),
        "outcome": choice(request, "outcome", Outcome.values),
    }
    return rows.filter(**{name: value for name, value in asked.items() if value})


def _disclosure(row: Disclosure) -> dict[str, object]:
    first, withdrawn, erased = row.first_published_at, row.withdrawn_at, row.erased_at
    current = row.current
    is_own = current is not None and current.disclosure_id == row.pk  # else another's is shown
    return {
        "object": row.object_id.hex,
        "organ": row.organ.code,
        "editions": getattr(row, "edition_count"),  # noqa: B009 - annotated, unknown to types
        "edition": current.number if current and is_own else None,
        "title": None if withdrawn else row.title,
        "duty": row.duty.object_id.hex if row.duty else None,
        "late_by": None if row.is_unowed else row.late_by,
        "fact_withdrawn": _fact_withdrawn(row),
        "validity": validity_note(row.validity, row.valid_until, row.validity_note),
        "published_at": first.isoformat() if first else None,
        "withdrawn_at": withdrawn.isoformat() if withdrawn else None,
        "erased_at": erased.isoformat() if erased else None,
        "files": [] if withdrawn else [_file(row, one) for one in _attachments(row)],
    }


def _fact_withdrawn(row: Disclosure) -> dict[str, str] | None:
    """That what it rests on never happened, since when that is said, and why."""
    fact = row.duty.fact if row.duty else None
    if fact is None or fact.withdrawn_at is None:
        return None
    return {
        "fact": fact.object_id.hex,
        "at": fact.withdrawn_at.isoformat(),
        "because": fact.withdrawn_because,
    }


def _attachments(row: Disclosure) -> Iterable[Attachment]:
    for edition in row.editions.all():
        yield from getattr(edition, "shown")  # noqa: B009 - prefetched under that name


def _file(row: Disclosure, one: Attachment) -> dict[str, str]:
    """Where to fetch it, from the root of the site."""
    path = reverse("website:attachment", args=[row.object_id, one.pk, one.name])
    return {"sha256": one.file.sha256, "path": path.removeprefix("/")}


@only_known("after")
def duties(request: PublicRequest) -> HttpResponse:
    """Every duty that is not inside an organ, open or ended, by when it came into being."""
    return one_by_one(request, "duties", standing.duties(request.county), standing.duty_row)


@only_known("after")
def facts(request: PublicRequest) -> HttpResponse:
    """What was put on record for an item that everybody may read of, with what took its place."""
    return one_by_one(request, "facts", standing.facts(request.county), standing.fact_row)


@only_known("after")
def standards(request: PublicRequest) -> HttpResponse:
    """Every edition of the catalogue, with a digest of all its items as they are now."""
    return one_by_one(
        request, "standards", standing.standards(request.county), standing.standard_row
    )


@only_known("after")
def items(request: PublicRequest) -> HttpResponse:
    """Every item of every edition that is not inside an organ, by when it was adopted."""
    return one_by_one(request, "items", standing.items(request.county), standing.item_row)


@only_known("after")
def organs(request: PublicRequest) -> HttpResponse:
    """The register: every body there is or was, by when it was registered."""
    return _pages(request, "organs", registers.organs(request.county), registers.organ_rows)


@only_known("after")
def counties(request: PublicRequest) -> HttpResponse:
    """The county whose site this is: its settings, fields in charge, and holidays."""
    return one_by_one(request, "counties", registers.counties(request.county), registers.county_row)


@only_known("after")
def disputes(request: PublicRequest) -> HttpResponse:
    """All that people said of the pages, by when it came in; no words."""
    return one_by_one(request, "disputes", standing.disputes(request.county), standing.dispute_row)


@only_known("after")
def postings(request: PublicRequest) -> HttpResponse:
    """All that hangs or hung on boards, by when it was sent there."""
    return one_by_one(request, "postings", standing.postings(request.county), standing.posting_row)


@only_known("after")
def places(request: PublicRequest) -> HttpResponse:
    """Every board there is or was, by when it was registered."""
    return one_by_one(request, "places", registers.places(request.county), registers.place_row)


@only_known("after")
def documents(request: PublicRequest) -> HttpResponse:
    """The register of issued documents, by when each was put on it; no words."""
    return one_by_one(
        request, "documents", registers.documents(request.county), registers.document_row
    )


@only_known("after")
def gaps(request: PublicRequest) -> HttpResponse:
    """Why numbers of the register have no document, by when it was said; withdrawn ones too."""
    return one_by_one(request, "gaps", registers.gaps(request.county), registers.gap_row)


@only_known("after")
def transfers(request: PublicRequest) -> HttpResponse:
    """What organs asked each other to take, and what was decided, with reasons; no person."""
    return one_by_one(request, "transfers", handed.transfers(request.county), handed.transfer_row)


@only_known("after")
def consultations(request: PublicRequest) -> HttpResponse:
    """Drafts that another organ was asked about, by when it was asked; no words."""
    found = handed.consultations(request.county)
    return one_by_one(request, "consultations", found, handed.consultation_row)


@only_known("after")
def examinations(request: PublicRequest) -> HttpResponse:
    """Looks at what is withheld: when due, when done, and what everybody may read of each."""
    found = handed.examinations(request.county)
    return one_by_one(request, "examinations", found, handed.examination_row)


def one_by_one(
    request: PublicRequest,
    name: str,
    found: QuerySet[Thing],
    row: Callable[[Thing], dict[str, object]],
) -> HttpResponse:
    return _pages(request, name, found, lambda things: [row(one) for one in things])


def _pages(
    request: PublicRequest,
    name: str,
    found: QuerySet[Thing],
    rows_of: Callable[[list[Thing]], list[dict[str, object]]],
) -> HttpResponse:
    """`?after=KEY`: those that came later, as many as fit; `next` is the key to go on from."""
    try:
        after = number(request, "after", otherwise=0, most=FAR)
    except NotUnderstood as problem:
        return refusal(problem)
    rows = list(found.filter(pk__gt=after)[:MOST])
    return answer({name: rows_of(rows), "next": rows[-1].pk if rows else None})
