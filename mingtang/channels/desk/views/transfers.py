"""A duty goes to another organ: proposed, answered, or decided by the openness office."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.catalogue import permissions
from mingtang.catalogue.models import Duty, DutyTransfer
from mingtang.catalogue.queries.transfers import joint_bodies
from mingtang.channels.desk.asking import Asked, ask, sent
from mingtang.channels.desk.forms.base import DeskForm
from mingtang.channels.desk.forms.handing import JointForm, TransferForm, WhyNotForm
from mingtang.channels.desk.pages.transfers import transfer_page, transfers_page
from mingtang.channels.shared.access import Seat, StaffRequest, only_if, seated
from mingtang.journeys import transfers as journeys
from mingtang.journeys.sharing import share_duty
from mingtang.organs.models import Organ
from mingtang.organs.queries import organs_of
from mingtang.organs.rules.roles import Power

ASKS = require_http_methods(["GET", "HEAD", "POST"])
WITH = ("giver", "duty__organ", "duty__item", "proposed_by", "answered_by")


@require_safe
@seated(Power.READ_DESK)
def transfers(request: StaffRequest, seat: Seat) -> HttpResponse:
    return render(request, "desk/transfers/list.html", transfers_page(request, seat))


@require_safe
@only_if(permissions.may_read_transfer, DutyTransfer, *WITH)
def transfer(request: StaffRequest, seat: Seat, transfer: DutyTransfer) -> HttpResponse:
    return render(request, "desk/transfers/detail.html", transfer_page(seat, transfer))


@ASKS
@only_if(permissions.may_propose_transfer, Duty, "item")
def propose(request: StaffRequest, seat: Seat, duty: Duty) -> HttpResponse:
    asked: Asked[Any] = Asked(
        menu="transfers",
        title=_("移交公开任务"),
        above=f"{duty.organ.name} · {duty.title}",
        lede=_("谁主管谁公开：职责不在本机关的，和对方商定以后移交。"),
        form=TransferForm(sent(request), organs=_others(seat, duty)),
        verb=_("提出移交"),
        back=reverse("desk:transfers"),
        happens=[
            _("对方收到通知，答复接收或者不接收；答复以前仍由本机关负责。"),
            _("到期日不变：期限不因移交重新计算。"),
            _("对方接收的，草稿一并转过去，已经办的审签作废，由对方重新审签。"),
            _("提出、答复和理由都记入公开日志，任务的网页上看得到原由谁负责。"),
        ],
    )

    def act(form: TransferForm) -> HttpResponse:
        made = journeys.propose_transfer(duty=duty, by=seat.person, at=seat.at, **form.cleaned_data)
        return redirect("desk:transfer", made.object_id)

    return ask(request, seat, asked, act)


@ASKS
@only_if(permissions.may_decide_transfer, Duty, "item")
def decide(request: StaffRequest, seat: Seat, duty: Duty) -> HttpResponse:
    asked: Asked[Any] = Asked(
        menu="transfers",
        title=_("决定由哪个机关负责"),
        above=f"{duty.organ.name} · {duty.title}",
        lede=_("机关之间协商不成的，由县政务公开办按职责决定。"),
        form=TransferForm(sent(request), organs=_others(seat, duty)),
        verb=_("作出决定"),
        is_final=True,
        back=reverse("desk:transfers"),
        happens=[
            _("马上生效，不用对方同意；正在等答复的移交随之了结。"),
            _("到期日不变：期限不因移交重新计算。"),
            _("草稿一并转过去，已经办的审签作废。"),
            _("决定和理由记入公开日志，任务的网页上看得到。决定错了，可以再作一次决定改回来。"),
        ],
    )

    def act(form: TransferForm) -> HttpResponse:
        made = journeys.decide_transfer(duty=duty, by=seat.person, at=seat.at, **form.cleaned_data)
        return redirect("desk:transfer", made.object_id)

    return ask(request, seat, asked, act)


@ASKS
@only_if(permissions.may_share_duty, Duty, "item")
def share(request: StaffRequest, seat: Seat, duty: Duty) -> HttpResponse:
    together = joint_bodies(duty)
    asked: Asked[Any] = Asked(
        menu="transfers",
        title=_("共同负责的机关"),
        above=f"{duty.organ.name} · {duty.title}",
        lede=_("几个机关共同的事，由牵头机关公开一次，大家都算完成（条例第十条）。"),
        form=JointForm(
            sent(request),
            known=_others(seat, duty),
            lead=duty.organ,
            initial={"organs": "\n".join(organ.name for organ in together)},
        ),
        verb=_("保存"),
        back=reverse("desk:transfers"),
        happens=[
            _("按期率只算在牵头机关；其他机关列在任务的网页上和各自的工作台里。"),
            _("公开以前，要征求每一个共同负责的机关的意见（条例第十一条）。"),
            _("联合发文的机关在这里去不掉，由更正发文登记改动。"),
            _("增加的、去掉的机关都会收到通知。正在征求它意见的，答复以前不能去掉。"),
            _("改动记入公开日志；去掉的机关和理由留在任务的网页上。"),
        ],
    )

    def act(form: JointForm) -> HttpResponse:
        share_duty(duty=duty, by=seat.person, at=seat.at, **form.cleaned_data)
        return redirect("website:duty", duty.object_id)

    return ask(request, seat, asked, act)


@ASKS
@only_if(permissions.may_answer_transfer, DutyTransfer, *WITH)
def accept(request: StaffRequest, seat: Seat, transfer: DutyTransfer) -> HttpResponse:
    asked: Asked[Any] = Asked(
        menu="transfers",
        title=_("接收公开任务"),
        above=f"{transfer.giver.name} → {transfer.organ.name} · {transfer.duty.title}",
        form=DeskForm(sent(request)),
        verb=_("接收"),
        is_final=True,
        back=reverse("desk:transfer", args=[transfer.object_id]),
        happens=[
            _("从现在起由本机关负责公开，到期日不变；逾期的算在本机关。"),
            _("对方的草稿转到本机关，核对以后重新送审。"),
            _("记入公开日志。要还回去，由本机关再提出一次移交。"),
        ],
    )

    def act(_form: DeskForm) -> HttpResponse:
        journeys.accept_transfer(transfer=transfer, by=seat.person, at=seat.at)
        return redirect("desk:transfer", transfer.object_id)

    return ask(request, seat, asked, act)


@ASKS
@only_if(permissions.may_answer_transfer, DutyTransfer, *WITH)
def decline(request: StaffRequest, seat: Seat, transfer: DutyTransfer) -> HttpResponse:
    asked: Asked[Any] = Asked(
        menu="transfers",
        title=_("不接收公开任务"),
        above=f"{transfer.giver.name} → {transfer.organ.name} · {transfer.duty.title}",
        form=WhyNotForm(sent(request)),
        verb=_("答复不接收"),
        back=reverse("desk:transfer", args=[transfer.object_id]),
        happens=[
            _("任务仍由对方负责。对方和县政务公开办收到通知；协商不成的，由县政务公开办决定。"),
            _("理由记入公开日志。"),
        ],
    )

    def act(form: WhyNotForm) -> HttpResponse:
        journeys.decline_transfer(
            transfer=transfer, by=seat.person, at=seat.at, **form.cleaned_data
        )
        return redirect("desk:transfer", transfer.object_id)

    return ask(request, seat, asked, act)


@ASKS
@only_if(permissions.may_withdraw_transfer, DutyTransfer, *WITH)
def withdraw(request: StaffRequest, seat: Seat, transfer: DutyTransfer) -> HttpResponse:
    asked: Asked[Any] = Asked(
        menu="transfers",
        title=_("收回移交"),
        above=f"{transfer.giver.name} → {transfer.organ.name} · {transfer.duty.title}",
        form=WhyNotForm(sent(request)),
        verb=_("收回"),
        back=reverse("desk:transfer", args=[transfer.object_id]),
        happens=[_("对方不用再答复。收回和理由记入公开日志。")],
    )

    def act(form: WhyNotForm) -> HttpResponse:
        journeys.withdraw_transfer(
            transfer=transfer, by=seat.person, at=seat.at, **form.cleaned_data
        )
        return redirect("desk:transfer", transfer.object_id)

    return ask(request, seat, asked, act)


def _others(seat: Seat, duty: Duty) -> list[Organ]:
    return list(organs_of(seat.county).exclude(pk=duty.organ_id))
