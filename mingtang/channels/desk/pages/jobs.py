from typing import Any

from django.utils.translation import gettext as _

from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.shared.access import Seat
from mingtang.jobs import queries as jobs
from mingtang.journeys.schedule import JOBS
from mingtang.notices import queries as notices

SHOWN_MOST = 50


def jobs_page(seat: Seat) -> dict[str, Any]:
    """How the scheduled work stands, and which letters have not arrived."""
    outbox = notices.outbox(seat.county.code)
    titles = {job.name: _(job.title) for job in JOBS}
    return {
        **desk_frame(seat, "jobs"),
        "jobs": [(titles.get(job.name, job.name), job) for job in jobs.health(at=seat.at)],
        "outbox": outbox,
        "failed": notices.failed_dispatches(seat.county.code)[:SHOWN_MOST],
        "shown_most": SHOWN_MOST,
    }
