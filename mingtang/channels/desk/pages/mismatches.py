"""What is shown but is not what was put on record, for the audit administrator."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from mingtang.audit.models import Mismatch
from mingtang.audit.queries import mismatches
from mingtang.catalogue.queries.pages import named_duties
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.shared.access import Seat, StaffRequest
from mingtang.channels.shared.again import templates_of, told_again
from mingtang.channels.shared.paging import in_order
from mingtang.disclosure.queries import public
from mingtang.jobs.queries import JobHealth, health
from mingtang.journeys.checking import misfits
from mingtang.journeys.schedule import CHECK_RECORD
from mingtang.ledger.queries import days_stamped, late_stamps
from mingtang.organs.models import County
from mingtang.organs.rules.roles import Power
from tlog.stamps import gaps

ROWS = 50
GAPS_SHOWN = 10
SHOWN_TODAY = 10
WORDS = templates_of(misfits)


@dataclass(frozen=True)
class Stamps:
    """How it stands with the stamps of the log; `gaps` are the days that have none."""

    latest: datetime.date | None
    is_late: bool
    gaps: list[datetime.date]


@dataclass(frozen=True)
class MismatchRow:
    """`address` is that of the public page, if it is about one."""

    words: str
    found_at: datetime.datetime
    gone_at: datetime.datetime | None
    title: str
    address: str
    object_id: str


def mismatches_page(request: StaffRequest, seat: Seat) -> dict[str, Any]:
    """Those of now first, then what was and is gone; and when it was last looked."""
    paged = in_order(mismatches(seat.county.code), request, ROWS)
    rows = mismatch_rows(seat.county, paged.rows)
    return {
        **desk_frame(seat, "mismatches"),
        "paged": paged,
        "open": [row for row in rows if row.gone_at is None],
        "gone": [row for row in rows if row.gone_at is not None],
        "check": latest_check(seat.at),
        "stamps": stamps_of(seat.county.log_origin, seat.at),
    }


def stamps_of(origin: str, at: datetime.datetime) -> Stamps | None:
    """None where nothing is stamped, and never was."""
    days = days_stamped(origin)
    if not days and not settings.STAMP_URL:
        return None
    return Stamps(
        latest=days[-1] if days else None,
        is_late=bool(settings.STAMP_URL) and origin in late_stamps(at),
        gaps=gaps(days)[-GAPS_SHOWN:],
    )


def open_today(seat: Seat) -> list[MismatchRow]:
    """For who watches the record, and for nobody else."""
    if not seat.may(Power.READ_AUDIT):
        return []
    found = mismatches(seat.county.code).filter(gone_at__isnull=True)
    return mismatch_rows(seat.county, list(found[:SHOWN_TODAY]))


def mismatch_rows(county: County, found: Sequence[Mismatch]) -> list[MismatchRow]:
    """With the pages that they are about: two queries, however many."""
    pages = _pages(county, {one.object_id for one in found if one.object_id})
    return [_row(one, pages) for one in found]


def latest_check(at: datetime.datetime) -> JobHealth | None:
    """How the nightly check stands; None where it never was to run."""
    return next((job for job in health(at=at) if job.name == CHECK_RECORD), None)


def _row(found: Mismatch, pages: dict[UUID, tuple[str, str]]) -> MismatchRow:
    title, address = pages.get(found.object_id, ("", "")) if found.object_id else ("", "")
    return MismatchRow(
        words=told_again(found.words, WORDS),
        found_at=found.found_at,
        gone_at=found.gone_at,
        title=title,
        address=address,
        object_id=str(found.object_id or ""),
    )


def _pages(county: County, objects: Collection[UUID]) -> dict[UUID, tuple[str, str]]:
    """Title and address by object."""
    if not objects:
        return {}
    disclosures = public.published(county).filter(object_id__in=objects)
    return {
        **{
            duty.object_id: (duty.title, reverse("website:duty", args=[duty.object_id]))
            for duty in named_duties(county, objects)
        },
        **{
            one.object_id: (one.title, reverse("website:disclosure", args=[one.object_id]))
            for one in disclosures
        },
    }
