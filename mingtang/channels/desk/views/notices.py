from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import get_script_prefix
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from mingtang.channels.desk.pages.notices import notices_page
from mingtang.channels.shared.access import Seat, StaffRequest, seated
from mingtang.notices import actions, queries
from mingtang.organs.rules.roles import Power


@require_safe
@seated(Power.READ_DESK)
def notices(request: StaffRequest, seat: Seat) -> HttpResponse:
    return render(request, "desk/notices.html", notices_page(request, seat))


@require_POST
@seated(Power.READ_DESK)
def read(request: StaffRequest, seat: Seat, notice_id: int) -> HttpResponse:
    """Marks it read and goes on to what it is about, in the manner one reads in."""
    notice = get_object_or_404(queries.notices_of(seat.person), pk=notice_id)
    actions.mark_read(notice=notice, by=seat.person, at=seat.at)
    if notice.path and url_has_allowed_host_and_scheme(notice.path, allowed_hosts=None):
        return redirect(get_script_prefix().rstrip("/") + notice.path)
    return redirect("desk:notices")


@require_POST
@seated(Power.READ_DESK)
def read_all(request: StaffRequest, seat: Seat) -> HttpResponse:
    actions.mark_all_read(by=seat.person, at=seat.at)
    return redirect("desk:notices")
