from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.channels.desk.asking import Asked, ask, sent
from mingtang.channels.desk.forms.calendars import NoticeForm, YearForm
from mingtang.channels.desk.pages.calendars import AREAS, calendars_page, form_of, year_page
from mingtang.channels.shared.access import Seat, StaffRequest, seated
from mingtang.channels.shared.missing import Missing
from mingtang.foundation.dates import FIRST_YEAR, LAST_YEAR
from mingtang.journeys import calendars as journeys
from mingtang.organs.rules.roles import Power


@require_http_methods(["GET", "HEAD", "POST"])
@seated(Power.MANAGE_CALENDAR)
def calendars(request: StaffRequest, seat: Seat) -> HttpResponse:
    """The years that are known; a year typed leads to its form."""
    if request.method != "POST":
        moved, answers = (request.GET.get(name, "") for name in ("moved", "answers"))
        page = calendars_page(seat, moved=moved, answers=answers)
        return render(request, "desk/calendar/list.html", page)
    form = YearForm(request.POST)
    if not form.is_valid():
        page = calendars_page(seat, form=form)
        return render(request, "desk/calendar/list.html", page, status=422)
    area = "county" if request.POST.get("area") == "county" else "country"
    return redirect("desk:calendar-announce", area, form.cleaned_data["year"])


@require_safe
@seated(Power.MANAGE_CALENDAR)
def year(request: StaffRequest, seat: Seat, area: str, year: int) -> HttpResponse:
    _known(area, year)
    return render(request, "desk/calendar/year.html", year_page(seat, year, area))


@require_http_methods(["GET", "HEAD", "POST"])
@seated(Power.MANAGE_CALENDAR)
def announce(request: StaffRequest, seat: Seat, area: str, year: int) -> HttpResponse:
    """A year's notice, or the year as amended."""
    _known(area, year)
    whose = _("全国") if area == "country" else seat.county.name
    asked: Asked[Any] = Asked(
        menu="calendar",
        title=_("%(year)s年节假日安排") % {"year": year},
        above=whose,
        lede=_("照通知抄写。一年的安排没有登记以前，落在那一年的到期日都是暂定的。")
        if area == "country"
        else _("只写本县在全国安排以外增加的放假日（《全国年节及纪念日放假办法》第四条）。"),
        form=form_of(seat, year, area, sent(request)),
        verb=_("登记安排"),
        back=reverse("desk:calendar"),
        happens=[
            _("没有办结的公开任务按新的安排重新计算到期日；改期的前后和理由公众都能看到。"),
            _("还没有答复的征求意见、纠错和公开建议，期限也重新计算，记入公开日志。"),
            _("已经办结的不变。登记过的安排不能删除，只能再改，每一版都留下。"),
        ],
    )

    def act(form: NoticeForm) -> HttpResponse:
        settled = journeys.announce_year(
            county=seat.county,
            is_local=area == "county",
            year=year,
            by=seat.person,
            at=seat.at,
            **form.cleaned_data,
        )
        return redirect(
            f"{reverse('desk:calendar')}?moved={settled.moved}&answers={settled.answers}"
        )

    return ask(request, seat, asked, act)


def _known(area: str, year: int) -> None:
    if area not in AREAS or not FIRST_YEAR <= year <= LAST_YEAR:
        raise Missing(_("没有这一年的安排。"))
