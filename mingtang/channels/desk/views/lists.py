from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mingtang.channels.desk.pages import lists
from mingtang.channels.shared.access import Seat, StaffRequest, seated
from mingtang.organs.rules.roles import Power


@require_safe
@seated(Power.DRAFT)
def drafts(request: StaffRequest, seat: Seat) -> HttpResponse:
    return render(request, "desk/lists/drafts.html", lists.drafts_page(seat))


@require_safe
@seated(Power.REVIEW_SECRECY, Power.SUPERVISE, Power.HOLD_MEETING, Power.APPROVE)
def to_sign(request: StaffRequest, seat: Seat) -> HttpResponse:
    return render(request, "desk/lists/to_sign.html", lists.to_sign_page(seat))


@require_safe
@seated(Power.READ_DESK)
def publications(request: StaffRequest, seat: Seat) -> HttpResponse:
    return render(request, "desk/lists/publications.html", lists.publications_page(seat))


@require_safe
@seated(Power.READ_INTERNAL)
def internal(request: StaffRequest, seat: Seat) -> HttpResponse:
    return render(request, "desk/lists/internal.html", lists.internal_page(seat))
