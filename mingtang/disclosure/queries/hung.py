"""Where publications hang, where they do not hang yet, and where they must come down (送达)."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from mingtang.catalogue.choices import Audience, Channel
from mingtang.disclosure.choices import WAS_PUBLIC, DeliveryState
from mingtang.disclosure.models import Delivery, Disclosure, Receipt
from mingtang.organs.models import County, Place

WAITING = Q(state=DeliveryState.WAITING)
BOARDLESS = WAITING & Q(channel=Channel.BOARD, place__isnull=True)
HANGING = Q(state__in=(DeliveryState.POSTED, DeliveryState.TO_REMOVE))


def must_come_down(on: datetime.date) -> Q:
    """Withdrawn, replaced, or its notice period over: seen by the day, before any job ran."""
    return Q(state=DeliveryState.TO_REMOVE) | Q(state=DeliveryState.POSTED, remove_from__lte=on)


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


def _on_boards(county: County) -> QuerySet[Delivery]:
    return Delivery.objects.filter(
        organ__county=county,
        channel=Channel.BOARD,
        edition__disclosure__audience=Audience.PUBLIC,
        edition__state__in=WAS_PUBLIC,
    ).select_related("place", "organ", "edition__disclosure")
