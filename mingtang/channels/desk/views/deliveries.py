from decimal import Decimal
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.channels.desk.forms.deliveries import PostingForm
from mingtang.channels.desk.pages.deliveries import deliveries_page, delivery_page
from mingtang.channels.shared.access import Seat, StaffRequest, only_if, seated
from mingtang.channels.shared.downloads import file_response
from mingtang.channels.shared.told import told
from mingtang.disclosure import permissions
from mingtang.disclosure.choices import ReceiptKind
from mingtang.disclosure.models import Delivery, Receipt
from mingtang.disclosure.rules.delivering import Seen
from mingtang.files import actions as files
from mingtang.foundation.errors import RuleBroken
from mingtang.journeys import publishing
from mingtang.organs.rules.roles import Power

ACTS = {
    ReceiptKind.POSTED: publishing.confirm_posting,
    ReceiptKind.REMOVED: publishing.confirm_removal,
}


@require_safe
@seated(Power.CONFIRM_POSTING)
def deliveries(request: StaffRequest, seat: Seat) -> HttpResponse:
    return render(request, "desk/deliveries/list.html", deliveries_page(seat))


@require_http_methods(["GET", "HEAD", "POST"])
@only_if(permissions.may_confirm, Delivery, "place__organ", "edition__disclosure")
def confirm(request: StaffRequest, seat: Seat, delivery: Delivery) -> HttpResponse:
    """On the spot, from a phone: a photograph, and it hangs; another, and it is down."""
    is_asked = request.method == "POST"
    form = PostingForm(request.POST, request.FILES) if is_asked else PostingForm()
    page = delivery_page(seat, delivery, form)
    if not is_asked:
        shown = render(request, "desk/deliveries/confirm.html", page)
        shown.headers["Permissions-Policy"] = "camera=(), geolocation=(self), microphone=()"
        return shown
    if not form.is_valid():
        return render(request, "desk/deliveries/confirm.html", page, status=422)
    try:
        _confirm(seat, delivery, form)
    except RuleBroken as broken:
        page["problem"] = told(broken)
        return render(request, "desk/deliveries/confirm.html", page, status=409)
    return redirect("desk:deliveries")


@require_safe
@seated(Power.CONFIRM_POSTING)
def photograph(
    request: StaffRequest, seat: Seat, object_id: UUID, receipt_id: int
) -> HttpResponseBase:
    """What was sent with a receipt, to whoever may send the next; also of what is withdrawn."""
    known = Receipt.objects.select_related("photograph", "delivery__organ__county")
    receipt = get_object_or_404(
        known,
        pk=receipt_id,
        delivery__object_id=object_id,
        delivery__organ__county=seat.county,
        photograph__isnull=False,
    )
    if receipt.photograph is None:
        raise Http404
    if not permissions.may_confirm(seat.person, receipt.delivery, seat.on):
        raise PermissionDenied
    response = file_response(receipt.photograph, f"{receipt.kind}-{receipt.pk}.jpg")
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _confirm(seat: Seat, delivery: Delivery, form: PostingForm) -> None:
    """Keeps the picture first; then does what the form says, whatever became of the sheet."""
    photograph, facts = files.store_photograph(
        content=form.cleaned_data["photograph"], by=seat.person, at=seat.at
    )
    seen = Seen(
        taken_at=facts.taken_at,
        latitude=_degrees(facts.latitude) or form.cleaned_data["latitude"],
        longitude=_degrees(facts.longitude) or form.cleaned_data["longitude"],
        where=form.cleaned_data["where"],
        note=form.cleaned_data["note"],
    )
    ACTS[form.cleaned_data["says"]](
        delivery=delivery, photograph=photograph, seen=seen, by=seat.person, at=seat.at
    )


def _degrees(told: float | None) -> Decimal | None:
    """As a receipt keeps them: six places are a hand's breadth."""
    return None if told is None else Decimal(f"{told:.6f}")
