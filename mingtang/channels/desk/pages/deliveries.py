import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from mingtang.channels.desk.forms.deliveries import PostingForm
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.shared.access import Seat
from mingtang.channels.shared.shown.dates import Day, day
from mingtang.disclosure.choices import DeliveryState, ReceiptKind
from mingtang.disclosure.models import Delivery
from mingtang.disclosure.queries import desk
from mingtang.disclosure.queries.hung import may_come_down_from
from mingtang.disclosure.rules.delivering import why_not_remove
from mingtang.organs.rules.roles import Power
from mingtang.terms.queries import calendar
from mingtang.terms.words import term_words


@dataclass(frozen=True)
class DeliveryRow:
    """A sheet and its board; late when it does not hang, or still hangs, after its day."""

    delivery: Delivery
    is_late: bool
    post_by: Day | None
    remove_from: Day | None
    notice: str


def delivery_rows(deliveries: Iterable[Delivery], on: datetime.date) -> list[DeliveryRow]:
    return [
        DeliveryRow(
            delivery=row,
            is_late=row.must_come_down
            or (row.is_waiting and row.post_by is not None and row.post_by < on),
            post_by=day(row.post_by, on) if row.post_by else None,
            remove_from=day(row.remove_from, on) if row.remove_from else None,
            notice=term_words(row.notice_term) if row.notice_term else "",
        )
        for row in deliveries
    ]


def deliveries_page(seat: Seat) -> dict[str, Any]:
    """What is not yet posted, what is not yet taken down, and what hangs."""
    organs = seat.answers_for(Power.CONFIRM_POSTING)
    waiting = delivery_rows(desk.deliveries(organs), seat.on)
    return {
        **desk_frame(seat, "deliveries"),
        "to_post": [row for row in waiting if row.delivery.is_waiting and row.delivery.place],
        "boardless": [row for row in waiting if row.delivery.is_waiting and not row.delivery.place],
        "to_remove": [row for row in waiting if row.delivery.state == DeliveryState.TO_REMOVE],
        "hanging": delivery_rows(desk.deliveries(organs, DeliveryState.POSTED), seat.on),
    }


def delivery_page(seat: Seat, delivery: Delivery, form: PostingForm) -> dict[str, Any]:
    """What can be said of the sheet now: that it hangs, or, when it may, that it is down."""
    says = ReceiptKind.POSTED if delivery.is_waiting else ReceiptKind.REMOVED
    since = may_come_down_from(delivery, calendar(seat.county.code))
    return {
        **desk_frame(seat, "deliveries"),
        "delivery": delivery,
        "notice": term_words(delivery.notice_term) if delivery.notice_term else "",
        "disclosure": delivery.edition.disclosure,
        "form": form,
        "says": says,
        "may_say": says == ReceiptKind.POSTED
        or not why_not_remove(state=delivery.state, remove_from=since, on=seat.on),
        "since": since,
        "problem": "",
        "receipts": delivery.receipts.select_related("photograph").order_by("at"),
    }
