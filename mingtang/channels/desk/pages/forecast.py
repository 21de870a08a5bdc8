"""What will be late within the days that the county has set, organ by organ."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from mingtang.catalogue.queries.foretold import ToCome, to_come
from mingtang.catalogue.queries.near import Near, near_by_organ, near_duties
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.desk.pages.seen import organs_seen
from mingtang.channels.desk.pages.today import duty_rows
from mingtang.channels.shared.access import Seat, StaffRequest
from mingtang.channels.shared.choosing import choose
from mingtang.channels.shared.paging import in_order
from mingtang.channels.shared.shown.to_come import SHOWN_MOST, shown_to_come
from mingtang.disclosure import permissions
from mingtang.disclosure.queries import desk
from mingtang.foundation.working_days import Calendar
from mingtang.organs.models import Organ
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
    coming = _coming(seat, days, until)
    named = _offered(near, coming)
    organ = choose(request, "organ", _("机关"), [("", _("全部")), *named])
    if organ.value:
        found = found.filter(organ__object_id=organ.value)
    paged = in_order(found, request)
    organs = {duty.organ_id for duty in paged.rows}
    editions = [*desk.drafts(organs), *desk.under_way(organs)]
    opens = permissions.drafts_opened_by(seat.posts)
    coming = _of_organ(coming, organ.value)
    return {
        **desk_frame(seat, "forecast"),
        "coming": shown_to_come(coming, seat.on),
        "coming_total": sum(len(one.organs) for one in coming),
        "coming_more": len(coming) > SHOWN_MOST,
        "filters": [organ] if len(named) > 1 else [],
        "rows": duty_rows(paged.rows, editions, seat.on, days, opens=opens),
        "paged": paged,
        "total": sum(one.count for one in near),
        "within": within,
        "until": until,
        "may_draft_in": seat.organs(Power.DRAFT),
    }


def _coming(seat: Seat, days: Calendar, until: datetime.date) -> list[ToCome]:
    """What will arise and be due."""
    seen, inside = organs_seen(seat), seat.organs(Power.READ_INTERNAL)
    found = Organ.objects.filter(county=seat.county).order_by("id")
    organs = found if seen is None else found.filter(pk__in=seen)
    return to_come(seat.county, days, on=seat.on, until=until, organs=organs, inside=inside)


def _offered(near: Sequence[Near], coming: Sequence[ToCome]) -> list[tuple[str, str]]:
    """Whoever has anything, open or to come; how much of both. Who has most open comes first."""
    counts = Counter({str(one.organ): one.count for one in near})
    names = {str(one.organ): one.name for one in near}
    for organ in (organ for one in coming for organ in one.organs):
        counts[str(organ.object_id)] += 1
        names.setdefault(str(organ.object_id), organ.name)
    return [(key, f"{name} {counts[key]}") for key, name in names.items()]


def _of_organ(coming: Sequence[ToCome], organ: str) -> list[ToCome]:
    """All, or of one organ where one was chosen."""
    if not organ:
        return [*coming]
    mine = (replace(one, organs=_called(one.organs, organ)) for one in coming)
    return [one for one in mine if one.organs]


def _called(organs: Sequence[Organ], object_id: str) -> tuple[Organ, ...]:
    return tuple(organ for organ in organs if str(organ.object_id) == object_id)
