"""An organ renamed, merged, dissolved; and the fields it is in charge of."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.channels.desk.asking import Asked, ask, asking, sent
from mingtang.channels.desk.forms.handing import WhyNotForm
from mingtang.channels.desk.forms.organs import (
    DissolveForm,
    EndFieldForm,
    FieldForm,
    MergeForm,
    RenameForm,
)
from mingtang.channels.desk.pages import ends as pages
from mingtang.channels.desk.views.organs import ASKS, ORGANS, address, the_organ
from mingtang.channels.shared.access import Seat, StaffRequest
from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.told import told
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop
from mingtang.journeys import successions
from mingtang.journeys.foreseen_successions import End
from mingtang.organs import actions
from mingtang.organs.choices import Field, SuccessionKind
from mingtang.organs.models import SuccessionProposal
from mingtang.organs.queries.proposals import proposed_ends
from mingtang.organs.queries.register import organs_of

NOT_AS_SEEN = gettext_noop("这份提议刚才被收回，换了另一份。下面是现在的，请重新核对。")


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
    """Typed, shown with what goes over, proposed; see `end` for the second person."""
    organ = the_organ(seat, object_id)
    others = organs_of(seat.county).exclude(pk=organ.pk)
    asked: Asked[Any] = Asked(
        menu="organs",
        title=_("并入另一机关"),
        above=organ.name,
        form=MergeForm(sent(request), organs=others, initial={"on": seat.on}),
        verb=_("看会改变什么"),
        back=address(organ),
        happens=[
            _("先显示哪些转到哪个机关、哪些结束，还不办理。"),
            *_second_person(),
            _("确认以后，没完成的公开任务由并入的机关接着公开，到期日不变。"),
            _("主管领域、公开栏和下属机构转过去；任职、领导小组和工作机构结束。"),
            _("已公开的信息留在原来的网址，从两个机关的名称都能找到。"),
            _("合并以后不能撤回。"),
        ],
    )

    def act(form: MergeForm) -> HttpResponse:
        typed = form.cleaned_data
        end = End(organ, SuccessionKind.MERGED, typed["into"], typed["on"], typed["basis"])
        return _propose(request, seat, asked, end)

    return ask(request, seat, asked, act)


@ASKS
@ORGANS
def dissolve(request: StaffRequest, seat: Seat, object_id: UUID) -> HttpResponse:
    """The same of an organ that is part of no other afterwards."""
    organ = the_organ(seat, object_id)
    others = organs_of(seat.county).exclude(pk=organ.pk)
    asked: Asked[Any] = Asked(
        menu="organs",
        title=_("撤销机关"),
        above=organ.name,
        form=DissolveForm(sent(request), organs=others, initial={"on": seat.on}),
        verb=_("看会改变什么"),
        back=address(organ),
        happens=[
            _("先显示哪些转到哪个机关、哪些结束，还不办理。"),
            *_second_person(),
            _("确认以后，任职、主管领域、领导小组和工作机构结束，公开栏停用。"),
            _(
                "没完成的公开任务由接着负责的机关公开；已公开的信息由它更正、答复，从它的名称也能找到。"
            ),
            _("已公开的信息和网址都保留。以后不再产生它的公开任务。"),
            _("撤销以后不能恢复。"),
        ],
    )

    def act(form: DissolveForm) -> HttpResponse:
        typed = form.cleaned_data
        heir, on, basis = typed["duties_to"], typed["on"], typed["basis"]
        return _propose(request, seat, asked, End(organ, SuccessionKind.DISSOLVED, heir, on, basis))

    return ask(request, seat, asked, act)


@ASKS
@ORGANS
def end(request: StaffRequest, seat: Seat, object_id: UUID) -> HttpResponse:
    """What another proposed, with what goes over and what ends; confirmed, it is carried out."""
    proposal, problem = _waiting(seat, object_id), ""
    if request.method == "POST":
        try:
            if request.POST.get("proposal") != str(proposal.object_id):
                raise RuleBroken(NOT_AS_SEEN)
            seen = request.POST.get("seen", "")
            successions.confirm_succession(proposal=proposal, seen=seen, by=seat.person, at=seat.at)
        except RuleBroken as broken:
            problem = told(broken)
        else:
            return redirect(f"{address(proposal.organ)}?done=confirmed")
    page = {**pages.confirm_page(seat, proposal), "problem": problem}
    status = 409 if problem else 200
    return render(request, "desk/organs/end_confirm.html", page, status=status)


@ASKS
@ORGANS
def decline(request: StaffRequest, seat: Seat, object_id: UUID) -> HttpResponse:
    """What another proposed is not so."""
    proposal = _waiting(seat, object_id)
    asked: Asked[Any] = Asked(
        menu="organs",
        title=_("不同意合并、撤销"),
        above=proposal.organ.name,
        form=WhyNotForm(sent(request)),
        verb=_("不同意"),
        back=reverse("desk:organ-end", args=[object_id]),
        happens=[_("机关照旧；提出的人收到通知，可以改好再提出。理由记入公开日志。")],
    )

    def act(form: WhyNotForm) -> HttpResponse:
        how: dict[str, Any] = {"by": seat.person, "at": seat.at}
        successions.decline_succession(proposal=proposal, **how, **form.cleaned_data)
        return redirect(f"{address(proposal.organ)}?done=declined")

    return ask(request, seat, asked, act)


@ASKS
@ORGANS
def withdraw(request: StaffRequest, seat: Seat, object_id: UUID) -> HttpResponse:
    """What oneself proposed is taken back before anybody confirmed it."""
    proposal = _waiting(seat, object_id)
    asked: Asked[Any] = Asked(
        menu="organs",
        title=_("收回合并、撤销"),
        above=proposal.organ.name,
        form=WhyNotForm(sent(request)),
        verb=_("收回"),
        back=address(proposal.organ),
        happens=[_("机关照旧，不用再确认。收回和理由记入公开日志。")],
    )

    def act(form: WhyNotForm) -> HttpResponse:
        how: dict[str, Any] = {"by": seat.person, "at": seat.at}
        successions.withdraw_succession(proposal=proposal, **how, **form.cleaned_data)
        return redirect(f"{address(proposal.organ)}?done=withdrawn")

    return ask(request, seat, asked, act)


def _second_person() -> list[str]:
    return [_("看过以后提出，由另一个有权登记机关的人核对、确认，才生效（本县的防错规定）。")]


def _propose(request: StaffRequest, seat: Seat, asked: Asked[Any], typed: End) -> HttpResponse:
    """Shows what it would do, and proposes it once that has been seen. Raises RuleBroken."""
    if "change" in request.POST:
        return asking(request, seat, asked)
    how: dict[str, Any] = {"end": typed, "by": seat.person, "at": seat.at}
    if request.POST.get("seen") != pages.mark_of(typed):
        page = pages.preview_page(seat, typed, successions.foresee_succession(**how), asked.form)
        return render(request, "desk/organs/end_preview.html", page)
    successions.propose_succession(**how)
    return redirect(f"{address(typed.organ)}?done=proposed")


def _waiting(seat: Seat, object_id: UUID) -> SuccessionProposal:
    """What waits for a second person. Raises Missing where nothing does."""
    organ = the_organ(seat, object_id)
    found = next((one for one in proposed_ends(organ) if one.is_waiting), None)
    if found is None:
        raise Missing(_("这个机关没有等确认的合并或者撤销；可能刚才已经有人办理。"))
    return found


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
