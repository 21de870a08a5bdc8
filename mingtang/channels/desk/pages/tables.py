"""Official tables at the desk: all of them, one of them row by row, and one row."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.catalogue.choices import Aspect
from mingtang.catalogue.models import Doubt, ImportedRow, ImportedTable
from mingtang.catalogue.queries import tables as queries
from mingtang.channels.desk.forms.tables import TableForm
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.shared.access import Seat, StaffRequest
from mingtang.channels.shared.choosing import choose
from mingtang.channels.shared.paging import in_order, newest_first
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.channels.shared.told import told

ROWS = 50
PROBLEMS_AT_MOST = 50


@dataclass(frozen=True)
class Why:
    """A sentence that was kept with its parts."""

    template: str
    params: dict[str, object]


@dataclass(frozen=True)
class ShownRow:
    """A row in the list: where it stands, what is in doubt, what was settled."""

    row: ImportedRow
    address: str
    waiting: list[tuple[str, str]]
    settled: int


def tables_page(
    request: StaffRequest, seat: Seat, form: TableForm, *, problem: str = ""
) -> dict[str, Any]:
    paged = newest_first(queries.tables_of(seat.county), request)
    return {**desk_frame(seat, "standard"), "paged": paged, "form": form, "problem": problem}


def table_page(request: StaffRequest, seat: Seat, table: ImportedTable) -> dict[str, Any]:
    """Row by row in the order of the file, sheet by sheet, with problems at their place."""
    sheets = queries.sheets_of(table)
    states = [
        ("", _("全部")),
        ("waiting", _("待核定")),
        ("settled", _("已核定")),
        ("read", _("读懂的")),
    ]
    state = choose(request, "state", _("查看"), states)
    sheet = choose(request, "sheet", _("表"), [("", _("全部")), *((name, name) for name in sheets)])
    paged = in_order(queries.rows_of(table, state=state.value, sheet=sheet.value), request, ROWS)
    problems = [one for one in table.problems if sheet.value in {"", one["sheet"]}]
    return {
        **desk_frame(seat, "standard"),
        "table": table,
        "progress": queries.progress(table),
        "filters": [state, sheet] if len(sheets) > 1 else [state],
        "paged": paged,
        "rows": [_shown(table, row) for row in paged.rows],
        "problems": [_problem(one) for one in problems[:PROBLEMS_AT_MOST]],
        "problems_total": len(problems),
        "is_filtered": bool(state.value or sheet.value),
    }


def row_address(table: ImportedTable, number: int) -> str:
    return reverse("desk:table-row", args=[table.object_id, number])


def why(doubt: Doubt) -> str:
    """Why a person has to settle it; nothing where a person wanted to."""
    return told(Why(doubt.template, doubt.params)) if doubt.template else ""


def aspect_label(doubt: Doubt) -> str:
    return str(Aspect(doubt.aspect).label)


def _shown(table: ImportedTable, row: ImportedRow) -> ShownRow:
    doubts = list(row.doubts.all())
    waiting = [doubt for doubt in doubts if doubt.settled_id is None]
    return ShownRow(
        row=row,
        address=row_address(table, row.number),
        waiting=[(aspect_label(doubt), why(doubt)) for doubt in waiting],
        settled=len(doubts) - len(waiting),
    )


def _problem(kept: dict[str, Any]) -> dict[str, str]:
    place = _("第%(row)s行") % {"row": grouped(kept["row"])}
    parts: Iterable[str] = filter(None, [kept["sheet"], place, kept["column"]])
    return {"place": " · ".join(parts), "words": told(Why(kept["template"], kept["params"]))}
