from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingtang.channels.desk.forms.publications import EraseForm, ValidityForm, WithdrawForm
from mingtang.channels.desk.pages.publications import internal_page, publication_page
from mingtang.channels.shared.access import Seat, StaffRequest, only_if
from mingtang.channels.shared.told import told
from mingtang.disclosure import actions, permissions
from mingtang.disclosure.choices import Validity, WithdrawalGround
from mingtang.disclosure.models import Disclosure
from mingtang.disclosure.queries import desk
from mingtang.foundation.errors import RuleBroken
from mingtang.journeys import erasing, publishing


@require_safe
@only_if(permissions.may_read_desk, Disclosure, "item", "current", "duty")
def detail(request: StaffRequest, seat: Seat, disclosure: Disclosure) -> HttpResponse:
    """What can still be done with a publication: correct, withdraw, mark its validity."""
    page = publication_page(seat, disclosure)
    return render(request, "desk/publications/detail.html", page)


@require_POST
@only_if(permissions.may_correct, Disclosure)
def correct(request: StaffRequest, seat: Seat, disclosure: Disclosure) -> HttpResponse:
    try:
        edition = actions.start_correction(disclosure=disclosure, by=seat.person, at=seat.at)
    except RuleBroken as broken:
        page = publication_page(seat, disclosure, problem=told(broken))
        return render(request, "desk/publications/detail.html", page, status=409)
    return redirect("desk:edition", disclosure.object_id, edition.number)


@require_http_methods(["GET", "HEAD", "POST"])
@only_if(permissions.may_withdraw, Disclosure, "item", "current", "duty")
def withdraw(request: StaffRequest, seat: Seat, disclosure: Disclosure) -> HttpResponse:
    """Asks for ground and reason first, and says what will happen."""
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    page = publication_page(seat, disclosure, withdraw_form=form)
    if request.method != "POST":
        return render(request, "desk/publications/withdraw.html", page)
    if not form.is_valid() or _names_nothing(seat, form):
        return render(request, "desk/publications/withdraw.html", page, status=422)
    try:
        publishing.withdraw(
            disclosure=disclosure,
            ground=WithdrawalGround(form.cleaned_data["ground"]),
            reason=form.cleaned_data["reason"],
            basis=form.cleaned_data["basis"],
            replaced_by=desk.by_index_number(seat.county, form.cleaned_data["replacement"]),
            by=seat.person,
            at=seat.at,
        )
    except RuleBroken as broken:
        page["problem"] = told(broken)
        return render(request, "desk/publications/withdraw.html", page, status=409)
    return redirect("desk:publication", disclosure.object_id)


@require_http_methods(["GET", "HEAD", "POST"])
@only_if(permissions.may_withdraw, Disclosure, "item", "current", "duty")
def erase(request: StaffRequest, seat: Seat, disclosure: Disclosure) -> HttpResponse:
    """Deletes for good what a withdrawn publication said; asks for the reason first."""
    form = EraseForm(request.POST if request.method == "POST" else None)
    duty = disclosure.duty
    page = publication_page(seat, disclosure) | {
        "erase_form": form,
        "has_fact": duty is not None and duty.fact_id is not None,
    }
    if request.method != "POST":
        return render(request, "desk/publications/erase.html", page)
    if not form.is_valid():
        return render(request, "desk/publications/erase.html", page, status=422)
    try:
        erasing.erase(
            disclosure=disclosure, reason=form.cleaned_data["reason"], by=seat.person, at=seat.at
        )
    except RuleBroken as broken:
        page["problem"] = told(broken)
        return render(request, "desk/publications/erase.html", page, status=409)
    return redirect("desk:publication", disclosure.object_id)


def _names_nothing(seat: Seat, form: WithdrawForm) -> bool:
    """An index number mistyped is said: the public would not be led to what stands in its place."""
    named = form.cleaned_data["replacement"]
    if not named or desk.by_index_number(seat.county, named):
        return False
    form.add_error("replacement", _("本县没有这个索引号，请核对。"))
    return True


@require_POST
@only_if(permissions.may_approve, Disclosure, "item", "current", "duty")
def validity(request: StaffRequest, seat: Seat, disclosure: Disclosure) -> HttpResponse:
    form = ValidityForm(request.POST)
    if not form.is_valid():
        page = publication_page(seat, disclosure, validity_form=form)
        return render(request, "desk/publications/detail.html", page, status=422)
    try:
        actions.change_validity(
            disclosure=disclosure,
            validity=Validity(form.cleaned_data["validity"]),
            note=form.cleaned_data["note"],
            until=form.cleaned_data["until"],
            by=seat.person,
            at=seat.at,
        )
    except RuleBroken as broken:
        page = publication_page(seat, disclosure, validity_form=form, problem=told(broken))
        return render(request, "desk/publications/detail.html", page, status=409)
    return redirect("desk:publication", disclosure.object_id)


@require_safe
@only_if(permissions.may_read_internal, Disclosure, "item", "current")
def internal(request: StaffRequest, seat: Seat, disclosure: Disclosure) -> HttpResponse:
    """An internal disclosure (S3.4), to the organ's own people."""
    return render(request, "desk/publications/internal.html", internal_page(seat, disclosure))
