"""The duties that facts on record opened: what the late ones of a register are out of."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from mingtang.catalogue.models import Duty
from mingtang.catalogue.queries.owed import public_duties
from mingtang.channels.shared.choosing import Chosen, choose
from mingtang.channels.shared.paging import newest_first
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.channels.website import owed_rows
from mingtang.channels.website.counted import Counted, counted
from mingtang.issued.queries.recordings import Recordings, recordings_in
from mingtang.issued.queries.register import years_of
from mingtang.organs.models import Organ
from mingtang.terms.queries import recorded_over

PARAMETERS = ("year", "by")
OWN, OTHERS = "own", "others"


@dataclass(frozen=True)
class Asked:
    year: int
    filters: list[Chosen]
    duties: QuerySet[Duty]


def asked_of(request: PublicRequest, organ: Organ, on: datetime.date) -> Asked:
    """Raises Missing for what is not offered."""
    years = sorted({*years_of(organ), on.year}, reverse=True)
    year = choose(request, "year", _("年度"), [(str(one), str(one)) for one in years])
    ways = [(OWN, _("本机关登记的事")), (OTHERS, _("别的机关登记到本机关名下的事"))]
    by = choose(request, "by", _("由谁登记"), ways)
    own, others = recordings_in(organ, int(year.value))
    told = own if by.value == OWN else others
    duties = public_duties(request.county).filter(pk__in=told.opened)
    return Asked(int(year.value), [year, by], duties)


def shown_page(request: PublicRequest, asked: Asked, on: datetime.date) -> dict[str, object]:
    paged = newest_first(asked.duties.order_by("-due_on", "-id"), request)
    title = _("%(total)s件，第%(first)s—%(last)s件") % {
        "total": grouped(paged.total),
        "first": grouped(paged.first),
        "last": grouped(paged.last),
    }
    return {
        "filters": asked.filters,
        "year": asked.year,
        "rows_title": title if paged.rows else _("公开任务"),
        "rows": owed_rows.shown_duties(paged.rows, on, recorded_over(request.county.code)),
        "paged": paged,
    }


def opened_by(told: Recordings, organ: Organ, year: int, by: str) -> Counted:
    """How many there are; it leads to the list of them."""
    address = reverse("website:issued-opened", args=[organ.object_id])
    return counted(len(told.opened), f"{address}?{urlencode([('year', year), ('by', by)])}")
