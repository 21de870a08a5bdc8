import datetime
from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from mingtang.audit.choices import AuditKind
from mingtang.audit.models import AuditRecord


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


def looks_at(county_code: str, object_id: UUID) -> QuerySet[AuditRecord]:
    """Who looked at the personal data of one thing, and when, oldest first."""
    return history_of(county_code, object_id).filter(kind=AuditKind.LOOKED)
