from typing import Any

from mingtang.channels.desk.forms.deliveries import PostingForm
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.shared.access import Seat
from mingtang.disclosure.choices import DeliveryState
from mingtang.disclosure.models import Delivery
from mingtang.disclosure.queries import desk
from mingtang.organs.rules.roles import Power


def deliveries_page(seat: Seat) -> dict[str, Any]:
    """What is not yet posted, what is not yet taken down, and what hangs."""
    organs = seat.answers_for(Power.CONFIRM_POSTING)
    waiting = desk.deliveries(organs)
    return {
        **desk_frame(seat, "deliveries"),
        "to_post": [row for row in waiting if row.state == DeliveryState.WAITING],
        "to_remove": [row for row in waiting if row.state == DeliveryState.TO_REMOVE],
        "hanging": desk.deliveries(organs, DeliveryState.POSTED),
    }


def delivery_page(seat: Seat, delivery: Delivery, form: PostingForm) -> dict[str, Any]:
    return {
        **desk_frame(seat, "deliveries"),
        "delivery": delivery,
        "disclosure": delivery.edition.disclosure,
        "form": form,
        "problem": "",
        "receipts": delivery.receipts.select_related("photograph").order_by("at"),
    }
