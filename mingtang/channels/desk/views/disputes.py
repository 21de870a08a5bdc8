from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingtang.cases import actions, permissions
from mingtang.cases.choices import DisputeResult
from mingtang.cases.models import Dispute
from mingtang.channels.desk.forms.disputes import AnswerForm, HideForm
from mingtang.channels.desk.pages.disputes import dispute_page, disputes_page
from mingtang.channels.shared.access import Seat, StaffRequest, only_if, seated
from mingtang.channels.shared.told import told
from mingtang.foundation.errors import RuleBroken
from mingtang.journeys import disputes as journeys
from mingtang.organs.rules.roles import Power

MAY_ANSWER = only_if(permissions.may_answer, Dispute, "county", "answered_for", "answered_by")


@require_safe
@seated(Power.ANSWER_DISPUTE)
def disputes(request: StaffRequest, seat: Seat) -> HttpResponse:
    return render(request, "desk/disputes/list.html", disputes_page(request, seat))


@require_http_methods(["GET", "HEAD", "POST"])
@MAY_ANSWER
def dispute(request: StaffRequest, seat: Seat, dispute: Dispute) -> HttpResponse:
    """What somebody said of a page, and the answer, once."""
    if request.method != "POST":
        return _shown(request, dispute_page(seat, dispute))
    if "stay" in request.POST:  # the key Enter, where no button was chosen
        return _shown(request, dispute_page(seat, dispute, typed=request.POST))
    form = AnswerForm(request.POST)
    if not form.is_valid():
        page = dispute_page(seat, dispute, form=form, typed=request.POST)
        return _shown(request, page, status=422)
    try:
        journeys.answer_dispute(
            dispute=dispute,
            result=DisputeResult(form.cleaned_data["result"]),
            answer=form.cleaned_data["answer"],
            by=seat.person,
            at=seat.at,
        )
    except RuleBroken as broken:
        page = dispute_page(seat, dispute, form=form, problem=told(broken), typed=request.POST)
        return _shown(request, page, status=409)
    return redirect("desk:dispute", dispute.object_id)


@require_POST
@MAY_ANSWER
def contact(request: StaffRequest, seat: Seat, dispute: Dispute) -> HttpResponse:
    """How to reach who wrote: shown on this one page, and that it was shown is on record."""
    return _look(request, seat, dispute, "contact", actions.look_at_contact)


@require_POST
@MAY_ANSWER
def original(request: StaffRequest, seat: Seat, dispute: Dispute) -> HttpResponse:
    return _look(request, seat, dispute, "original", actions.look_at_original)


def _look(
    request: StaffRequest, seat: Seat, dispute: Dispute, what: str, look: Callable[..., str]
) -> HttpResponse:
    try:
        found = look(dispute=dispute, by=seat.person, at=seat.at)
    except RuleBroken as broken:
        page = dispute_page(seat, dispute, problem=told(broken), typed=request.POST)
        return _shown(request, page, status=409)
    return _shown(request, dispute_page(seat, dispute, looked={what: found}, typed=request.POST))


@require_POST
@MAY_ANSWER
def hide(request: StaffRequest, seat: Seat, dispute: Dispute) -> HttpResponse:
    """Hides the text; an answer begun beside it stays on the page."""
    form = HideForm(request.POST)
    if not form.is_valid():
        page = dispute_page(seat, dispute, hide_form=form, typed=request.POST)
        return _shown(request, page, status=422)
    because = form.cleaned_data["because"]
    try:
        actions.hide_text(dispute=dispute, because=because, by=seat.person, at=seat.at)
    except RuleBroken as broken:
        page = dispute_page(seat, dispute, hide_form=form, problem=told(broken), typed=request.POST)
        return _shown(request, page, status=409)
    if request.POST.get("answer"):
        return _shown(request, dispute_page(seat, dispute, typed=request.POST))
    return redirect("desk:dispute", dispute.object_id)


def _shown(request: StaffRequest, page: dict[str, object], *, status: int = 200) -> HttpResponse:
    """Not kept by any cache: the page may hold what was unsealed."""
    response = render(request, "desk/disputes/detail.html", page, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
