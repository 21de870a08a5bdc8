from typing import Any

from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.desk.told_notices import subject_told, text_told
from mingtang.channels.shared.access import Seat, StaffRequest
from mingtang.channels.shared.paging import newest_first
from mingtang.notices import queries


def notices_page(request: StaffRequest, seat: Seat) -> dict[str, Any]:
    """What this person was told, newest first."""
    paged = newest_first(queries.notices_of(seat.person), request)
    return {
        **desk_frame(seat, "notices"),
        "paged": paged,
        "rows": [(one, subject_told(one.subject), text_told(one.text)) for one in paged.rows],
        "unread": queries.unread_count(seat.person),
    }
