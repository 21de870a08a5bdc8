"""Official tables in: uploaded, settled row by row, given up."""

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.catalogue import actions
from mingtang.catalogue.models import ImportedRow, ImportedTable, Settlement
from mingtang.catalogue.queries import tables as queries
from mingtang.channels.desk.asking import Asked, ask
from mingtang.channels.desk.forms.base import DeskForm
from mingtang.channels.desk.forms.tables import TableForm
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.desk.pages.table_place import Place, place_of
from mingtang.channels.desk.pages.table_row import Asking, asking_of, question_of, row_page
from mingtang.channels.desk.pages.table_words import value_words
from mingtang.channels.desk.pages.tables import table_page, tables_page
from mingtang.channels.shared.access import Seat, StaffRequest, seated
from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.paging import in_order
from mingtang.channels.shared.told import told
from mingtang.foundation.errors import RuleBroken
from mingtang.organs.models import Organ
from mingtang.organs.rules.roles import Power

ASKS = require_http_methods(["GET", "HEAD", "POST"])
STANDARDS = seated(Power.ADOPT_STANDARD)
LIST, ROW = "desk/tables/list.html", "desk/tables/row.html"


def the_table(seat: Seat, object_id: UUID) -> ImportedTable:
    table = queries.find_table(seat.county, object_id)
    if table is None:
        raise Missing(_("没有这份表。请从“官方表格”的列表里重新进入。"))
    return table


@ASKS
@STANDARDS
def tables(request: StaffRequest, seat: Seat) -> HttpResponse:
    """Those that were read in, and the way to read in another."""
    if request.method != "POST":
        return render(request, LIST, tables_page(request, seat, TableForm()))
    form = TableForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, LIST, tables_page(request, seat, form), status=422)
    upload = form.cleaned_data["file"]
    try:
        table = actions.import_table(
            county=seat.county, content=upload, name=upload.name, by=seat.person, at=seat.at
        )
    except RuleBroken as broken:
        page = tables_page(request, seat, form, problem=told(broken))
        return render(request, LIST, page, status=409)
    address = reverse("desk:table", args=[table.object_id])
    return redirect(address if table.imported_at == seat.at else f"{address}?same=yes")


@require_safe
@STANDARDS
def table(request: StaffRequest, seat: Seat, object_id: UUID) -> HttpResponse:
    page = table_page(request, seat, the_table(seat, object_id))
    return render(request, "desk/tables/detail.html", page)


@ASKS
@STANDARDS
def row(request: StaffRequest, seat: Seat, object_id: UUID, number: int) -> HttpResponse:
    """One row as printed and as understood; what waits is settled here, one thing at a time."""
    table = the_table(seat, object_id)
    found = queries.rows_of(table).filter(number=number).first()
    if found is None:
        raise Missing(_("这份表里没有这一行。"))
    place = place_of(request, table)
    asking = _asking(request, seat, place, found)
    if request.method != "POST":
        page = row_page(seat, place, found, asking, was=_was(request, table))
        return render(request, ROW, page)
    if asking is None:
        raise Missing(_("这一行里没有这一栏。请刷新页面，重新核定。"))
    if not asking.form.is_valid():
        return render(request, ROW, row_page(seat, place, found, asking), status=422)
    try:
        settlement = actions.settle_wording(
            row=found,
            aspect=asking.question.aspect,
            wording=asking.question.wording,
            value=asking.form.value,
            is_everywhere=asking.form.cleaned_data["everywhere"],
            by=seat.person,
            at=seat.at,
        )
    except RuleBroken as broken:
        page = row_page(seat, place, found, asking, problem=told(broken))
        return render(request, ROW, page, status=409)
    return redirect(place.after(found, was=str(settlement.pk)))


def _asking(request: StaffRequest, seat: Seat, place: Place, row: ImportedRow) -> Asking | None:
    asked = request.POST if request.method == "POST" else request.GET
    question = question_of(place, row, asked.get("aspect", ""), _wording(asked))
    if question is None or not place.table.is_draft:
        return None
    typed = request.POST if request.method == "POST" else None
    return asking_of(seat, place, row, question, asked.get("way", ""), typed)


def _wording(asked: QueryDict) -> str | None:
    """As it stands in the table: browsers send every line end as two signs."""
    said = asked.get("wording")
    return said.replace("\r\n", "\n") if said is not None else None


def _was(request: StaffRequest, table: ImportedTable) -> Settlement | None:
    """What was settled a moment ago, so that it can be taken back at once."""
    asked = request.GET.get("was", "")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 19):
        return None
    return table.settlements.filter(pk=int(asked), undone_at__isnull=True).first()


@ASKS
@STANDARDS
def settlements(request: StaffRequest, seat: Seat, object_id: UUID) -> HttpResponse:
    """What was settled, wording by wording; each can be taken back."""
    table = the_table(seat, object_id)
    problem, status = "", 200
    if request.method == "POST":
        try:
            back = _undo(request, seat, table)
        except RuleBroken as broken:
            problem, status = told(broken), 409
        else:
            return redirect(back or reverse("desk:table-settlements", args=[table.object_id]))
    names = dict(Organ.objects.filter(county=seat.county).values_list("code", "name"))
    paged = in_order(queries.settlements_of(table), request, 50)
    page = {
        **desk_frame(seat, "standard"),
        "table": table,
        "paged": paged,
        "rows": [(one, value_words(one.aspect, one.value, names)) for one in paged.rows],
        "problem": problem,
    }
    return render(request, "desk/tables/settled.html", page, status=status)


def _undo(request: StaffRequest, seat: Seat, table: ImportedTable) -> str:
    """Takes it back; from the page of a row, gives the address of the row that waits again, with
    what the list was asked for."""
    asked = request.POST.get("settlement", "")
    known = asked.isascii() and asked.isdecimal() and len(asked) < 19
    settlement = table.settlements.filter(pk=int(asked)).first() if known else None
    if settlement is None:
        raise Missing(_("没有这一条核定。请刷新页面。"))
    settled = settlement.doubts.order_by("row__number").values_list("row__number", flat=True)
    number = settled.first() if "back" in request.POST else None
    actions.undo_settlement(settlement=settlement, by=seat.person, at=seat.at)
    return place_of(request, table).row(number) if number else ""


@ASKS
@STANDARDS
def discard(request: StaffRequest, seat: Seat, object_id: UUID) -> HttpResponse:
    table = the_table(seat, object_id)
    asked = Asked(
        menu="standard",
        title=_("放弃这份表"),
        above=table.name,
        form=DeskForm(request.POST if request.method == "POST" else None),
        verb=_("放弃这份表"),
        back=reverse("desk:table", args=[table.object_id]),
        happens=[_("现行目录不受影响。这份表留作记录，还能查看和下载，不能再核定和采用。")],
    )

    def act(_form: DeskForm) -> HttpResponse:
        actions.discard_table(table=table)
        return redirect("desk:tables")

    return ask(request, seat, asked, act)
