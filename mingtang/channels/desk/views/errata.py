"""Rows adopted by mistake (目录勘误): proposed by one person, confirmed by another."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.catalogue.models import ErratumProposal
from mingtang.catalogue.queries import errata as queries
from mingtang.channels.desk.asking import Asked, ask, sent
from mingtang.channels.desk.forms.errata import ErratumForm, WithdrawErratumForm
from mingtang.channels.desk.forms.handing import WhyNotForm
from mingtang.channels.desk.pages import errata as pages
from mingtang.channels.shared.access import Seat, StaffRequest, seated
from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.told import told
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop
from mingtang.journeys import errata as journeys
from mingtang.organs.rules.roles import Power

ASKS = require_http_methods(["GET", "HEAD", "POST"])
STANDARDS = seated(Power.ADOPT_STANDARD)
# What was just done with one, by how its address says so.
DONE = {
    "proposed": gettext_noop("已经提出，等另一个有权办理公开目录的人确认。确认以前不放行。"),
    "confirmed": gettext_noop("已经确认：出下一版目录时，就这一项、这一点放行一次。"),
    "declined": gettext_noop("已经答复不同意，不放行。"),
    "withdrawn": gettext_noop("已经收回，不放行。"),
}


@require_safe
@STANDARDS
def errata(request: StaffRequest, seat: Seat) -> HttpResponse:
    page = pages.errata_page(seat, words=request.GET.get("find", "").strip()[:100])
    return render(request, "desk/errata/list.html", page)


@ASKS
@STANDARDS
def new(request: StaffRequest, seat: Seat, object_id: UUID) -> HttpResponse:
    """For one item of the edition in force."""
    item = queries.find_mended_item(seat.county, object_id)
    if item is None:
        raise Missing(_("没有这一项。"))
    second = (
        []
        if pages.has_second(seat)
        else [_("现在没有别的人能确认：请安全管理员再任命一个人，或者登记AB岗。")]
    )
    asked: Asked[Any] = Asked(
        menu="standard",
        title=_("提出目录勘误"),
        above=f"{item.standard} · {item.level1}",
        lede=_("%(item)s。现在的公开依据：%(basis)s")
        % {"item": item.level2, "basis": pages.basis_words(item)},
        form=ErratumForm(sent(request), queries.names_of(item, seat.on)),
        verb=_("提出勘误"),
        back=reverse("desk:errata"),
        happens=[
            *second,
            _("由另一个有权办理公开目录的人核对、确认，才算数（本县的防错规定）。"),
            _("现行目录不变，已经产生的公开任务也不变。"),
            _("确认以后，出下一版目录时，就这一项、选出来的这几个放行一次；别的照样逐项比较。"),
            _("提出、确认、不同意和收回都连同理由记入公开日志，目录的网页上注明。"),
        ],
    )

    def act(form: ErratumForm) -> HttpResponse:
        made = journeys.propose_erratum(item=item, by=seat.person, at=seat.at, **form.said)
        return redirect(f"{_address(made)}?done=proposed")

    return ask(request, seat, asked, act)


@ASKS
@STANDARDS
def erratum(request: StaffRequest, seat: Seat, object_id: UUID) -> HttpResponse:
    """One, as it stands; sent, it is confirmed."""
    proposal, problem = _the(seat, object_id), ""
    if request.method == "POST":
        try:
            journeys.confirm_erratum(proposal=proposal, by=seat.person, at=seat.at)
        except RuleBroken as broken:
            problem = told(broken)
        else:
            return redirect(f"{_address(proposal)}?done=confirmed")
    done = DONE.get(request.GET.get("done", ""))
    page = {
        **pages.erratum_page(seat, proposal),
        "problem": problem,
        "done": _(done) if done and not problem else "",
    }
    return render(request, "desk/errata/detail.html", page, status=409 if problem else 200)


@ASKS
@STANDARDS
def decline(request: StaffRequest, seat: Seat, object_id: UUID) -> HttpResponse:
    proposal = _the(seat, object_id)
    asked: Asked[Any] = Asked(
        menu="standard",
        title=_("不同意这份勘误"),
        above=str(proposal.item.level2),
        form=WhyNotForm(sent(request)),
        verb=_("不同意"),
        back=_address(proposal),
        happens=[_("不放行；提出的人收到通知，可以改好再提出。理由记入公开日志。")],
    )

    def act(form: WhyNotForm) -> HttpResponse:
        how: dict[str, Any] = {"by": seat.person, "at": seat.at}
        journeys.decline_erratum(proposal=proposal, **how, **form.cleaned_data)
        return redirect(f"{_address(proposal)}?done=declined")

    return ask(request, seat, asked, act)


@ASKS
@STANDARDS
def withdraw(request: StaffRequest, seat: Seat, object_id: UUID) -> HttpResponse:
    """By who proposed it; once it is confirmed, by anybody who may, until it is used."""
    proposal = _the(seat, object_id)
    asked: Asked[Any] = Asked(
        menu="standard",
        title=_("收回这份勘误"),
        above=str(proposal.item.level2),
        form=WithdrawErratumForm(sent(request)),
        verb=_("收回"),
        back=_address(proposal),
        happens=[_("出下一版目录时不放行。收回和理由记入公开日志。")],
    )

    def act(form: WithdrawErratumForm) -> HttpResponse:
        how: dict[str, Any] = {"by": seat.person, "at": seat.at}
        journeys.withdraw_erratum(proposal=proposal, **how, **form.cleaned_data)
        return redirect(f"{_address(proposal)}?done=withdrawn")

    return ask(request, seat, asked, act)


def _address(proposal: ErratumProposal) -> str:
    return reverse("desk:erratum", args=[proposal.object_id])


def _the(seat: Seat, object_id: UUID) -> ErratumProposal:
    found = queries.find_proposed_erratum(seat.county, object_id)
    if found is None:
        raise Missing(_("没有这份勘误。"))
    return found
