from typing import Any

from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.shared.access import Seat, StaffRequest
from mingtang.channels.shared.paging import newest_first
from mingtang.notices import queries


def notices_page(request: StaffRequest, seat: Seat) -> dict[str, Any]:
    """What this person was told, newest first."""
    return {
        **desk_frame(seat, "notices"),
        "paged": newest_first(queries.notices_of(seat.person), request),
        "unread": queries.unread_count(seat.person),
    }
