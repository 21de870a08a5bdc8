"""An organ renamed, merged, dissolved; and the fields it is in charge of."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mingtang.channels.desk.asking import Asked, ask, sent
from mingtang.channels.desk.forms.organs import (
    DissolveForm,
    EndFieldForm,
    FieldForm,
    MergeForm,
    RenameForm,
)
from mingtang.channels.desk.views.organs import ASKS, ORGANS, address, the_organ
from mingtang.channels.shared.access import Seat, StaffRequest
from mingtang.channels.shared.missing import Missing
from mingtang.journeys import successions
from mingtang.organs import actions
from mingtang.organs.choices import Field
from mingtang.organs.queries.register import organs_of


@ASKS
@ORGANS
def rename(request: StaffRequest, seat: Seat, object_id: UUID) -> HttpResponse:
    organ = the_organ(seat, object_id)
    asked: Asked[Any] = Asked(
        menu="organs",
        title=_("更名"),
        above=organ.name,
        form=RenameForm(sent(request), initial={"name": organ.name, "on": seat.on}),
        verb=_("更名"),
        is_final=True,
        back=address(organ),
        happens=[
            _("从那天起用新名称；旧名称保留在机关沿革里，用旧名称也能搜到。"),
            _("已公开的信息和网址都不变。"),
        ],
    )

    def act(form: RenameForm) -> HttpResponse:
        successions.rename_organ(organ=organ, by=seat.person, at=seat.at, **form.cleaned_data)
        return redirect(address(organ))

    return ask(request, seat, asked, act)


@ASKS
@ORGANS
def merge(request: StaffRequest, seat: Seat, object_id: UUID) -> HttpResponse:
    organ = the_organ(seat, object_id)
    others = organs_of(seat.county).exclude(pk=organ.pk)
    asked: Asked[Any] = Asked(
        menu="organs",
        title=_("并入另一机关"),
        above=organ.name,
        form=MergeForm(sent(request), organs=others, initial={"on": seat.on}),
        verb=_("办理合并"),
        is_final=True,
        back=address(organ),
        happens=[
            _("没完成的公开任务由并入的机关接着公开，到期日不变。"),
            _("主管领域、公开栏和下属机构转过去；任职、领导小组和工作机构结束。"),
            _("已公开的信息留在原来的网址，从两个机关的名称都能找到。"),
            _("合并以后不能撤回。"),
        ],
    )

    def act(form: MergeForm) -> HttpResponse:
        successions.merge_organ(organ=organ, by=seat.person, at=seat.at, **form.cleaned_data)
        return redirect(address(organ))

    return ask(request, seat, asked, act)


@ASKS
@ORGANS
def dissolve(request: StaffRequest, seat: Seat, object_id: UUID) -> HttpResponse:
    organ = the_organ(seat, object_id)
    others = organs_of(seat.county).exclude(pk=organ.pk)
    asked: Asked[Any] = Asked(
        menu="organs",
        title=_("撤销机关"),
        above=organ.name,
        form=DissolveForm(sent(request), organs=others, initial={"on": seat.on}),
        verb=_("办理撤销"),
        is_final=True,
        back=address(organ),
        happens=[
            _("任职、主管领域、领导小组和工作机构结束，公开栏停用。"),
            _(
                "没完成的公开任务由接着负责的机关公开；已公开的信息由它更正、答复，从它的名称也能找到。"
            ),
            _("已公开的信息和网址都保留。以后不再产生它的公开任务。"),
            _("撤销以后不能恢复。"),
        ],
    )

    def act(form: DissolveForm) -> HttpResponse:
        successions.dissolve_organ(organ=organ, by=seat.person, at=seat.at, **form.cleaned_data)
        return redirect(address(organ))

    return ask(request, seat, asked, act)


@ASKS
@ORGANS
def assign_field(request: StaffRequest, seat: Seat, object_id: UUID) -> HttpResponse:
    organ = the_organ(seat, object_id)
    asked: Asked[Any] = Asked(
        menu="organs",
        title=_("确定主管领域"),
        above=organ.name,
        form=FieldForm(sent(request), initial={"from_on": seat.on}),
        verb=_("确定主管领域"),
        back=address(organ),
        happens=[_("一个领域同时只有一个主管机关：原来的主管机关到前一天为止。")],
    )

    def act(form: FieldForm) -> HttpResponse:
        actions.assign_field(
            organ=organ,
            field=Field(form.cleaned_data["field"]),
            from_on=form.cleaned_data["from_on"],
            basis=form.cleaned_data["basis"],
            by=seat.person,
            at=seat.at,
        )
        return redirect(address(organ))

    return ask(request, seat, asked, act)


@ASKS
@ORGANS
def end_field(request: StaffRequest, seat: Seat, object_id: UUID, field: str) -> HttpResponse:
    organ = the_organ(seat, object_id)
    if field not in Field.values:
        raise Missing(_("没有这个领域。"))
    asked: Asked[Any] = Asked(
        menu="organs",
        title=_("不再主管领域"),
        above=f"{organ.name} · {Field(field).label}",
        form=EndFieldForm(sent(request), initial={"to_on": seat.on}),
        verb=_("结束主管"),
        is_final=True,
        back=address(organ),
        happens=[_("过了最后一天，这个领域没有主管机关，直到确定新的。")],
    )

    def act(form: EndFieldForm) -> HttpResponse:
        actions.end_field(
            organ=organ, field=Field(field), by=seat.person, at=seat.at, **form.cleaned_data
        )
        return redirect(address(organ))

    return ask(request, seat, asked, act)
