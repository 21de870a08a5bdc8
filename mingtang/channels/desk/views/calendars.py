from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.channels.desk.asking import Asked, ask, asking, sent
from mingtang.channels.desk.forms.calendars import NoticeForm, YearForm
from mingtang.channels.desk.forms.handing import WhyNotForm
from mingtang.channels.desk.pages import calendars as pages
from mingtang.channels.shared.access import Seat, StaffRequest, seated
from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.told import told
from mingtang.foundation.dates import FIRST_YEAR, LAST_YEAR
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop
from mingtang.journeys import calendars as journeys
from mingtang.organs.rules.roles import Power
from mingtang.terms.models import NoticeProposal

ASKS = require_http_methods(["GET", "HEAD", "POST"])
NOT_AS_SEEN = gettext_noop("这份安排刚才被收回，换了另一份。下面是现在的，请重新核对。")
# What was just done with a year, by how its address says so.
DONE = {
    "proposed": gettext_noop("已经提出，等另一个有权登记的人确认。确认以前不生效。"),
    "declined": gettext_noop("已经答复不同意，这份安排不生效。"),
    "withdrawn": gettext_noop("已经收回，这份安排不生效。"),
}


@ASKS
@seated(Power.MANAGE_CALENDAR)
def calendars(request: StaffRequest, seat: Seat) -> HttpResponse:
    """The years that are known; a year typed leads to its form."""
    if request.method != "POST":
        moved, answers = (request.GET.get(name, "") for name in ("moved", "answers"))
        page = pages.calendars_page(seat, moved=moved, answers=answers)
        return render(request, "desk/calendar/list.html", page)
    form = YearForm(request.POST)
    if not form.is_valid():
        page = pages.calendars_page(seat, form=form)
        return render(request, "desk/calendar/list.html", page, status=422)
    area = "county" if request.POST.get("area") == "county" else "country"
    return redirect("desk:calendar-announce", area, form.cleaned_data["year"])


@require_safe
@seated(Power.MANAGE_CALENDAR)
def year(request: StaffRequest, seat: Seat, area: str, year: int) -> HttpResponse:
    _known(area, year)
    done = DONE.get(request.GET.get("done", ""))
    page = {**pages.year_page(seat, year, area), "done": _(done) if done else ""}
    return render(request, "desk/calendar/year.html", page)


@ASKS
@seated(Power.MANAGE_CALENDAR)
def announce(request: StaffRequest, seat: Seat, area: str, year: int) -> HttpResponse:
    """A year's notice, or the year as amended: typed, shown with what it moves, proposed."""
    _known(area, year)
    whose = _("全国") if area == "country" else seat.county.name
    asked: Asked[Any] = Asked(
        menu="calendar",
        title=_("%(year)s年节假日安排") % {"year": year},
        above=whose,
        lede=_("照通知抄写。一年的安排没有登记以前，落在那一年的到期日都是暂定的。")
        if area == "country"
        else _("只写本县在全国安排以外增加的放假日（《全国年节及纪念日放假办法》第四条）。"),
        form=pages.form_of(seat, year, area, sent(request)),
        verb=_("看会改变什么"),
        back=reverse("desk:calendar"),
        happens=[
            _("先显示哪些公开任务改期，还不登记。"),
            _("看过以后提出，由另一个有权登记的人核对通知原文、确认，才生效（本县的防错规定）。"),
            _("确认以后，没有办结的公开任务重新计算到期日；改期的前后和理由公众都能看到。"),
            _("还没有答复的征求意见、纠错和公开建议，期限也重新计算，记入公开日志。"),
            _("已经办结的不变。登记过的安排不能删除，只能再改，每一版都留下。"),
        ],
    )

    def act(form: NoticeForm) -> HttpResponse:
        notice, replaces = form.notice(pages.area_code(seat, area)), form.cleaned_data["replaces"]
        typed = {"county": seat.county, "notice": notice, "replaces": replaces}
        how: dict[str, Any] = {**typed, "by": seat.person}
        if "change" in request.POST:
            return asking(request, seat, asked)
        if request.POST.get("seen") != pages.mark_of(notice, replaces):
            seen = journeys.foresee_year(**how, on=seat.on)
            page = pages.preview_page(seat, notice, area, seen, form)
            return render(request, "desk/calendar/preview.html", page)
        journeys.propose_year(**how, at=seat.at)
        return redirect(f"{_year(area, year)}?done=proposed")

    return ask(request, seat, asked, act)


@ASKS
@seated(Power.MANAGE_CALENDAR)
def confirm(request: StaffRequest, seat: Seat, area: str, year: int) -> HttpResponse:
    """What another proposed, with what it moves; confirmed, it counts from now on."""
    proposal, problem = _waiting(seat, area, year), ""
    if request.method == "POST":
        try:
            if request.POST.get("proposal") != str(proposal.pk):
                raise RuleBroken(NOT_AS_SEEN)
            settled = journeys.confirm_year(
                county=seat.county, proposal=proposal, by=seat.person, at=seat.at
            )
        except RuleBroken as broken:
            problem = told(broken)
        else:
            counts = f"moved={settled.moved}&answers={settled.answers}"
            return redirect(f"{reverse('desk:calendar')}?{counts}")
    seen = journeys.foresee_proposal(county=seat.county, proposal=proposal, on=seat.on)
    page = {**pages.confirm_page(seat, proposal, area, seen), "problem": problem}
    status = 409 if problem else 200
    return render(request, "desk/calendar/confirm.html", page, status=status)


@ASKS
@seated(Power.MANAGE_CALENDAR)
def decline(request: StaffRequest, seat: Seat, area: str, year: int) -> HttpResponse:
    """What another proposed is not what was announced."""
    proposal = _waiting(seat, area, year)
    asked: Asked[Any] = Asked(
        menu="calendar",
        title=_("不同意%(year)s年节假日安排") % {"year": year},
        above=proposal.number,
        form=WhyNotForm(sent(request)),
        verb=_("不同意"),
        back=reverse("desk:calendar-confirm", args=[area, year]),
        happens=[_("这份安排不生效；提出的人收到通知，可以改好再提出。理由记入公开日志。")],
    )

    def act(form: WhyNotForm) -> HttpResponse:
        journeys.decline_year(
            county=seat.county, proposal=proposal, by=seat.person, at=seat.at, **form.cleaned_data
        )
        return redirect(f"{_year(area, year)}?done=declined")

    return ask(request, seat, asked, act)


@ASKS
@seated(Power.MANAGE_CALENDAR)
def withdraw(request: StaffRequest, seat: Seat, area: str, year: int) -> HttpResponse:
    """What oneself proposed is taken back before anybody confirmed it."""
    proposal = _waiting(seat, area, year)
    asked: Asked[Any] = Asked(
        menu="calendar",
        title=_("收回%(year)s年节假日安排") % {"year": year},
        above=proposal.number,
        form=WhyNotForm(sent(request)),
        verb=_("收回"),
        back=reverse("desk:calendar-year", args=[area, year]),
        happens=[_("这份安排不生效，不用再确认。收回和理由记入公开日志。")],
    )

    def act(form: WhyNotForm) -> HttpResponse:
        journeys.withdraw_year(
            county=seat.county, proposal=proposal, by=seat.person, at=seat.at, **form.cleaned_data
        )
        return redirect(f"{_year(area, year)}?done=withdrawn")

    return ask(request, seat, asked, act)


def _year(area: str, year: int) -> str:
    return reverse("desk:calendar-year", args=[area, year])


def _waiting(seat: Seat, area: str, year: int) -> NoticeProposal:
    """What waits for a second person. Raises Missing where nothing does."""
    _known(area, year)
    found = pages.waiting_in(seat, area, year)
    if found is None:
        raise Missing(_("这一年没有等确认的安排；可能刚才已经有人办理。"))
    return found


def _known(area: str, year: int) -> None:
    if area not in pages.AREAS or not FIRST_YEAR <= year <= LAST_YEAR:
        raise Missing(_("没有这一年的安排。"))
