from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from mingtang.channels.desk.pages.jobs import jobs_page
from mingtang.channels.shared.access import Seat, StaffRequest, seated
from mingtang.notices import actions as notices
from mingtang.organs.rules.roles import Power


@require_safe
@seated(Power.MANAGE_COUNTY)
def jobs(request: StaffRequest, seat: Seat) -> HttpResponse:
    return render(request, "desk/jobs.html", jobs_page(seat))


@require_POST
@seated(Power.MANAGE_COUNTY)
def send_again(request: StaffRequest, seat: Seat) -> HttpResponse:
    """Letters that were given up are tried anew, as when the mail server is back."""
    notices.send_failed_again(county_code=seat.county.code, at=seat.at)
    return redirect("desk:jobs")
