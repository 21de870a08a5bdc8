from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mingtang.channels.desk.asking import Asked, ask, sent
from mingtang.channels.desk.forms.county import CountyForm
from mingtang.channels.shared.access import Seat, StaffRequest, seated
from mingtang.organs.actions.counties import change_county
from mingtang.organs.rules.roles import Power


@require_http_methods(["GET", "HEAD", "POST"])
@seated(Power.MANAGE_COUNTY)
def county(request: StaffRequest, seat: Seat) -> HttpResponse:
    """The settings of the county: what stands in the footer, and how fast it answers."""
    asked: Asked[Any] = Asked(
        menu="county",
        title=_("县的设置"),
        above=_("行政区划代码%(code)s，公开日志来源名%(origin)s（设立以后不能改）")
        % {"code": seat.county.code, "origin": seat.county.log_origin},
        form=CountyForm(sent(request), county=seat.county),
        verb=_("保存设置"),
        back=reverse("desk:today"),
        happens=[
            _("网站每一页的页脚马上按新的设置显示。"),
            _("答复期限只对以后收到的纠错建议起作用。"),
            _("这次更改记入公开日志和审计记录。"),
        ],
    )

    def act(form: CountyForm) -> HttpResponse:
        change_county(county=seat.county, changes=form.cleaned_data, by=seat.person, at=seat.at)
        return redirect("desk:county")

    return ask(request, seat, asked, act)
