from typing import Any

from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.shared.access import Seat
from mingtang.jobs import queries as jobs
from mingtang.notices import queries as notices

SHOWN_MOST = 50


def jobs_page(seat: Seat) -> dict[str, Any]:
    """How the scheduled work stands, and which letters have not arrived."""
    outbox = notices.outbox(seat.county.code)
    return {
        **desk_frame(seat, "jobs"),
        "jobs": jobs.health(at=seat.at),
        "outbox": outbox,
        "failed": notices.failed_dispatches(seat.county.code)[:SHOWN_MOST],
        "shown_most": SHOWN_MOST,
    }
