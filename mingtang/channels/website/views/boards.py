"""Bulletin boards: what hangs where, what should hang already, what should have come down."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from mingtang.channels.shared.choosing import choose
from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.paging import Ordered, in_order
from mingtang.channels.shared.public_pages import public_page
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.website.hanging import (
    LATE,
    STATES,
    STUCK,
    WANTING,
    board_row,
    board_rows,
    on_board_in,
    overdue,
    overdue_row,
    overdue_rows,
    overdue_title,
    sheets_among,
)
from mingtang.channels.website.pages import page, today
from mingtang.channels.website.recorded import as_recorded, misfits_of_boards
from mingtang.disclosure.models import Delivery
from mingtang.disclosure.queries.hung import Boardless
from mingtang.organs.queries import public

IN_A_PAGE = 50


@public_page("page")
def boards(request: PublicRequest) -> HttpResponse:
    on = today()
    paged = in_order(public.boards(request.county), request, IN_A_PAGE)
    late = [one for one in overdue_rows(request.county, on) if one.total]
    sheets = [sheet for one in late for sheet in one.sheets]
    shown = {
        "paged": paged,
        "boards": board_rows(request.county, paged.rows, on),
        "overdue": late,
        "misfits": misfits_of_boards(request.county, paged.rows, sheets),
    }
    return as_recorded(page(request, "boards.html", section="home", shown=shown), shown)


@public_page("page", "state")
def board(request: PublicRequest, object_id: UUID) -> HttpResponse:
    """What hangs on one board now, the newest first; or what is to hang, or to come down."""
    on = today()
    place = public.board(request.county, object_id)
    if place is None:
        raise Missing(_("没有这处公开栏。请从公开栏的列表里选择。"))
    state = choose(request, "state", _("状态"), [(one, _(words)) for one, words in STATES.items()])
    paged = in_order(on_board_in(place, state.value, on), request, IN_A_PAGE)
    shown = {
        "place": place,
        "filters": [state],
        "state": state.value,
        "state_words": _(STATES[state.value]),
        "paged": paged,
        "rows": [board_row(row, on) for row in paged.rows],
        "misfits": misfits_of_boards(request.county, [place], paged.rows),
    }
    return as_recorded(page(request, "board.html", section="home", shown=shown), shown)


@public_page("page")
def overdue_sheets(request: PublicRequest, kind: str) -> HttpResponse:
    """All that should hang and does not, or should have come down; and who has no board at all."""
    on = today()
    if kind not in (LATE, STUCK, WANTING):
        raise Missing(_("没有这个列表。"))
    rows: Ordered[Delivery | Boardless] = overdue(kind, request.county, on)
    paged = in_order(rows, request, IN_A_PAGE)
    shown = {
        "paged": paged,
        "title": overdue_title(kind, paged.total),
        "rows": [overdue_row(row, on) for row in paged.rows],
        "misfits": misfits_of_boards(request.county, [], sheets_among(paged.rows)),
    }
    return as_recorded(page(request, "boards_overdue.html", section="home", shown=shown), shown)
