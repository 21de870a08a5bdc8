"""Sheets and boards: against their editions each night, against the log on reading."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from mingtang.catalogue.choices import Channel
from mingtang.disclosure.choices import (
    WAS_PUBLIC,
    DeliveryState,
    EditionState,
    ReceiptKind,
    WithdrawalGround,
)
from mingtang.disclosure.models import Delivery, Edition
from mingtang.disclosure.queries.committed import PUBLISHING
from mingtang.disclosure.queries.posted import RECEIPTS
from mingtang.disclosure.rules.delivering import (
    REPLACED,
    Hung,
    is_as_it_must_be,
    reasons_to_come_down,
)
from mingtang.foundation.clock import day_of
from mingtang.foundation.kept_words import in_chinese
from mingtang.journeys import standing
from mingtang.journeys.checking.misfits import (
    CONTENT_CHANGED,
    ON_WEBSITE_CHANGED,
    POSTING_CHANGED,
    TITLE_CHANGED,
    Misfit,
)
from mingtang.journeys.checking.rows import of_rows
from mingtang.journeys.checking.things import Things
from mingtang.journeys.openings import opened
from mingtang.ledger import queries as ledger
from mingtang.organs.models import County, Place
from mingtang.organs.queries.places import OF_PLACES
from mingtang.organs.queries.register import predecessors
from tlog.folder import Folder

AT_A_TIME = 1000


def of_sheets(county: County) -> Iterator[Misfit]:
    """Whether each waits, hangs, must come down or is called off as its edition is, for a reason
    that there is, and is kept by the organ of its board.

    One query; two more for each that a merger may have moved.
    """
    next_at = _next_at()
    sheets = (
        Delivery.objects.filter(edition__disclosure__county=county)
        .exclude(channel=Channel.WEBSITE)
        .select_related("edition__disclosure__organ", "organ", "place__organ")
        .annotate(
            replaced_at=next_at,
            ended_at=Coalesce(next_at, F("edition__disclosure__withdrawn_at")),
            put_up=Count("receipts", filter=Q(receipts__kind=ReceiptKind.POSTED)),
            taken_down=Count("receipts", filter=Q(receipts__kind=ReceiptKind.REMOVED)),
        )
        .order_by("pk")
    )
    for sheet in sheets.iterator(chunk_size=AT_A_TIME):
        ended_at = sheet.ended_at if sheet.edition.state != EditionState.PUBLISHED else None
        fits = (
            sheet.organ.county_id == county.pk
            and _has_its_receipts(sheet)
            and _fits(sheet, ended_at)
            and sheet.remove_because in _reasons(sheet, ended_at)
            and _is_kept_by_its_organ(sheet)
        )
        if not fits:
            yield Misfit(sheet.object_id, POSTING_CHANGED)


def of_website(county: County) -> Iterator[Misfit]:
    """Whether each edition went on the website as it was published, and off it as it was replaced
    or withdrawn; one query. The publication is told of, its way there has no entries."""
    there = Delivery.objects.filter(edition__disclosure__county=county, channel=Channel.WEBSITE)
    ends = Coalesce(_next_at(), F("edition__disclosure__withdrawn_at"))
    rows = there.annotate(ended_at=ends).order_by("pk")
    names = ("state", "posted_at", "removed_at", "edition__published_at", "ended_at")
    objects = rows.values_list("edition__disclosure__object_id", *names)
    for object_id, *is_so, published_at, ended_at in objects.iterator(chunk_size=AT_A_TIME):
        state = DeliveryState.REMOVED if ended_at else DeliveryState.POSTED
        if is_so != [state, published_at, ended_at]:
            yield Misfit(object_id, ON_WEBSITE_CHANGED)


def _next_at() -> Subquery:
    """When the edition that took the place of a sheet's was published."""
    later = Edition.objects.filter(
        disclosure=OuterRef("edition__disclosure"),
        number__gt=OuterRef("edition__number"),
        state__in=WAS_PUBLIC,
    )
    return Subquery(later.order_by("number").values("published_at")[:1])


def of_boards(places: Sequence[Place], sheets: Sequence[Delivery], folder: Folder) -> list[Misfit]:
    """For a page on which they are about to be shown: the boards, what hangs or should hang there,
    and what that says. As many queries, however many they are."""
    about = [one.object_id for one in (*places, *sheets)]
    entries = ledger.told_about(about, (*OF_PLACES, *RECEIPTS)) if about else []
    things = Things()
    things.tell(entries)
    moved = things.postings.compare(map(standing.posting_row, sheets))
    return [
        *of_rows(entries, folder),
        *things.unbound(),
        *(Misfit(UUID(obj), POSTING_CHANGED) for _kind, obj, _chinese, _english in moved),
        *_published(sheets),
    ]


def _published(sheets: Sequence[Delivery]) -> Iterable[Misfit]:
    """Whether each is of an edition that is still what was published, under its title."""
    shown = {sheet.edition.disclosure.object_id: sheet for sheet in sheets}
    for one in opened(ledger.told_about(shown, PUBLISHING) if shown else []):
        if one.misfits:
            yield Misfit(one.entry.object_id, CONTENT_CHANGED, one.entry.index)
    for object_id, sheet in shown.items():
        disclosure = sheet.edition.disclosure
        is_current = disclosure.current_id == sheet.edition_id and not disclosure.is_withdrawn
        if is_current and disclosure.title != sheet.edition.title:
            yield Misfit(object_id, TITLE_CHANGED)


def _has_its_receipts(sheet: Delivery) -> bool:
    """One of each time that it was put up or taken down, and no other."""
    counted = (getattr(sheet, "put_up"), getattr(sheet, "taken_down"))  # noqa: B009 - annotated
    return counted == (sheet.posted_at is not None, sheet.removed_at is not None)


def _fits(sheet: Delivery, ended_at: datetime.datetime | None) -> bool:
    hung = Hung(
        posted=_day(sheet.posted_at),
        removed=_day(sheet.removed_at),
        remove_from=sheet.remove_from,
        ended=_day(ended_at),
        has_term=sheet.notice_days is not None,
    )
    return is_as_it_must_be(sheet.state, hung)


def _reasons(sheet: Delivery, ended_at: datetime.datetime | None) -> set[str]:
    if ended_at is None:
        return reasons_to_come_down(sheet.state, came=_order(sheet.removed_at, None), ended="")
    is_replaced = getattr(sheet, "replaced_at") is not None  # noqa: B009 - annotated
    ground = sheet.edition.disclosure.withdrawal_ground
    why = REPLACED if is_replaced else ground and in_chinese(WithdrawalGround(ground).label)
    return reasons_to_come_down(sheet.state, came=_order(sheet.removed_at, ended_at), ended=why)


def _order(removed: datetime.datetime | None, ended: datetime.datetime | None) -> int | None:
    """Negative where it came down first, as it did where nothing ended."""
    if removed is None or ended is None:
        return None if removed is None else -1
    return (removed > ended) - (removed < ended)


def _is_kept_by_its_organ(sheet: Delivery) -> bool:
    """By that of its board; one without a board, by whoever answers for what it says."""
    about = sheet.edition.disclosure.organ
    if sheet.place is None:
        return sheet.organ == about or about in predecessors(sheet.organ)
    return sheet.organ == sheet.place.organ or sheet.organ in predecessors(sheet.place.organ)


def _day(at: datetime.datetime | None) -> datetime.date | None:
    return day_of(at) if at else None
