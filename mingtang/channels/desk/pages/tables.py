"""Official tables at the desk: all of them, one of them row by row, and one row."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from mingtang.catalogue.choices import Aspect
from mingtang.catalogue.models import Doubt, ImportedRow, ImportedTable
from mingtang.catalogue.queries import tables as queries
from mingtang.catalogue.queries.rereading import rows_reread, stale_subjects
from mingtang.catalogue.queries.table_places import rows_wanted
from mingtang.channels.desk.forms.tables import TableForm
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.desk.pages.table_place import ROWS, Place, place_of
from mingtang.channels.shared.access import Seat, StaffRequest
from mingtang.channels.shared.paging import in_order, newest_first
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.channels.shared.told import told

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
    place = place_of(request, table)
    paged = in_order(rows_wanted(table, place.wanted), request, ROWS)
    sheet = place.wanted.sheet
    problems = [one for one in queries.problems_of(table, seat.on) if sheet in {"", one["sheet"]}]
    return {
        **desk_frame(seat, "standard"),
        "table": table,
        "progress": queries.progress(table),
        "place": place,
        "paged": paged,
        "rows": [_shown(place, row) for row in paged.rows],
        "problems": [_problem(one) for one in problems[:PROBLEMS_AT_MOST]],
        "problems_total": len(problems),
        "stale": stale_subjects(table, seat.on),
        "reread_rows": rows_reread(table),
        "is_same_file": "same" in request.GET,
    }


def why(doubt: Doubt) -> str:
    """Why a person has to settle it; nothing where a person wanted to."""
    return told(Why(doubt.template, doubt.params)) if doubt.template else ""


def aspect_label(doubt: Doubt) -> str:
    return str(Aspect(doubt.aspect).label)


def _shown(place: Place, row: ImportedRow) -> ShownRow:
    doubts = list(row.doubts.all())
    waiting = [doubt for doubt in doubts if doubt.settled_id is None]
    return ShownRow(
        row=row,
        address=place.row(row.number),
        waiting=[(aspect_label(doubt), why(doubt)) for doubt in waiting],
        settled=len(doubts) - len(waiting),
    )


def _problem(kept: dict[str, Any]) -> dict[str, str]:
    place = _("第%(row)s行") % {"row": grouped(kept["row"])}
    parts: Iterable[str] = filter(None, [kept["sheet"], place, kept["column"]])
    return {"place": " · ".join(parts), "words": told(Why(kept["template"], kept["params"]))}
