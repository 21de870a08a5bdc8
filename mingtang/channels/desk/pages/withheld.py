"""What is withheld at the desk: what has to be looked at again, and by when."""

import datetime
from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from mingtang.catalogue.choices import Audience
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.desk.pages.left import SOON, left
from mingtang.channels.desk.pages.seen import organs_seen
from mingtang.channels.shared.access import Seat, StaffRequest
from mingtang.channels.shared.paging import in_order
from mingtang.disclosure.choices import ExemptionGround
from mingtang.disclosure.models import Disclosure
from mingtang.foundation.working_days import Calendar
from mingtang.organs.rules.roles import Power
from mingtang.terms.queries import calendar
from mingtang.withheld import permissions
from mingtang.withheld.queries.listing import withheld_listing
from mingtang.withheld.queries.standing import Withheld, withheld_by

AHEAD = datetime.timedelta(days=30)


@dataclass(frozen=True)
class WithheldRow:
    """Named `days_left` as of every matter, so that the same words stand beside it."""

    one: Withheld
    days_left: int
    ground: str
    address: str
    is_mine: bool

    @property
    def is_late(self) -> bool:
        return self.days_left < 0

    @property
    def is_soon(self) -> bool:
        return 0 <= self.days_left <= SOON

    @property
    def days_late(self) -> int:
        return -self.days_left


def withheld_page(request: StaffRequest, seat: Seat) -> dict[str, Any]:
    """All that one's own organs withhold, and those merged into them; of the county, for who
    oversees it. The most urgent first."""
    inside, own = seat.answers_for(Power.READ_INTERNAL), seat.answers_for(Power.READ_DESK)
    organs = None if organs_seen(seat) is None else own
    listing = withheld_listing(seat.county, organs, inside=inside)
    paged = in_order(listing, request)
    return {
        **desk_frame(seat, "withheld"),
        "paged": paged,
        "rows": _rows(paged.rows, seat, own),
        "late": listing.overdue(seat.on),
        "months": seat.county.look_again_months,
    }


def looks_soon(seat: Seat) -> list[WithheldRow]:
    """What the person has to look at within a month, or should have, in one's own organs."""
    inside, own = seat.answers_for(Power.READ_INTERNAL), seat.answers_for(Power.READ_DESK)
    soon = withheld_by(seat.county, own, due_until=seat.on + AHEAD)
    seen = [one for one in soon if one.organ.pk in inside or not _is_inside(one)]
    return [row for row in _rows(seen, seat, own) if row.is_mine]


def _rows(found: Iterable[Withheld], seat: Seat, own: Container[int]) -> list[WithheldRow]:
    """What may be done is asked once for each organ."""
    days = calendar(seat.county.code)
    may: dict[tuple[int, bool], bool] = {}
    rows = []
    for one in found:
        key = (one.organ.pk, one.is_document)
        if key not in may:
            may[key] = _may_examine(one, seat, is_own=one.organ.pk in own)
        rows.append(_row(one, seat, days, is_mine=may[key]))
    return rows


def _is_inside(one: Withheld) -> bool:
    return isinstance(one.thing, Disclosure) and one.thing.audience == Audience.INTERNAL


def _may_examine(one: Withheld, seat: Seat, *, is_own: bool) -> bool:
    """Of organs that are not one's own, by the posts at hand: no query for each of a county."""
    if not is_own:
        return one.is_document and seat.may(Power.RECORD_FACT, one.organ)
    if isinstance(one.thing, Disclosure):
        return permissions.may_examine_publication(seat.person, one.thing, seat.on)
    return permissions.may_examine_document(seat.person, one.thing, seat.on)


def _row(one: Withheld, seat: Seat, days: Calendar, *, is_mine: bool) -> WithheldRow:
    name = "desk:withheld-document" if one.is_document else "desk:withheld-publication"
    return WithheldRow(
        one=one,
        days_left=left(one.due_on, seat.on, days),
        ground=str(ExemptionGround(one.ground).label),
        address=reverse(name, args=[one.thing.object_id]),
        is_mine=is_mine,
    )
