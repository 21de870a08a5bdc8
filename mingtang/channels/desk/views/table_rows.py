"""What is said of many rows of an official table at once; and the register read again."""

from contextlib import suppress
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from mingtang.catalogue import actions
from mingtang.catalogue.models import ImportedTable
from mingtang.channels.desk.forms.settling_focus import FocusForm
from mingtang.channels.desk.pages.table_focus import focus_page, rows_offered
from mingtang.channels.desk.pages.table_place import place_of
from mingtang.channels.desk.views.tables import STANDARDS, the_table
from mingtang.channels.shared.access import Seat, StaffRequest
from mingtang.channels.shared.told import told
from mingtang.foundation.errors import RuleBroken

FOCUS = "desk/tables/focus.html"


@require_http_methods(["GET", "HEAD", "POST"])
@STANDARDS
def focus(request: StaffRequest, seat: Seat, object_id: UUID) -> HttpResponse:
    """重点或一般 and fields, for the rows that are asked for and left chosen."""
    table = the_table(seat, object_id)
    place = place_of(request, table)
    offered = rows_offered(place)
    typed = request.POST if request.method == "POST" else None
    form = FocusForm(typed, rows=offered.choices)
    if typed is None:
        return render(request, FOCUS, focus_page(request, seat, place, form, offered))
    if not form.is_valid():
        page = focus_page(request, seat, place, form, offered)
        return render(request, FOCUS, page, status=422)
    try:
        settled = _settle(seat, table, form)
    except RuleBroken as broken:
        page = focus_page(request, seat, place, form, offered, problem=told(broken))
        return render(request, FOCUS, page, status=409)
    return redirect(place.focus(was=settled))


@transaction.atomic
def _settle(seat: Seat, table: ImportedTable, form: FocusForm) -> list[int]:
    """Both or neither."""
    return [
        actions.settle_rows(
            table=table,
            numbers=form.cleaned_data["rows"],
            aspect=aspect,
            value=value,
            by=seat.person,
            at=seat.at,
        ).pk
        for aspect, value in form.values.items()
    ]


@require_POST
@STANDARDS
def reread(request: StaffRequest, seat: Seat, object_id: UUID) -> HttpResponse:
    """By the register of today; the page of the table says what came of it."""
    table = the_table(seat, object_id)
    with suppress(RuleBroken):  # adopted or given up meanwhile: the page says so
        actions.read_register_again(table=table, by=seat.person, at=seat.at)
    return redirect("desk:table", table.object_id)
