"""Numbers of the registers of documents that have none, at the desk."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from mingtang.channels.desk.pages.documents import organs_to_register_for
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.shared.access import Seat, StaffRequest
from mingtang.channels.shared.choosing import choose
from mingtang.channels.shared.paging import in_order
from mingtang.issued.queries.explained import Missing
from mingtang.issued.queries.gaps import numbers_in
from mingtang.issued.queries.register import years_of
from mingtang.organs.models import Organ

IN_A_PAGE = 50


def gaps_page(request: StaffRequest, seat: Seat) -> dict[str, Any]:
    """Of one organ and year: what is missing, what was said of it, and what is over. Where there
    are several organs, which of them comes first."""
    organs = {str(one.object_id): one for one in organs_to_register_for(seat)}
    frame = desk_frame(seat, "documents")
    names = [(key, one.name) for key, one in organs.items()]
    first = names if len(names) == 1 else [("", _("选一个机关")), *names]
    chosen = choose(request, "organ", _("机关"), first).value if names else ""
    if not chosen:
        return {**frame, "organs": list(organs.values())}
    organ = organs[chosen]
    years = sorted({*years_of(organ), seat.on.year}, reverse=True)
    year = choose(request, "year", _("年度"), [(str(one), str(one)) for one in years])
    series, past = numbers_in(organ, int(year.value))
    rows = [one for part in series for one in part.reasons]
    paged = in_order(rows, request, IN_A_PAGE)
    return {
        **frame,
        "organ": organ,
        "filters": [year] if len(years) > 1 else [],
        "year": year.value,
        "missing": sum(one.missing for one in series),
        "explained": sum(one.explained for one in series),
        "rows": [(one, _explain_address(organ, one)) for one in paged.rows],
        "paged": paged,
        "past": past,
    }


def back_to_gaps(organ: Organ, year: int) -> str:
    asked: dict[str, str | int] = {"organ": str(organ.object_id), "year": year}
    return f"{reverse('desk:document-gaps')}?{urlencode(asked)}"


def _explain_address(organ: Organ, one: Missing) -> str:
    asked: dict[str, str | int] = {
        "organ": str(organ.object_id),
        "series": one.series,
        "year": one.year,
        "first": one.gap.first,
        "last": one.gap.last,
    }
    return f"{reverse('desk:document-gap-explain')}?{urlencode(asked)}"
