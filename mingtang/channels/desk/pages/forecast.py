"""What will be late within the days that the county has set, organ by organ."""

from typing import Any

from django.utils.translation import gettext as _

from mingtang.catalogue.queries.near import near_by_organ, near_duties
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.desk.pages.seen import organs_seen
from mingtang.channels.desk.pages.today import duty_rows
from mingtang.channels.shared.access import Seat, StaffRequest
from mingtang.channels.shared.choosing import choose
from mingtang.channels.shared.paging import in_order
from mingtang.disclosure import permissions
from mingtang.disclosure.queries import desk
from mingtang.organs.rules.roles import Power
from mingtang.terms.queries import calendar


def forecast_page(request: StaffRequest, seat: Seat) -> dict[str, Any]:
    """Of the whole county for its overseers, of their own organs for all others."""
    days, within = calendar(seat.county.code), seat.county.forecast_working_days
    until = days.add(seat.on, within).on
    found = near_duties(
        seat.county,
        on=seat.on,
        until=until,
        organs=organs_seen(seat),
        inside=seat.organs(Power.READ_INTERNAL),
    )
    near = near_by_organ(found)
    named = [(str(one.organ), f"{one.name} {one.count}") for one in near]
    organ = choose(request, "organ", _("机关"), [("", _("全部")), *named])
    if organ.value:
        found = found.filter(organ__object_id=organ.value)
    paged = in_order(found, request)
    organs = {duty.organ_id for duty in paged.rows}
    editions = [*desk.drafts(organs), *desk.under_way(organs)]
    opens = permissions.drafts_opened_by(seat.posts)
    return {
        **desk_frame(seat, "forecast"),
        "filters": [organ] if len(near) > 1 else [],
        "rows": duty_rows(paged.rows, editions, seat.on, days, opens=opens),
        "paged": paged,
        "total": sum(one.count for one in near),
        "within": within,
        "until": until,
        "may_draft_in": seat.organs(Power.DRAFT),
    }
