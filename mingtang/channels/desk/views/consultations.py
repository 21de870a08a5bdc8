"""A draft that concerns another organ: sent there, answered, decided about."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingtang.channels.desk.asking import Asked, ask, sent
from mingtang.channels.desk.forms.handing import AskForm, ConsultedForm, DecisionForm
from mingtang.channels.desk.pages.consultations import consultation_page, consultations_page
from mingtang.channels.desk.pages.editions import address
from mingtang.channels.shared.access import (
    Seat,
    StaffRequest,
    only_if,
    only_if_edition,
    seated,
)
from mingtang.channels.shared.told import told
from mingtang.disclosure import permissions
from mingtang.disclosure.choices import Decision
from mingtang.disclosure.models import Consultation, Edition
from mingtang.disclosure.queries.consultations import mentioned_organs
from mingtang.foundation.errors import RuleBroken
from mingtang.journeys import consulting as journeys
from mingtang.organs.queries import organs_of
from mingtang.organs.rules.roles import Power

ASKS = require_http_methods(["GET", "HEAD", "POST"])
WITH = (
    *("disclosure__organ__county", "disclosure__item", "disclosure__duty"),
    *("asked_by", "answered_by", "decided_by"),
)


@require_safe
@seated(Power.ANSWER_ORGANS, Power.REVIEW_SECRECY, Power.COORDINATE)
def consultations(request: StaffRequest, seat: Seat) -> HttpResponse:
    return render(request, "desk/consultations/list.html", consultations_page(request, seat))


@ASKS
@only_if_edition(permissions.may_ask_organs)
def ask_organ(request: StaffRequest, seat: Seat, edition: Edition) -> HttpResponse:
    organs = organs_of(seat.county)
    days = seat.county.consultation_working_days
    asked: Asked[Any] = Asked(
        menu="consultations",
        title=_("征求其他机关意见"),
        above=f"{edition.disclosure.organ.name} · {edition.title}",
        lede=_("公开的内容涉及其他机关的，公开以前要和它协商、确认（条例第十一条第一款）。"),
        form=AskForm(
            sent(request),
            organs=organs.exclude(pk=edition.disclosure.organ_id),
            named=mentioned_organs(edition),
        ),
        verb=_("送去征求意见"),
        back=address(edition),
        happens=[
            _("对方看得到这份草稿的全文和附件，%(days)s个工作日内答复（本县设定）。")
            % {"days": days},
            _("答复以前不能公开；按本县规定，到期没有答复的，第二天起视为没有意见。"),
            _("有不同意见的，修改后再征求，或者由县政务公开办决定。"),
            _("送出以后再改内容的，对方确认过的不再算数，要重新征求。"),
        ],
    )

    def act(form: AskForm) -> HttpResponse:
        made = journeys.ask_organ(edition=edition, by=seat.person, at=seat.at, **form.cleaned_data)
        return redirect("desk:consultation", made.object_id)

    return ask(request, seat, asked, act)


@require_safe
@only_if(permissions.may_read_consultation, Consultation, *WITH)
def consultation(request: StaffRequest, seat: Seat, one: Consultation) -> HttpResponse:
    return render(request, "desk/consultations/detail.html", consultation_page(seat, one))


@require_POST
@only_if(permissions.may_answer_consultation, Consultation, *WITH)
def answer(request: StaffRequest, seat: Seat, one: Consultation) -> HttpResponse:
    form = ConsultedForm(request.POST)
    if not form.is_valid():
        page = consultation_page(seat, one, form=form)
        return render(request, "desk/consultations/detail.html", page, status=422)
    try:
        journeys.answer_consultation(
            consultation=one,
            agrees=form.cleaned_data["agrees"] == "yes",
            answer=form.cleaned_data["answer"],
            seen=form.cleaned_data["version"],
            by=seat.person,
            at=seat.at,
        )
    except RuleBroken as broken:
        page = consultation_page(seat, one, form=form, problem=told(broken))
        return render(request, "desk/consultations/detail.html", page, status=409)
    return redirect("desk:consultation", one.object_id)


@ASKS
@only_if(permissions.may_decide_objection, Consultation, *WITH)
def decide(request: StaffRequest, seat: Seat, one: Consultation) -> HttpResponse:
    asked: Asked[Any] = Asked(
        menu="consultations",
        title=_("对不同意见作出决定"),
        above=f"{one.disclosure.organ.name} · {one.organ.name}",
        lede=one.answer,
        form=DecisionForm(sent(request)),
        verb=_("作出决定"),
        is_final=True,
        back=reverse("desk:consultation", args=[one.object_id]),
        happens=[
            _("决定“按现在的内容公开”的，内容再改就要重新征求意见。"),
            _("决定“先修改”的，改好再征求这个机关的意见以后才能公开。"),
            _("两个机关都收到通知。决定以后不能再改。"),
        ],
    )

    def act(form: DecisionForm) -> HttpResponse:
        journeys.decide_objection(
            consultation=one,
            decision=Decision(form.cleaned_data["decision"]),
            reason=form.cleaned_data["reason"],
            by=seat.person,
            at=seat.at,
        )
        return redirect("desk:consultation", one.object_id)

    return ask(request, seat, asked, act)
