from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.channels.desk.asking import sent
from mingtang.channels.desk.forms.accounts import EmailForm
from mingtang.channels.desk.pages.me import me_page
from mingtang.channels.shared.access import Seat, StaffRequest, seated
from mingtang.channels.shared.carried import kept
from mingtang.channels.shared.told import told
from mingtang.foundation.errors import RuleBroken
from mingtang.organs.actions import accounts
from mingtang.organs.rules.roles import Power


@require_http_methods(["GET", "HEAD", "POST"])
@seated(Power.READ_DESK)
def me(request: StaffRequest, seat: Seat) -> HttpResponse:
    if request.method != "POST":
        return render(request, "desk/me.html", me_page(seat))
    form = EmailForm(sent(request))
    if not form.is_valid():
        return render(request, "desk/me.html", me_page(seat, form), status=422)
    try:
        accounts.change_account(
            account=seat.person,
            name=seat.person.name or seat.person.username,
            email=form.cleaned_data["email"],
            by=seat.person,
            at=seat.at,
        )
    except RuleBroken as broken:
        page = me_page(seat, form, problem=told(broken))
        return render(request, "desk/me.html", page, status=409)
    return redirect("desk:me")


@require_safe
@seated(Power.READ_DESK)
def carried(request: StaffRequest, _seat: Seat) -> HttpResponse:
    """What was sent when the session had ended, to be sent once more."""
    found = kept(request)
    if found is None:
        return redirect("desk:today")
    return render(request, "desk/carried.html", {"carried": found})
