from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mingtang.catalogue.actions import adopt_standard
from mingtang.catalogue.queries import shipped_standard
from mingtang.channels.desk.asking import Asked, ask, sent
from mingtang.channels.desk.forms.standard import AdoptForm
from mingtang.channels.desk.pages.standard import beyond, lede
from mingtang.channels.shared.access import Seat, StaffRequest, seated
from mingtang.organs.rules.roles import Power


@require_http_methods(["GET", "HEAD", "POST"])
@seated(Power.ADOPT_STANDARD)
def standard(request: StaffRequest, seat: Seat) -> HttpResponse:
    """The catalogue the county goes by, and the one that comes with the software."""
    shipped = shipped_standard()
    asked = Asked(
        menu="standard",
        title=_("公开目录"),
        above=_("随软件提供：《%(title)s》%(edition)s，%(items)s个事项")
        % {"title": shipped.title, "edition": shipped.edition, "items": len(shipped.items)},
        lede=lede(seat, shipped),
        form=AdoptForm(sent(request)),
        verb=_("采用这份目录"),
        back=reverse("desk:today"),
        happens=[
            _("从施行日起，各机关按这份目录产生公开任务；同名的旧版到前一天为止。"),
            _("已经产生的任务和公开的信息不变。采用过的版本不能改，要改就采用新版。"),
            _("已经采用的同一版再采用一次，什么也不会变。"),
        ],
        beyond=beyond(seat),
    )

    def act(form: AdoptForm) -> HttpResponse:
        adopt_standard(
            county=seat.county,
            standard=shipped,
            from_on=form.cleaned_data["from_on"],
            by=seat.person,
            at=seat.at,
        )
        return redirect("desk:standard")

    return ask(request, seat, asked, act)
