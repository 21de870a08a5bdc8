from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mingtang.audit import actions
from mingtang.audit.choices import AuditKind
from mingtang.channels.desk.pages.audit import audit_page, organ_names, question, table
from mingtang.channels.desk.pages.mismatches import mismatches_page
from mingtang.channels.shared.access import Seat, StaffRequest, seated
from mingtang.channels.shared.tables import csv_response
from mingtang.organs.rules.roles import Power


@require_safe
@seated(Power.READ_AUDIT)
def audit(request: StaffRequest, seat: Seat) -> HttpResponse:
    return render(request, "desk/audit.html", audit_page(request, seat))


@require_safe
@seated(Power.READ_AUDIT)
def mismatches(request: StaffRequest, seat: Seat) -> HttpResponse:
    """What is shown but does not fit the public log."""
    return render(request, "desk/mismatches.html", mismatches_page(request, seat))


@require_POST
@seated(Power.READ_AUDIT)
def export(request: StaffRequest, seat: Seat) -> HttpResponseBase:
    """The records as the address filters them, as a table; that they were taken out is one too."""
    asked = question(request)
    records = asked.records(seat)
    chosen = " ".join(filter(None, [asked.kind.value, asked.days.value, asked.username]))
    actions.record(
        kind=AuditKind.EXPORTED,
        by=seat.person,
        at=seat.at,
        county_code=seat.county.code,
        detail=f"审计记录 {chosen}".rstrip()[:200],
    )
    lines = table(records.iterator(chunk_size=2000), organ_names(seat))
    response = csv_response(_("审计记录"), seat.on, lines)
    response.headers["Cache-Control"] = "no-store"
    return response
