from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mingtang.channels.desk.pages.today import today_page
from mingtang.channels.shared.access import Seat, StaffRequest, seated
from mingtang.organs.rules.roles import Power


@require_safe
@seated(Power.READ_DESK)
def today(request: StaffRequest, seat: Seat) -> HttpResponse:
    return render(request, "desk/today.html", today_page(seat))
