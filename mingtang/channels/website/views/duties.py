"""Who owes the public what, by when and why then, and how it was kept."""

import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mingtang.catalogue.choices import Standing
from mingtang.catalogue.queries.owed import standing_on
from mingtang.catalogue.queries.pages import find_duty
from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.public_pages import public_page
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.channels.shared.tables import csv_response
from mingtang.channels.website import owed_rows, scoreboard
from mingtang.channels.website.duty import duty_page
from mingtang.channels.website.exported import duty_lines, organ_lines
from mingtang.channels.website.owed_rows import Asked
from mingtang.channels.website.pages import page, today
from mingtang.channels.website.recorded import as_recorded
from mingtang.organs.models import Organ
from mingtang.organs.queries import public
from mingtang.terms.queries import calendar

FIRST_LATE = 10


@public_page("page", *owed_rows.PARAMETERS)
def duties(request: PublicRequest) -> HttpResponse:
    """Organ by organ with what is overdue below it; or one by one, as the address asks."""
    on = today()
    asked = owed_rows.asked_of(request, on)
    shown = _one_by_one(request, asked, on) if asked.state else _by_organ(request, asked, on)
    return page(
        request,
        "duties.html",
        section="duties",
        shown={
            "filters": asked.filters,
            "rows_csv": _csv_address(request, "website:duties-csv"),
            "organs_csv": _csv_address(request, "website:duties-organs-csv"),
            **shown,
        },
    )


def _one_by_one(request: PublicRequest, asked: Asked, on: datetime.date) -> dict[str, object]:
    paged = owed_rows.paged_rows(request, asked)
    days = calendar(request.county.code)
    title = _("%(total)s件，第%(first)s—%(last)s件") % {
        "total": grouped(paged.total),
        "first": grouped(paged.first),
        "last": grouped(paged.last),
    }
    return {
        "rows_title": title if paged.rows else _("公开任务"),
        "rows": [owed_rows.shown_duty(duty, on, days) for duty in paged.rows],
        "paged": paged,
    }


def _by_organ(request: PublicRequest, asked: Asked, on: datetime.date) -> dict[str, object]:
    found = _scores(request, asked, on)
    late = asked.duties.filter(standing_on(on)[Standing.LATE])
    days = calendar(request.county.code)
    return {
        "board": scoreboard.scoreboard(request, found, on),
        "rows_title": _("逾期未公开的%(total)s件") % {"total": grouped(late.count())},
        "rows": [owed_rows.shown_duty(duty, on, days) for duty in late[:FIRST_LATE]],
        "more": _late_address(request),
    }


def _scores(request: PublicRequest, asked: Asked, on: datetime.date) -> list[scoreboard.OrganScore]:
    return scoreboard.scores(_organs(request, asked), asked.duties, on, asked.sort)


def _organs(request: PublicRequest, asked: Asked) -> QuerySet[Organ]:
    organs = public.every_organ(request.county)
    return organs.filter(tier=asked.tier) if asked.tier else organs


def _late_address(request: PublicRequest) -> str:
    asked = request.GET.copy()
    for name in ("page", "sort"):
        asked.pop(name, None)
    asked["state"] = "late"
    return f"{reverse('website:duties')}?{asked.urlencode()}"


def _csv_address(request: PublicRequest, name: str) -> str:
    asked = request.GET.copy()
    asked.pop("page", None)
    return f"{reverse(name)}?{asked.urlencode()}".removesuffix("?")


@require_safe
def rows_csv(request: PublicRequest) -> HttpResponseBase:
    """All the rows of the list that was asked for, not only those of one page."""
    on = today()
    owed_rows.refuse_unknown(request)
    asked = owed_rows.asked_of(request, on)
    return csv_response(_("公开任务"), on, duty_lines(asked.duties, on))


@require_safe
def organs_csv(request: PublicRequest) -> HttpResponseBase:
    on = today()
    owed_rows.refuse_unknown(request)
    found = _scores(request, owed_rows.asked_of(request, on), on)
    return csv_response(_("各机关公开任务"), on, organ_lines(found))


@public_page()
def duty(request: PublicRequest, object_id: UUID) -> HttpResponse:
    shown = find_duty(request.county, object_id)
    if shown is None:
        raise Missing(_("没有这件公开任务。可以从机关或者事项的页面重新找。"))
    told = duty_page(shown, today())
    return as_recorded(page(request, "duty.html", section="duties", shown=told), told)
