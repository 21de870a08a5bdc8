"""What was asked about the substance of publications: answered by the organ, then settled."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.channels.desk.asking import Asked, ask, sent
from mingtang.channels.desk.forms.base import DeskForm
from mingtang.channels.desk.forms.findings import (
    ACCEPTED,
    FindingAnswerForm,
    InspectionForm,
    SettleForm,
)
from mingtang.channels.desk.pages.findings import (
    finding_page,
    findings_page,
    inspections_page,
)
from mingtang.channels.shared.access import Seat, StaffRequest, only_if, seated
from mingtang.channels.shared.evidence_words import evidence_words
from mingtang.channels.shared.shown.findings import title_of
from mingtang.journeys import substance as journeys
from mingtang.organs.models import Organ
from mingtang.organs.rules.roles import Power
from mingtang.supervision import actions, permissions
from mingtang.supervision.models import Finding, InspectionDay

ASKS = require_http_methods(["GET", "HEAD", "POST"])
JOINED = ("county", "disclosure__item", "answer__organ", "answer__by", "settled_for")


@require_safe
@seated(Power.READ_DESK)
def findings(request: StaffRequest, seat: Seat) -> HttpResponse:
    return render(request, "desk/findings/list.html", findings_page(request, seat))


@require_safe
@only_if(permissions.may_read, Finding, *JOINED)
def finding(request: StaffRequest, seat: Seat, finding: Finding) -> HttpResponse:
    return render(request, "desk/findings/detail.html", finding_page(seat, finding))


@ASKS
@only_if(permissions.may_answer, Finding, *JOINED)
def answer(request: StaffRequest, seat: Seat, finding: Finding) -> HttpResponse:
    """Once; the form of what was answered leads to what was said."""
    if request.method != "POST" and not finding.is_open:
        return redirect("desk:finding", finding.object_id)
    asked = Asked(
        menu="findings",
        title=_("说明：%(kind)s") % {"kind": finding.get_kind_display()},
        above=f"{finding.organ.name} · {title_of(finding)}",
        lede=evidence_words(finding),
        form=FindingAnswerForm(sent(request)),
        verb=_("公布说明"),
        is_final=True,
        back=reverse("desk:finding", args=[finding.object_id]),
        happens=[
            _("说明马上显示在公众看到的页面上，只能说明一次，不能再改。"),
            _("由县政务公开办或者审计人员核定：说明成立，或者仍然保留。"),
            _("确实要改的，请同时办理更正；新版改好了，这一条自动了结。"),
        ],
    )

    def act(form: FindingAnswerForm) -> HttpResponse:
        journeys.answer_finding(
            finding=finding, text=form.cleaned_data["text"], by=seat.person, at=seat.at
        )
        return redirect("desk:finding", finding.object_id)

    return ask(request, seat, asked, act)


@ASKS
@only_if(permissions.may_settle, Finding, *JOINED)
def settle(request: StaffRequest, seat: Seat, finding: Finding) -> HttpResponse:
    """Once, of what was answered; else the form leads to how it stands."""
    if request.method != "POST" and not finding.is_answered:
        return redirect("desk:finding", finding.object_id)
    said = finding.answer.text if hasattr(finding, "answer") else _("机关还没有说明。")
    asked = Asked(
        menu="findings",
        title=_("核定：%(kind)s") % {"kind": finding.get_kind_display()},
        above=f"{finding.organ.name} · {title_of(finding)}",
        lede=_("%(evidence)s机关说明：%(said)s")
        % {"evidence": evidence_words(finding), "said": said},
        form=SettleForm(sent(request)),
        verb=_("公布核定"),
        is_final=True,
        back=reverse("desk:finding", args=[finding.object_id]),
        happens=[
            _("核定和理由马上显示在公众看到的页面上，只能核定一次。"),
            _("机关的公开专员会收到通知。"),
        ],
    )

    def act(form: SettleForm) -> HttpResponse:
        journeys.settle_finding(
            finding=finding,
            accepted=form.cleaned_data["result"] == ACCEPTED,
            reason=form.cleaned_data["reason"],
            by=seat.person,
            at=seat.at,
        )
        return redirect("desk:finding", finding.object_id)

    return ask(request, seat, asked, act)


@require_safe
@seated(Power.SET_INSPECTIONS)
def inspections(request: StaffRequest, seat: Seat) -> HttpResponse:
    return render(request, "desk/findings/inspections.html", inspections_page(seat))


@ASKS
@seated(Power.SET_INSPECTIONS)
def inspection_new(request: StaffRequest, seat: Seat) -> HttpResponse:
    asked = Asked(
        menu="findings",
        title=_("登记检查日"),
        form=InspectionForm(sent(request)),
        verb=_("登记"),
        back=reverse("desk:inspections"),
        happens=[
            _("检查以后，系统看有没有机关把逾期的集中在检查前几天公开，并请机关说明。"),
            _("一年里登记过检查日的，就不再按每季度最后一天算。"),
            _("登记和撤销都记入公开日志。"),
        ],
    )

    def act(form: InspectionForm) -> HttpResponse:
        actions.enter_inspection(
            county=seat.county,
            organ=_office(seat),
            day=form.cleaned_data["day"],
            title=form.cleaned_data["title"],
            by=seat.person,
            at=seat.at,
        )
        return redirect("desk:inspections")

    return ask(request, seat, asked, act)


def _office(seat: Seat) -> Organ:
    """The organ in which the person holds the office."""
    own = seat.organs(Power.SET_INSPECTIONS)
    return next(organ for organ in seat.own() if organ.pk in own)


@ASKS
@only_if(permissions.may_cancel_inspection, InspectionDay, "county")
def inspection_cancel(request: StaffRequest, seat: Seat, day: InspectionDay) -> HttpResponse:
    asked = Asked(
        menu="findings",
        title=_("撤销检查日"),
        above=str(day),
        form=DeskForm(sent(request)),
        verb=_("撤销"),
        is_final=True,
        back=reverse("desk:inspections"),
        happens=[_("因为这一天已经提出的问题不变。")],
    )

    def act(_form: DeskForm) -> HttpResponse:
        actions.cancel_inspection(inspection_day=day, by=seat.person, at=seat.at)
        return redirect("desk:inspections")

    return ask(request, seat, asked, act)
