import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mingtang.catalogue.actions import adopt_shipped, withdraw_standard
from mingtang.catalogue.models import Standard
from mingtang.catalogue.queries import shipped_standard
from mingtang.catalogue.queries.editions import Planned, edition_held, planned_standard
from mingtang.catalogue.queries.pages import find_standard
from mingtang.catalogue.rules.items import StandardText
from mingtang.channels.desk.asking import Asked, ask, sent
from mingtang.channels.desk.forms.standard import AdoptForm, WithdrawStandardForm
from mingtang.channels.desk.pages.standard import first_day, standard_page
from mingtang.channels.shared.access import Seat, StaffRequest, seated
from mingtang.channels.shared.told import told
from mingtang.foundation.errors import RuleBroken
from mingtang.organs.rules.roles import Power

PAGE = "desk/standard.html"


@require_http_methods(["GET", "HEAD", "POST"])
@seated(Power.ADOPT_STANDARD)
def standard(request: StaffRequest, seat: Seat) -> HttpResponse:
    """The catalogues the county goes by; and what the one that comes with the software would
    change, as often as one likes, before it is adopted."""
    shipped = shipped_standard()
    held = edition_held(seat.county, shipped)
    if request.method != "POST":
        day = first_day(seat, shipped)
        form = AdoptForm(initial={"from_on": day})
        planned, problem = _planned(seat, shipped, held, day)
        page = standard_page(seat, shipped, held, form, planned, problem=problem)
        return render(request, PAGE, page)
    form = AdoptForm(request.POST)
    if not form.is_valid():
        page = standard_page(seat, shipped, held, form, None)
        return render(request, PAGE, page, status=422)
    # Who leaves it blank is told the day, and the other button sends that very day.
    day = form.cleaned_data["from_on"] or max(seat.on, shipped.from_on)
    form = AdoptForm({"from_on": day.isoformat()})
    refused = ""
    if request.POST.get("do") != "preview":
        try:
            adopt_shipped(
                county=seat.county, standard=shipped, from_on=day, by=seat.person, at=seat.at
            )
        except RuleBroken as broken:
            refused = told(broken)
        else:
            return redirect("desk:standard")
    planned, unfit = _planned(seat, shipped, held, day)
    problem = refused or unfit
    page = standard_page(seat, shipped, held, form, planned, problem=problem)
    return render(request, PAGE, page, status=409 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@seated(Power.ADOPT_STANDARD)
def withdraw(request: StaffRequest, seat: Seat, object_id: UUID) -> HttpResponse:
    """Takes back an edition from which nothing has arisen yet."""
    standard = find_standard(seat.county, object_id)
    if standard is None:
        raise Http404
    asked: Asked[Any] = Asked(
        menu="standard",
        title=_("撤回目录"),
        above=str(standard),
        form=WithdrawStandardForm(sent(request)),
        verb=_("撤回"),
        is_final=True,
        back=reverse("desk:standard"),
        happens=[
            _("这一版不再施行；它原定替换的那一版继续施行。今天起施行的，产生任务以前才能撤回。"),
            _("随软件提供的，以后可以换一个日期再采用。"),
            _("由官方表格编成的，那份表格变回草稿，核定过的都留着，换一个版本号再采用。"),
            _("撤回和理由记入公开日志；这一版的内容留着，标明已撤回，谁都能查到。"),
        ],
    )

    def act(form: WithdrawStandardForm) -> HttpResponse:
        withdraw_standard(standard=standard, by=seat.person, at=seat.at, **form.cleaned_data)
        return redirect("desk:standard")

    return ask(request, seat, asked, act)


def _planned(
    seat: Seat, shipped: StandardText, held: Standard | None, day: datetime.date
) -> tuple[Planned | None, str]:
    """Nothing where the county has this edition already; or why it cannot be from that day."""
    if held:
        return None, ""
    planned = planned_standard(seat.county, shipped, day)
    try:
        planned.check_day(day, seat.on)
    except RuleBroken as broken:
        return None, told(broken)
    return planned, ""
