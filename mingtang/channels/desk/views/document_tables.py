"""Tables of documents: uploaded, looked through row by row, registered or given up."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingtang.channels.desk.asking import Asked, ask, sent
from mingtang.channels.desk.forms.base import DeskForm
from mingtang.channels.desk.forms.documents import DocumentTableForm
from mingtang.channels.desk.pages.document_tables import AT_ONCE, table_page, tables_page
from mingtang.channels.desk.pages.documents import organs_to_register_for
from mingtang.channels.shared.access import Seat, StaffRequest, only_if, seated
from mingtang.channels.shared.blank_tables import blank_table
from mingtang.channels.shared.told import told
from mingtang.foundation.errors import RuleBroken
from mingtang.issued import actions, permissions
from mingtang.issued.models import DocumentTable
from mingtang.issued.rules.tables import LAYOUT
from mingtang.organs.rules.roles import Power

ASKS = require_http_methods(["GET", "HEAD", "POST"])
LIST = "desk/documents/tables.html"
DETAIL = "desk/documents/table.html"


@ASKS
@seated(Power.RECORD_FACT)
def tables(request: StaffRequest, seat: Seat) -> HttpResponse:
    """Those that were read in, and the way to read in another."""
    organs = organs_to_register_for(seat)
    if request.method != "POST":
        form = DocumentTableForm(organs=organs)
        return render(request, LIST, tables_page(request, seat, form))
    form = DocumentTableForm(request.POST, request.FILES, organs=organs)
    if not form.is_valid():
        return render(request, LIST, tables_page(request, seat, form), status=422)
    upload = form.cleaned_data["file"]
    try:
        table = actions.read_table(
            organ=form.chosen_organ(),
            content=upload,
            name=upload.name,
            by=seat.person,
            at=seat.at,
        )
    except RuleBroken as broken:
        page = tables_page(request, seat, form, problem=told(broken))
        return render(request, LIST, page, status=409)
    return redirect("desk:document-table", table.object_id)


@require_safe
@seated(Power.RECORD_FACT)
def template(request: StaffRequest, seat: Seat, form: str) -> HttpResponse:
    """The table to fill in, as Excel with notes or as CSV."""
    return blank_table(LAYOUT, form, name="documents")


@require_safe
@only_if(permissions.may_import, DocumentTable, "imported_by")
def table(request: StaffRequest, seat: Seat, table: DocumentTable) -> HttpResponse:
    return render(request, DETAIL, table_page(request, seat, table))


@require_POST
@only_if(permissions.may_import, DocumentTable, "imported_by")
def register(request: StaffRequest, seat: Seat, table: DocumentTable) -> HttpResponse:
    """The next rows, in short transactions: whoever else writes need not wait for all of them.
    Where there are more it is asked again."""
    until = table.done + AT_ONCE
    try:
        table = actions.register_rows(table=table, by=seat.person, at=seat.at)
        while table.is_shown and table.done < until:
            table = actions.register_rows(table=table, by=seat.person, at=seat.at)
    except RuleBroken as broken:
        table.refresh_from_db()  # another tab was faster: what can be done now is shown
        page = table_page(request, seat, table, problem=told(broken))
        return render(request, DETAIL, page, status=409)
    return redirect("desk:document-table", table.object_id)


@ASKS
@only_if(permissions.may_import, DocumentTable, "imported_by")
def discard(request: StaffRequest, seat: Seat, table: DocumentTable) -> HttpResponse:
    asked = Asked(
        menu="documents",
        title=_("放弃这份表"),
        above=f"{table.organ.name} · {table.name}",
        form=DeskForm(sent(request)),
        verb=_("放弃这份表"),
        back=reverse("desk:document-table", args=[table.object_id]),
        happens=[_("还没有登记的各行不再登记；已经登记的不受影响。")],
    )

    def act(_form: DeskForm) -> HttpResponse:
        actions.discard_table(table=table, by=seat.person, at=seat.at)
        return redirect("desk:document-tables")

    return ask(request, seat, asked, act)
