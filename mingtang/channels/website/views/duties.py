"""Who owes the public what, by when and why then, and how it was kept."""

import datetime
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.catalogue.choices import Standing
from mingtang.catalogue.queries.owed import standing_on
from mingtang.catalogue.queries.pages import find_duty
from mingtang.channels.shared.known import asked_for, only_known
from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.public_pages import public_page
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.channels.shared.tables import csv_response
from mingtang.channels.website import asked as asking
from mingtang.channels.website import forecast, owed_rows, scoreboard
from mingtang.channels.website.asked import Asked
from mingtang.channels.website.duty import duty_page
from mingtang.channels.website.exported import duty_lines, score_lines
from mingtang.channels.website.pages import page, today
from mingtang.channels.website.recomputing import TOOL_NAME, recomputing, tool
from mingtang.channels.website.recorded import as_recorded, misfits_of_scores
from mingtang.terms.queries import recorded_over

FIRST_LATE = 10


@public_page("page", *asking.PARAMETERS)
def duties(request: PublicRequest) -> HttpResponse:
    """Added up, with what is overdue below it; or one by one, as the address asks."""
    on = today()
    asked, only = asking.asked_of(request, on), asked_for(request, asking.PARAMETERS)
    shown = _one_by_one(request, asked, on) if asked.state else _added_up(request, asked, on)
    response = page(
        request,
        "duties.html",
        section="duties",
        shown={
            "filters": asked.filters,
            "rare": asked.rare,
            "is_rare_chosen": any(one.value for one in asked.rare),
            "rows_csv": reverse("website:duties-csv") + only,
            "board_csv": reverse("website:scoreboard-csv") + only,
            **recomputing(request.build_absolute_uri("/")),
            **shown,
        },
    )
    return as_recorded(response, shown)


def _one_by_one(request: PublicRequest, asked: Asked, on: datetime.date) -> dict[str, object]:
    paged = owed_rows.paged_rows(request, asked)
    over = recorded_over(request.county.code)
    title = _("%(total)s件，第%(first)s—%(last)s件") % {
        "total": grouped(paged.total),
        "first": grouped(paged.first),
        "last": grouped(paged.last),
    }
    return {
        "rows_title": title if paged.rows else _("公开任务"),
        "rows": owed_rows.shown_duties(paged.rows, on, over),
        "paged": paged,
    }


def _added_up(request: PublicRequest, asked: Asked, on: datetime.date) -> dict[str, object]:
    overdue = asked.duties.filter(standing_on(on)[Standing.LATE])
    late = _late(request)
    over = recorded_over(request.county.code)
    return {
        "board": scoreboard.scoreboard(request, asked, on),
        "rows_title": _("逾期未公开的%(total)s件") % {"total": grouped(overdue.count())},
        "rows": owed_rows.shown_duties(overdue[:FIRST_LATE], on, over),
        "more": reverse("website:duties") + late,
        "rows_csv": reverse("website:duties-csv") + late,
        "misfits": misfits_of_scores(request.county, asked.by, asked.narrowed, on),
    }


def _late(request: PublicRequest) -> str:
    """Asks for what is overdue of what was asked for."""
    others = tuple(one for one in asking.PARAMETERS if one not in {"sort", "by", "state"})
    narrowed = asked_for(request, others)
    return f"{narrowed}&state=late" if narrowed else "?state=late"


@only_known(*asking.PARAMETERS)
def rows_csv(request: PublicRequest) -> HttpResponseBase:
    """All the rows of the list that was asked for, not only those of one page."""
    on = today()
    asked = asking.asked_of(request, on)
    return csv_response(_("公开任务"), on, duty_lines(asked.duties, on))


@only_known(*asking.PARAMETERS)
def scoreboard_csv(request: PublicRequest) -> HttpResponseBase:
    """All rows of the scoreboard that was asked for, each figure with its formula."""
    on = today()
    asked = asking.asked_of(request, on)
    found = scoreboard.found_scores(request.county, asked, on)
    whole = scoreboard.whole(request.county, asked, found, on)
    lines = score_lines(found, whole, asked, on, asking.organ_code(request))
    return csv_response(_("公开任务完成情况"), on, lines)


@public_page()
def scoreboard_tool(_request: PublicRequest) -> HttpResponse:
    """The program that makes the figures again without us, as one file."""
    response = HttpResponse(tool(), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{TOOL_NAME}"'
    return response


@public_page("page", *forecast.PARAMETERS)
def soon(request: PublicRequest) -> HttpResponse:
    """What will be late within days, unless it is published before: organ by organ."""
    told = forecast.forecast(request, today())
    return page(request, "forecast.html", section="duties", shown=told)


@only_known(*forecast.PARAMETERS)
def to_come_csv(request: PublicRequest) -> HttpResponseBase:
    """All that will arise within those days and be due, a line for each organ."""
    on = today()
    return csv_response(_("将要产生的公开任务"), on, forecast.coming_lines(request, on))


@public_page()
def duty(request: PublicRequest, object_id: UUID) -> HttpResponse:
    shown = find_duty(request.county, object_id)
    if shown is None:
        raise Missing(_("没有这件公开任务。可以从机关或者事项的页面重新找。"))
    told = duty_page(shown, today())
    return as_recorded(page(request, "duty.html", section="duties", shown=told), told)
