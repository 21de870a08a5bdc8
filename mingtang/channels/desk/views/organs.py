from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.channels.desk.asking import Asked, ask, sent
from mingtang.channels.desk.forms.organs import EntryForm, OrganForm
from mingtang.channels.desk.pages.organs import organ_page, organs_page
from mingtang.channels.shared.access import Seat, StaffRequest, seated
from mingtang.foundation.text import gettext_noop
from mingtang.organs import actions
from mingtang.organs.choices import OrganKind, Tier
from mingtang.organs.models import Organ
from mingtang.organs.queries.public import every_organ
from mingtang.organs.queries.register import organs_of
from mingtang.organs.rules.roles import Power

ASKS = require_http_methods(["GET", "HEAD", "POST"])
# What was just done with the end of an organ, by how its address says so.
DONE = {
    "proposed": gettext_noop("已经提出，等另一个有权登记机关的人确认。确认以前一切照旧。"),
    "confirmed": gettext_noop("已经确认，马上生效。"),
    "declined": gettext_noop("已经答复不同意，机关照旧。"),
    "withdrawn": gettext_noop("已经收回，机关照旧。"),
}
ORGANS = seated(Power.MANAGE_ORGANS)


def the_organ(seat: Seat, object_id: UUID) -> Organ:
    """Of this county, dissolved or not; none of another exists here."""
    known = every_organ(seat.county).select_related("county", "parent", "region")
    return get_object_or_404(known, object_id=object_id)


def address(organ: Organ) -> str:
    return reverse("desk:organ", args=[organ.object_id])


@require_safe
@ORGANS
def organs(request: StaffRequest, seat: Seat) -> HttpResponse:
    return render(request, "desk/organs/list.html", organs_page(request, seat))


@require_safe
@ORGANS
def organ(request: StaffRequest, seat: Seat, object_id: UUID) -> HttpResponse:
    done = DONE.get(request.GET.get("done", ""))
    page = organ_page(seat, the_organ(seat, object_id)) | {"done": _(done) if done else ""}
    return render(request, "desk/organs/detail.html", page)


@ASKS
@ORGANS
def new(request: StaffRequest, seat: Seat) -> HttpResponse:
    asked: Asked[Any] = Asked(
        menu="organs",
        title=_("登记机关"),
        form=OrganForm(sent(request), organs=organs_of(seat.county)),
        verb=_("登记机关"),
        back=reverse("desk:organs"),
        happens=[
            _("机关马上出现在网站的机关目录里；目录要求它公开的任务从明天凌晨起产生。"),
            _("代码和类别永不更改。缺少领导小组、第一责任人、公开专员等，公众能看到。"),
        ],
    )

    def act(form: OrganForm) -> HttpResponse:
        typed = dict(form.cleaned_data)
        kind, tier = OrganKind(typed.pop("kind")), Tier(typed.pop("tier"))
        made = actions.create_organ(
            county=seat.county, kind=kind, tier=tier, by=seat.person, at=seat.at, **typed
        )
        return redirect(address(made))

    return ask(request, seat, asked, act)


@ASKS
@ORGANS
def change(request: StaffRequest, seat: Seat, object_id: UUID) -> HttpResponse:
    organ = the_organ(seat, object_id)
    others = organs_of(seat.county).exclude(pk=organ.pk)
    asked: Asked[Any] = Asked(
        menu="organs",
        title=_("更改登记内容"),
        above=f"{organ.name} · {organ.code}",
        form=EntryForm(sent(request), organs=others, initial=EntryForm.typed_in(organ)),
        verb=_("保存"),
        back=address(organ),
        happens=[_("网站上的机关页马上更新；更改记入公开日志。更名请用“更名”办理。")],
    )

    def act(form: EntryForm) -> HttpResponse:
        changes = form.cleaned_data
        actions.change_organ(organ=organ, changes=changes, by=seat.person, at=seat.at)
        return redirect(address(organ))

    return ask(request, seat, asked, act)
