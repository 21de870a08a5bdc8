import re
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mingtang.channels.desk.forms.editions import ApproveForm, ReturnForm
from mingtang.channels.desk.pages.editions import edition_page
from mingtang.channels.desk.views.editions import address_of
from mingtang.channels.shared.access import Seat, StaffRequest, only_if_edition
from mingtang.channels.shared.told import told
from mingtang.disclosure import permissions
from mingtang.disclosure.choices import StepCode
from mingtang.disclosure.models import Edition
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop
from mingtang.journeys import publishing

INCOMPLETE = gettext_noop("页面不完整，或者放得太久。请看过下面现在的内容再办。")


@require_POST
@only_if_edition(permissions.may_sign)
def sign(request: StaffRequest, seat: Seat, edition: Edition) -> HttpResponse:
    """Consent to the step shown on the page; the last one publishes or sets the time."""
    form = ApproveForm(request.POST)
    step, seen = _step(request), _seen(request)
    if step is None or seen is None or not form.is_valid():
        problem = "" if form.errors else _(INCOMPLETE)
        return _again(request, seat, edition, problem=problem, forms={"sign": form}, status=422)
    try:
        if edition.awaits_approval_afterwards:
            publishing.sign_afterwards(
                edition=edition,
                step=step,
                note=form.cleaned_data["note"],
                by=seat.person,
                at=seat.at,
            )
        else:
            publishing.sign(
                edition=edition,
                step=step,
                seen=seen,
                by=seat.person,
                at=seat.at,
                **form.cleaned_data,
            )
    except RuleBroken as broken:
        forms = {"sign": form}
        return _again(request, seat, edition, problem=told(broken), forms=forms, status=409)
    return address_of(edition)


def _step(request: StaffRequest) -> StepCode | None:
    asked = request.POST.get("step", "")
    return StepCode(asked) if asked in StepCode.values else None


def _seen(request: StaffRequest) -> int | None:
    """The version on the page that was read."""
    told_by_page = request.POST.get("version", "")
    return int(told_by_page) if re.fullmatch(r"[0-9]{1,9}", told_by_page) else None


@require_POST
@only_if_edition(permissions.may_sign)
def return_draft(request: StaffRequest, seat: Seat, edition: Edition) -> HttpResponse:
    form = ReturnForm(request.POST)
    step = _step(request)
    if step is None or not form.is_valid():
        problem = "" if form.errors else _(INCOMPLETE)
        return _again(request, seat, edition, problem=problem, forms={"return": form}, status=422)
    try:
        publishing.return_draft(
            edition=edition, step=step, text=form.cleaned_data["text"], by=seat.person, at=seat.at
        )
    except RuleBroken as broken:
        forms = {"return": form}
        return _again(request, seat, edition, problem=told(broken), forms=forms, status=409)
    return address_of(edition)


@require_POST
@only_if_edition(permissions.may_sign)
def withdraw_approval(request: StaffRequest, seat: Seat, edition: Edition) -> HttpResponse:
    form = ReturnForm(request.POST)
    if not form.is_valid():
        is_missing = form.has_error("text", "required")
        problem = _("写明为什么撤回签发。") if is_missing else str(form.errors["text"][0])
        return _again(request, seat, edition, problem=problem, status=422)
    because = form.cleaned_data["text"]
    try:
        publishing.withdraw_approval(edition=edition, because=because, by=seat.person, at=seat.at)
    except RuleBroken as broken:
        return _again(request, seat, edition, problem=told(broken), status=409)
    return address_of(edition)


@require_POST
@only_if_edition(permissions.may_sign)
def release(request: StaffRequest, seat: Seat, edition: Edition) -> HttpResponse:
    """Publishes an edition that was held, once what held it is mended."""
    try:
        publishing.publish_held(edition=edition, by=seat.person, at=seat.at)
    except RuleBroken as broken:
        return _again(request, seat, edition, problem=told(broken), status=409)
    return address_of(edition)


@require_POST
@only_if_edition(permissions.may_draft)
def recall(request: StaffRequest, seat: Seat, edition: Edition) -> HttpResponse:
    try:
        publishing.recall(edition=edition, by=seat.person, at=seat.at)
    except RuleBroken as broken:
        return _again(request, seat, edition, problem=told(broken), status=409)
    return address_of(edition)


def _again(
    request: StaffRequest,
    seat: Seat,
    edition: Edition,
    *,
    problem: str = "",
    forms: dict[str, Any] | None = None,
    status: int,
) -> HttpResponse:
    edition.refresh_from_db()
    page = edition_page(seat, edition, problem=problem, forms=forms)
    page["typed"] = request.POST.get("text") or request.POST.get("note") or ""
    return render(request, "desk/editions/detail.html", page, status=status)
