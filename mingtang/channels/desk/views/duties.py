from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.catalogue import permissions
from mingtang.catalogue.models import Duty, Item
from mingtang.channels.desk.forms.publications import StartForm
from mingtang.channels.desk.pages.duties import duties_page, items_page, start_page
from mingtang.channels.desk.pages.forecast import forecast_page
from mingtang.channels.shared.access import Seat, StaffRequest, only_if, seated
from mingtang.channels.shared.sent_once import new_key
from mingtang.channels.shared.told import told
from mingtang.disclosure import actions
from mingtang.disclosure.choices import Outcome
from mingtang.foundation.errors import RuleBroken
from mingtang.organs.models import Organ
from mingtang.organs.rules.roles import Power


@require_safe
@seated(Power.READ_DESK)
def duties(request: StaffRequest, seat: Seat) -> HttpResponse:
    return render(request, "desk/duties/list.html", duties_page(seat, request.GET))


@require_safe
@seated(Power.READ_DESK)
def forecast(request: StaffRequest, seat: Seat) -> HttpResponse:
    return render(request, "desk/duties/forecast.html", forecast_page(request, seat))


@require_http_methods(["GET", "HEAD", "POST"])
@only_if(permissions.may_answer_duty, Duty, "item__standard", "fact")
def start(request: StaffRequest, seat: Seat, duty: Duty) -> HttpResponse:
    """How the duty is answered: with content, with nothing to disclose, or with a ground."""
    may_be_nil = duty.fact is None and not duty.item.never_nil
    if request.method != "POST":
        form = StartForm(may_be_nil=may_be_nil)
        return render(request, "desk/duties/start.html", start_page(seat, duty, form))
    form = StartForm(request.POST, may_be_nil=may_be_nil)
    if not form.is_valid():
        return render(request, "desk/duties/start.html", start_page(seat, duty, form), status=422)
    try:
        edition = actions.start_draft(
            item=duty.item,
            organ=duty.organ,
            duty=duty,
            outcome=Outcome(form.cleaned_data["outcome"]),
            by=seat.person,
            at=seat.at,
        )
    except RuleBroken as broken:
        page = start_page(seat, duty, form, problem=told(broken))
        return render(request, "desk/duties/start.html", page, status=409)
    return redirect("desk:edition", edition.disclosure.object_id, edition.number)


@require_http_methods(["GET", "HEAD", "POST"])
@seated(Power.DRAFT)
def start_unasked(request: StaffRequest, seat: Seat) -> HttpResponse:
    """A disclosure that no duty asks for now: choose the item it belongs to."""
    page = items_page(seat, key=request.POST.get("key", "")[:64] or new_key())
    if request.method != "POST":
        return render(request, "desk/duties/items.html", page)
    chosen = _chosen(request, page["choices"])
    if chosen is None:
        return render(request, "desk/duties/items.html", {**page, "is_missing": True}, status=422)
    organ, item = chosen
    try:
        edition = actions.start_draft(
            item=item,
            organ=organ,
            idempotency_key=page["key"],
            by=seat.person,
            at=seat.at,
        )
    except RuleBroken as broken:
        page["problem"] = told(broken)
        return render(request, "desk/duties/items.html", page, status=409)
    return redirect("desk:edition", edition.disclosure.object_id, edition.number)


def _chosen(
    request: StaffRequest, choices: list[tuple[Organ, list[Item]]]
) -> tuple[Organ, Item] | None:
    wanted = request.POST.get("choice", "")
    return next(
        (
            (organ, item)
            for organ, items in choices
            for item in items
            if f"{organ.pk}:{item.pk}" == wanted
        ),
        None,
    )
