"""Who leads open government in an organ, and the boards it posts on."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from mingtang.channels.desk.asking import Asked, ask, sent
from mingtang.channels.desk.forms.organs import (
    ClosePlaceForm,
    GroupForm,
    OfficeForm,
    PlaceForm,
    in_lines,
)
from mingtang.channels.desk.views.organs import ASKS, ORGANS, address, the_organ
from mingtang.channels.shared.access import Seat, StaffRequest
from mingtang.journeys.boards import open_board
from mingtang.organs import actions
from mingtang.organs.models import Place
from mingtang.organs.queries import public


@ASKS
@ORGANS
def group(request: StaffRequest, seat: Seat, object_id: UUID) -> HttpResponse:
    organ = the_organ(seat, object_id)
    now = public.leadership(organ, seat.on)
    members = in_lines([(one.name, one.title, one.rank) for one in now.members])
    asked: Asked[Any] = Asked(
        menu="organs",
        title=_("登记领导小组"),
        above=organ.name,
        form=GroupForm(sent(request), initial={"members": members, "from_on": seat.on}),
        verb=_("登记领导小组"),
        back=address(organ),
        happens=[
            _("原来的领导小组到前一天为止，留在记录里。"),
            _("成立文件、成员姓名和职务公众能看到。"),
        ],
    )

    def act(form: GroupForm) -> HttpResponse:
        actions.form_leading_group(organ=organ, by=seat.person, at=seat.at, **form.cleaned_data)
        return redirect(address(organ))

    return ask(request, seat, asked, act)


@ASKS
@ORGANS
def office(request: StaffRequest, seat: Seat, object_id: UUID) -> HttpResponse:
    organ = the_organ(seat, object_id)
    now = public.leadership(organ, seat.on).office
    names = ("name", "phone", "address", "office_hours", "email")
    initial = {name: getattr(now, name) for name in names} if now else {}
    asked: Asked[Any] = Asked(
        menu="organs",
        title=_("指定公开工作机构"),
        above=organ.name,
        form=OfficeForm(sent(request), initial={**initial, "from_on": seat.on}),
        verb=_("指定工作机构"),
        back=address(organ),
        happens=[_("名称、地址、电话、办公时间和邮箱公众能看到；原来的到前一天为止。")],
    )

    def act(form: OfficeForm) -> HttpResponse:
        actions.name_openness_office(organ=organ, by=seat.person, at=seat.at, **form.cleaned_data)
        return redirect(address(organ))

    return ask(request, seat, asked, act)


@ASKS
@ORGANS
def open_place(request: StaffRequest, seat: Seat, object_id: UUID) -> HttpResponse:
    organ = the_organ(seat, object_id)
    asked: Asked[Any] = Asked(
        menu="organs",
        title=_("登记公开栏"),
        above=organ.name,
        form=PlaceForm(sent(request), initial={"opened_on": seat.on}),
        verb=_("登记公开栏"),
        back=address(organ),
        happens=[
            _("以后要上公开栏的信息一公开，就列入这里的待张贴。"),
            _("已经公开、因为没有公开栏还没张贴的，马上列入这里的待张贴，并通知公开员。"),
        ],
    )

    def act(form: PlaceForm) -> HttpResponse:
        open_board(organ=organ, by=seat.person, at=seat.at, **form.cleaned_data)
        return redirect(address(organ))

    return ask(request, seat, asked, act)


@ASKS
@ORGANS
def close_place(request: StaffRequest, seat: Seat, object_id: UUID, place_id: UUID) -> HttpResponse:
    organ = the_organ(seat, object_id)
    known = Place.objects.select_related("organ__county").filter(organ=organ)
    place = get_object_or_404(known, object_id=place_id)
    asked: Asked[Any] = Asked(
        menu="organs",
        title=_("停用公开栏"),
        above=str(place),
        form=ClosePlaceForm(sent(request), initial={"on": seat.on}),
        verb=_("停用"),
        back=address(organ),
        happens=[_("以后不再往这里张贴；现在挂着的仍然要撤下并拍照确认。")],
    )

    def act(form: ClosePlaceForm) -> HttpResponse:
        actions.close_place(place=place, by=seat.person, at=seat.at, on=form.cleaned_data["on"])
        return redirect(address(organ))

    return ask(request, seat, asked, act)
