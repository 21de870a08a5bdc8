"""Where publications hang, where they do not hang yet, and where they must come down (送达)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from mingtang.catalogue.choices import Audience, Channel
from mingtang.disclosure.choices import WAS_PUBLIC, DeliveryState
from mingtang.disclosure.models import Delivery, Disclosure, Receipt
from mingtang.disclosure.rules.delivering import ends_now
from mingtang.foundation.clock import day_of
from mingtang.foundation.terms import Unit
from mingtang.foundation.working_days import Calendar
from mingtang.organs.models import County, Place
from mingtang.terms.queries import calendar as calendar_of

WAITING = Q(state=DeliveryState.WAITING)
BOARDLESS = WAITING & Q(channel=Channel.BOARD, place__isnull=True)
OF_WORKING_DAYS = Q(notice_unit=Unit.WORKING_DAYS, notice_days__isnull=False)
HANGING = Q(state__in=(DeliveryState.POSTED, DeliveryState.TO_REMOVE))


def must_come_down(on: datetime.date) -> Q:
    """Withdrawn, replaced, or its notice period over: seen by the day, before any job ran.

    Of a period in working days the job says when it is over: a notice of holidays may have made
    it longer meanwhile (`may_come_down_from`).
    """
    over = Q(state=DeliveryState.POSTED, remove_from__lte=on) & ~OF_WORKING_DAYS
    return Q(state=DeliveryState.TO_REMOVE) | over


def may_come_down_from(sheet: Delivery, calendar: Calendar) -> datetime.date | None:
    """The first day on which it may, by the calendar as it is now; None where any day will do."""
    if sheet.posted_at is None:
        return sheet.remove_from
    return ends_now(sheet.remove_from, day_of(sheet.posted_at), sheet.notice_term, calendar)


def over_in_working_days(on: datetime.date) -> list[int]:
    """Keys of the sheets that hang as many working days as they must. A query for each county."""
    hanging = Delivery.objects.filter(
        OF_WORKING_DAYS, state=DeliveryState.POSTED, remove_from__lte=on
    ).select_related("organ__county")
    days: dict[str, Calendar] = {}
    over: list[int] = []
    for sheet in hanging.order_by("id"):
        code = sheet.organ.county.code
        known = days.get(code) or days.setdefault(code, calendar_of(code))
        since = may_come_down_from(sheet, known)
        if since is None or since <= on:
            over.append(sheet.pk)
    return over


def deliveries_of(disclosure: Disclosure) -> list[Delivery]:
    """Of all its editions that were ever public, the newest first, with receipts; two queries."""
    return list(
        Delivery.objects.filter(edition__disclosure=disclosure, edition__state__in=WAS_PUBLIC)
        .exclude(state=DeliveryState.CANCELLED)
        .select_related("place", "edition")
        .prefetch_related("receipts")
        .order_by("-edition__number", "channel", "id")
    )


def photograph(disclosure: Disclosure, receipt_id: int) -> Receipt | None:
    """A receipt with its photograph, of an edition that was ever public."""
    return (
        Receipt.objects.filter(
            pk=receipt_id,
            delivery__edition__disclosure=disclosure,
            delivery__edition__state__in=WAS_PUBLIC,
            photograph__isnull=False,
        )
        .select_related("photograph")
        .first()
    )


@dataclass(frozen=True)
class BoardTally:
    """What is on one board: `late` of the `waiting` should hang already."""

    hanging: int = 0
    waiting: int = 0
    late: int = 0
    to_remove: int = 0


def board_tallies(county: County, on: datetime.date) -> dict[int, BoardTally]:
    """By the key of the place; boards without anything are left out. One query."""
    rows = (
        _on_boards(county)
        .filter(place__isnull=False)
        .order_by()
        .values("place_id")
        .annotate(
            hanging=Count("id", filter=HANGING),
            waiting=Count("id", filter=WAITING),
            late=Count("id", filter=WAITING & Q(post_by__lt=on)),
            to_remove=Count("id", filter=must_come_down(on)),
        )
    )
    return {
        place: BoardTally(hanging, waiting, late, to_remove)
        for place, hanging, waiting, late, to_remove in rows.values_list(
            "place_id", "hanging", "waiting", "late", "to_remove"
        )
    }


@dataclass(frozen=True)
class Boardless:
    """An organ that has no board for the `waiting` things that must hang on one."""

    organ_id: int
    name: str
    object_id: UUID
    waiting: int
    post_by: datetime.date | None


def boardless(county: County) -> list[Boardless]:
    """Organs that owe a board, whoever has owed it longest first. One query."""
    rows: Any = (
        _on_boards(county)
        .filter(BOARDLESS)
        .values("organ_id", "organ__name", "organ__object_id")
        .annotate(waiting=Count("id"), first=Min("post_by"))
        .order_by("first", "organ_id")
    )
    return [
        Boardless(*row)
        for row in rows.values_list(
            "organ_id", "organ__name", "organ__object_id", "waiting", "first"
        )
    ]


def not_cleared(county: County, on: datetime.date) -> QuerySet[Delivery]:
    """What hangs although it must come down, the longest first."""
    return _on_boards(county).filter(must_come_down(on)).order_by("remove_from", "id")


def not_posted(county: County) -> QuerySet[Delivery]:
    """What does not hang yet, the most urgent first."""
    return _on_boards(county).filter(WAITING).order_by("post_by", "id")


def on_board(place: Place) -> QuerySet[Delivery]:
    """What hangs on one board now, the newest first."""
    return _on_boards(place.organ.county).filter(HANGING, place=place).order_by("-posted_at", "-id")


def waiting_for_board(place: Place) -> QuerySet[Delivery]:
    """What is to hang on one board and does not yet, the most urgent first."""
    return not_posted(place.organ.county).filter(place=place)


def to_come_down_from(place: Place, on: datetime.date) -> QuerySet[Delivery]:
    """What hangs on one board although it must come down, the longest first."""
    return not_cleared(place.organ.county, on).filter(place=place)


def as_they_hang(sheets: Iterable[Delivery]) -> list[Delivery]:
    """The same, read anew; those that are gone are left out."""
    found = Delivery.objects.select_related("place", "organ", "edition__disclosure")
    return list(found.filter(pk__in=[sheet.pk for sheet in sheets]))


def _on_boards(county: County) -> QuerySet[Delivery]:
    return Delivery.objects.filter(
        organ__county=county,
        channel=Channel.BOARD,
        edition__disclosure__audience=Audience.PUBLIC,
        edition__state__in=WAS_PUBLIC,
    ).select_related("place", "organ", "edition__disclosure")
