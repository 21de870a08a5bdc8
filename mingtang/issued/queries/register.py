"""The register itself: documents by number, by organ, by year."""

from collections.abc import Collection

from django.db.models import Max, Prefetch, QuerySet

from mingtang.catalogue.choices import Audience
from mingtang.catalogue.models import Duty, Fact
from mingtang.catalogue.queries.corrected import latest_form
from mingtang.catalogue.queries.facts import standing_facts
from mingtang.catalogue.queries.lags import around, maybe_told_in
from mingtang.catalogue.rules.holding_back import INSTEAD
from mingtang.catalogue.rules.lags import days_until_recorded
from mingtang.foundation.clock import day_of
from mingtang.foundation.document_numbers import compared
from mingtang.issued.choices import Attribute
from mingtang.issued.models import IssuedDocument, Registration
from mingtang.issued.queries.items import OPENING
from mingtang.issued.rules.doubts import NOBODY, Owner, owner_by_name
from mingtang.issued.rules.numbers import Number
from mingtang.organs.models import County, Organ

NEWEST, OLDEST, BY_NUMBER = "", "oldest", "number"
ORDERS = {
    NEWEST: ("-current__issued_on", "-serial", "-id"),
    OLDEST: ("current__issued_on", "serial", "id"),
    BY_NUMBER: ("series", "serial", "id"),
}


def documents_of(county: County, organs: Collection[int] | None = None) -> QuerySet[IssuedDocument]:
    """Withdrawn ones too: the record has no holes. All of the county, or of these organs."""
    found = IssuedDocument.objects.filter(organ__county=county)
    if organs is not None:
        found = found.filter(organ__in=organs)
    return found.select_related("organ__county", "current__fact").order_by(*ORDERS[NEWEST])


def register_of(organ: Organ) -> QuerySet[IssuedDocument]:
    return documents_of(organ.county, [organ.pk])


def with_attribute(documents: QuerySet[IssuedDocument], attribute: str) -> QuerySet[IssuedDocument]:
    return documents.filter(current__attribute=attribute)


def standing(documents: QuerySet[IssuedDocument]) -> QuerySet[IssuedDocument]:
    return documents.filter(withdrawn_at__isnull=True)


def withdrawn(documents: QuerySet[IssuedDocument]) -> QuerySet[IssuedDocument]:
    return documents.filter(withdrawn_at__isnull=False)


def without_duties(documents: QuerySet[IssuedDocument]) -> QuerySet[IssuedDocument]:
    """Of those that stand, those that opened nothing: not for everyone, or under no item."""
    return standing(documents).exclude(
        current__attribute=Attribute.ACTIVE, current__fact__item__audience=Audience.PUBLIC
    )


def with_registrations(documents: QuerySet[IssuedDocument]) -> QuerySet[IssuedDocument]:
    """With all that was ever said of each, the first first. One query more."""
    told = Registration.objects.select_related("fact__item").order_by("number")
    return documents.prefetch_related(Prefetch("registrations", told))


def standing_document(county: County, number: Number) -> IssuedDocument | None:
    """Whose number that is in the county. One query."""
    return (
        IssuedDocument.objects.filter(
            organ__county=county, withdrawn_at__isnull=True, **number._asdict()
        )
        .select_related("organ__county", "current__fact")
        .order_by("id")
        .first()
    )


def joint_documents(organ: Organ, year: int) -> list[IssuedDocument]:
    """For everyone, led and registered by another, owed by this organ too. One query."""
    found = IssuedDocument.objects.filter(
        current__fact__duties__joint_bodies__organ=organ, year=year, withdrawn_at__isnull=True
    )
    return list(found.select_related("organ", "current").distinct().order_by("id"))


def highest_serial(organ: Organ, series: str, year: int) -> int:
    """Of those that stand; 0 where there is none. One query."""
    standing = IssuedDocument.objects.filter(
        organ=organ, series=series, year=year, withdrawn_at__isnull=True
    )
    return standing.aggregate(highest=Max("serial"))["highest"] or 0


def owner_of_series(organ: Organ, series: str) -> Owner:
    """The other organ of the county that uses these letters (机关代字) in what stands on its
    register; nobody where this one does too. Where none does, the one whose name they fit better.
    One query; one more where they are used for the first time."""
    rows = IssuedDocument.objects.filter(
        organ__county=organ.county, series=series, withdrawn_at__isnull=True
    ).order_by("organ_id")
    owners = dict(rows.values_list("organ_id", "organ__name").distinct())
    if owners:
        return NOBODY if organ.pk in owners else Owner(next(iter(owners.values())))
    others = Organ.objects.filter(county=organ.county, dissolved_on__isnull=True)
    return owner_by_name(
        series, organ.name, others.exclude(pk=organ.pk).values_list("name", flat=True)
    )


def document_of(fact: Fact) -> IssuedDocument | None:
    """The document that a fact is, as it is registered now. One query."""
    return IssuedDocument.objects.filter(current__fact=fact, withdrawn_at__isnull=True).first()


def was_document(fact: Fact) -> IssuedDocument | None:
    """The document that a fact is or was in any of its forms. A query for each form."""
    form: Fact | None = latest_form(fact)
    while form is not None:
        if found := IssuedDocument.objects.filter(registrations__fact=form).first():
            return found
        form = form.corrects
    return None


def before_under_its_number(document: IssuedDocument) -> list[IssuedDocument]:
    """Those that were withdrawn under its number, where it is not for everyone itself: what was
    public of them may be what should not have been. One query, or none."""
    if document.now.attribute == Attribute.ACTIVE:
        return []
    found = IssuedDocument.objects.filter(
        organ=document.organ_id,
        series=document.series,
        year=document.year,
        serial=document.serial,
        withdrawn_at__isnull=False,
    )
    return list(found.exclude(pk=document.pk).select_related("current").order_by("-id"))


def public_titles_left(document: IssuedDocument) -> list[str]:
    """The titles that everybody still reads and the register says no more. One query."""
    told = document.registrations.filter(attribute=Attribute.ACTIVE).exclude(
        title__in=["", INSTEAD]
    )
    titles = set(told.values_list("title", flat=True))
    return sorted(titles - {document.now.title} if document.is_for_all else titles)


def fact_with_number(organ: Organ, number: str) -> Fact | None:
    """That the document was issued, where somebody put it on record before it was registered."""
    return (
        standing_facts()
        .filter(
            organ=organ, number_key=compared(number), kind__in=OPENING, registrations__isnull=True
        )
        .select_related("item")
        .order_by("id")
        .first()
    )


def owed_under_number(organ: Organ, number: str) -> Duty | None:
    """What a document of that number opened that was taken off the record since. One query."""
    gone = Duty.objects.filter(
        fact__organ=organ, fact__number_key=compared(number), fact__withdrawn_at__isnull=False
    )
    return gone.order_by("due_on", "id").first()


def duties_of_document(document: IssuedDocument) -> list[Duty]:
    """To publish it, and to explain it. One query."""
    fact = document.now.fact
    if fact is None:
        return []
    duties = Duty.objects.filter(fact=fact).select_related("item", "organ")
    return list(duties.order_by("due_on", "id"))


def years_of(organ: Organ) -> list[int]:
    """The years of its numbers, the newest first. One query."""
    years = IssuedDocument.objects.filter(organ=organ).order_by().values_list("year", flat=True)
    return sorted(set(years.distinct()), reverse=True)


def registered_days(organ: Organ, year: int) -> list[int]:
    """Of documents that opened nothing, the calendar days until they were on record. One query.

    Those that are not for everyone, and those for which the catalogue has no item.
    """
    rows = IssuedDocument.objects.filter(organ=organ, year=year)
    return [days for _fact, days in _days(without_duties(rows))]


def days_by_fact(organ: Organ, year: int) -> dict[int, int]:
    """The same of documents that are facts of that year, or were corrected, by the key of the
    fact. Those of the organ, and those whose facts it recorded. One query."""
    rows = IssuedDocument.objects.filter(
        around(organ, "current__fact__"), maybe_told_in(year, "current__fact__")
    )
    return {fact: days for fact, days in _days(rows) if fact}


def _days(documents: QuerySet[IssuedDocument]) -> list[tuple[int | None, int]]:
    """Each with its fact. They count from what was said first, as far as that is the worse."""
    rows = documents.filter(registrations__number=1).values_list(
        "current__fact", "registrations__issued_on", "current__issued_on", "registered_at"
    )
    return [
        (fact, days_until_recorded(first_said=first, said_now=now, recorded_on=day_of(at)))
        for fact, first, now, at in rows
    ]
