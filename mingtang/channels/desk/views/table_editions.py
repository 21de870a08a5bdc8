"""Official tables out: what one would change as an edition, its adoption, and downloads."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.catalogue import actions
from mingtang.catalogue.models import ImportedTable, Standard
from mingtang.catalogue.queries import tables as queries
from mingtang.catalogue.queries.editions import Planned, planned_edition
from mingtang.catalogue.queries.printed import printed_edition, printed_table
from mingtang.channels.desk.forms.tables import EditionForm
from mingtang.channels.desk.pages.planned import initial, planned_page
from mingtang.channels.desk.pages.planned_lines import change_lines
from mingtang.channels.desk.views.tables import the_table
from mingtang.channels.shared.access import Seat, StaffRequest, seated
from mingtang.channels.shared.official_tables import EXCEL, table_response
from mingtang.channels.shared.tables import csv_response
from mingtang.channels.shared.told import told
from mingtang.foundation.errors import RuleBroken
from mingtang.organs.rules.roles import Power

STANDARDS = seated(Power.ADOPT_STANDARD)
PAGE = "desk/tables/adopt.html"


@require_http_methods(["GET", "HEAD", "POST"])
@STANDARDS
def adopt(request: StaffRequest, seat: Seat, object_id: UUID) -> HttpResponse:
    """First what would change, as often as one likes; then, by the other button, the adoption."""
    table = the_table(seat, object_id)
    is_sent = request.method == "POST"
    offered = initial(table, seat)
    form = EditionForm(request.POST) if is_sent else EditionForm(offered)
    if not form.is_valid():
        page = planned_page(seat, table, form, None)
        return render(request, PAGE, page, status=422 if is_sent else 200)
    refused = ""
    if request.POST.get("do") == "adopt":
        try:
            actions.adopt_table(table=table, heading=form.heading(), by=seat.person, at=seat.at)
        except RuleBroken as broken:
            refused = told(broken)
        else:
            return redirect("desk:standard")
    planned, problem = _planned(seat, table, form)
    page = planned_page(seat, table, form, planned, problem=refused or problem)
    return render(request, PAGE, page, status=409 if is_sent and page["problem"] else 200)


def _planned(seat: Seat, table: ImportedTable, form: EditionForm) -> tuple[Planned | None, str]:
    """What would be; or why there is nothing to show yet, its first day too."""
    if not (table.is_draft and queries.progress(table).is_whole):
        return None, ""
    try:
        planned = planned_edition(table, form.heading())
        planned.check_day(form.heading().from_on, seat.on)
    except RuleBroken as broken:
        return None, told(broken)
    return planned, ""


@require_safe
@STANDARDS
def changes_file(request: StaffRequest, seat: Seat, object_id: UUID) -> HttpResponseBase:
    """All that would change under a heading; where there is nothing to compare yet, the page on
    which it is said why."""
    table = the_table(seat, object_id)
    form = EditionForm(request.GET or initial(table, seat))
    planned = _planned(seat, table, form)[0] if form.is_valid() else None
    if planned is None:
        return redirect("desk:table-adopt", table.object_id)
    return _private(csv_response(_("会改变什么"), seat.on, change_lines(seat, planned)))


@require_safe
@STANDARDS
def table_file(request: StaffRequest, seat: Seat, object_id: UUID, form: str) -> HttpResponseBase:
    """The table as it was read, in the official layout."""
    table = the_table(seat, object_id)
    printed = printed_table(table, with_form=form == EXCEL)
    return _private(table_response(table.name.removesuffix(".xlsx"), printed, form))


@require_safe
@STANDARDS
def edition_file(request: StaffRequest, seat: Seat, object_id: UUID, form: str) -> HttpResponseBase:
    """An edition with what is disclosed inside organs."""
    standard = get_object_or_404(
        Standard.objects.select_related("county"), county=seat.county, object_id=object_id
    )
    printed = printed_edition(standard, with_internal=True, with_form=form == EXCEL)
    return _private(table_response(str(standard), printed, form))


def _private(response: HttpResponseBase) -> HttpResponseBase:
    response.headers["Cache-Control"] = "private, no-store"
    return response
