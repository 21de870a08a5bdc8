from typing import Any

from django.utils.translation import gettext as _

from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.shared.access import Seat, StaffRequest
from mingtang.channels.shared.choosing import choose
from mingtang.channels.shared.paging import in_order
from mingtang.journeys.unfinished import left_behind
from mingtang.organs.choices import Role
from mingtang.organs.queries.departures import may_be_taken_back
from mingtang.organs.queries.tenures import held_before, held_later, held_now, narrowed

ROWS = 50
FINDS = {"now": held_now, "later": held_later, "before": held_before}


def posts_page(request: StaffRequest, seat: Seat) -> dict[str, Any]:
    """Who holds which role where; what was held before stays on record."""
    options = [("now", _("现任")), ("later", _("还没开始")), ("before", _("已离任"))]
    when = choose(request, "when", _("任职"), options)
    role = choose(request, "role", _("岗位"), [("", _("全部")), *Role.choices])
    words = request.GET.get("q", "").strip()
    found = FINDS[when.value](seat.county, seat.on)
    paged = in_order(narrowed(found, words=words, role=role.value), request, ROWS)
    return {
        **desk_frame(seat, "posts"),
        "filters": [when, role],
        "words": words,
        "kept": {"when": when.value, "role": role.value},
        "is_narrowed": bool(words or role.value),
        "paged": paged,
        "leaving": may_be_taken_back(paged.rows, seat.on),
        "is_over": when.value == "before",
        "left": left_behind(seat.county, seat.on),
    }
