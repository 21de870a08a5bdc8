"""Why numbers of the register have no document: said, and taken back."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.channels.desk.asking import Asked, ask, sent
from mingtang.channels.desk.forms.document_gaps import ExplainGapForm, WithdrawExplanationForm
from mingtang.channels.desk.pages import document_gaps as pages
from mingtang.channels.desk.pages.documents import organs_to_register_for, registers_for
from mingtang.channels.shared.access import Seat, StaffRequest, only_if, seated
from mingtang.issued.actions import explain_gap, withdraw_explanation
from mingtang.issued.models import GapExplanation
from mingtang.issued.permissions import may_withdraw_explanation
from mingtang.organs.rules.roles import Power

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@seated(Power.RECORD_FACT)
def gaps(request: StaffRequest, seat: Seat) -> HttpResponse:
    return render(request, "desk/documents/gaps.html", pages.gaps_page(request, seat))


@ASKS
@seated(Power.RECORD_FACT)
def explain(request: StaffRequest, seat: Seat) -> HttpResponse:
    """The list of gaps fills in which numbers."""
    asked: Asked[ExplainGapForm] = Asked(
        menu="documents",
        title=_("说明空号"),
        lede=_("写明这些号为什么没有文件。说明以后仍然算空着，公众看到的是“已说明”。"),
        form=ExplainGapForm(
            sent(request), organs=organs_to_register_for(seat), initial=request.GET.dict()
        ),
        verb=_("说明"),
        back=reverse("desk:document-gaps"),
        happens=[
            _("原因、说明的话、由哪个机关说明、哪天说明，公众都能看到，记入公开日志。"),
            _("说错了可以撤回，撤回的说明和原因留着。"),
            _("这些号后来登记了文件的，那个号的说明自动失效，曾经怎样说明仍然写在那里。"),
        ],
    )

    def act(form: ExplainGapForm) -> HttpResponse:
        organ = form.chosen_organ()
        said = explain_gap(
            organ=organ,
            **form.said,
            said_for=registers_for(seat, organ),
            by=seat.person,
            at=seat.at,
        )
        return redirect(pages.back_to_gaps(organ, said.year))

    return ask(request, seat, asked, act)


@ASKS
@only_if(may_withdraw_explanation, GapExplanation)
def withdraw(request: StaffRequest, seat: Seat, said: GapExplanation) -> HttpResponse:
    back = pages.back_to_gaps(said.organ, said.year)
    asked: Asked[WithdrawExplanationForm] = Asked(
        menu="documents",
        title=_("撤回空号说明"),
        above=f"{said.organ.name} · {said.numbers}",
        lede=f"{said.get_kind_display()}{_('：')}{said.words}",
        form=WithdrawExplanationForm(sent(request)),
        verb=_("撤回"),
        is_final=True,
        back=back,
        happens=[_("这些号又成为“未说明”。原来的说明、撤回的原因和日期留着，公众能看到。")],
    )

    def act(form: WithdrawExplanationForm) -> HttpResponse:
        because = form.cleaned_data["because"]
        withdraw_explanation(explanation=said, because=because, by=seat.person, at=seat.at)
        return redirect(back)

    return ask(request, seat, asked, act)
