import datetime
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Count, F, QuerySet

from mingtang.audit.choices import AuditKind
from mingtang.audit.models import AuditRecord, Mismatch


def records_of(
    county_code: str,
    *,
    kinds: Collection[AuditKind] = (),
    by_id: int | None = None,
    since: datetime.datetime | None = None,
    until: datetime.datetime | None = None,
) -> QuerySet[AuditRecord]:
    """What is on record of one county, newest first, with person and ledger entry.

    An empty code asks for what concerns the whole installation, and for nothing else. `since` is
    included, `until` is not. All kinds, unless some are named.
    """
    records = AuditRecord.objects.filter(county_code=county_code)
    if kinds:
        records = records.filter(kind__in=kinds)
    if by_id is not None:
        records = records.filter(by_id=by_id)
    if since is not None:
        records = records.filter(at__gte=since)
    if until is not None:
        records = records.filter(at__lt=until)
    return records.select_related("by", "entry").order_by("-at", "-id")


def history_of(county_code: str, object_id: UUID) -> QuerySet[AuditRecord]:
    """All that was done to one thing, and who looked at it, oldest first."""
    records = AuditRecord.objects.filter(county_code=county_code, object_id=object_id)
    return records.select_related("by", "entry").order_by("at", "id")


def actors(entry_keys: Iterable[int]) -> dict[int, str]:
    """Who or what did each act, as the public record's person has it; by the entry's key."""
    records = AuditRecord.objects.filter(entry__in=list(entry_keys)).select_related("by")
    return {
        record.entry_id: record.by.username if record.by else record.agent
        for record in records
        if record.entry_id is not None
    }


def looks_at(county_code: str, object_id: UUID) -> QuerySet[AuditRecord]:
    """Who looked at the personal data of one thing, and when, oldest first."""
    return history_of(county_code, object_id).filter(kind=AuditKind.LOOKED)


def mismatches(county_code: str) -> QuerySet[Mismatch]:
    """What is not as it was put on record: still so first, then the newest."""
    found = Mismatch.objects.filter(county_code=county_code)
    return found.order_by(F("gone_at").asc(nulls_first=True), "-found_at", "-id")


def open_mismatches() -> dict[str, int]:
    """How many there are now, by the county's code; counties without any are left out."""
    found = Mismatch.objects.filter(gone_at__isnull=True).order_by()
    return dict(found.values_list("county_code").annotate(n=Count("id")))


def in_doubt(objects: Iterable[UUID]) -> set[UUID]:
    """Those of which something is known not to be as it was put on record; one query."""
    asked = list(objects)
    if not asked:
        return set()
    found = Mismatch.objects.filter(object_id__in=asked, gone_at__isnull=True)
    return {one for one in found.values_list("object_id", flat=True) if one is not None}
