"""Bulletin boards: what hangs where, what should hang already, what should have come down."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.paging import in_order
from mingtang.channels.shared.public_pages import public_page
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.website.hanging import (
    LATE,
    STUCK,
    board_rows,
    overdue,
    overdue_row,
    overdue_rows,
    overdue_title,
)
from mingtang.channels.website.pages import page, today
from mingtang.organs.queries import public

IN_A_PAGE = 50


@public_page("page")
def boards(request: PublicRequest) -> HttpResponse:
    on = today()
    paged = in_order(public.boards(request.county), request, IN_A_PAGE)
    return page(
        request,
        "boards.html",
        section="home",
        shown={
            "paged": paged,
            "boards": board_rows(request.county, paged.rows, on),
            "overdue": [one for one in overdue_rows(request.county, on) if one.total],
        },
    )


@public_page("page")
def overdue_sheets(request: PublicRequest, kind: str) -> HttpResponse:
    """All that should hang and does not, or should have come down and has not."""
    on = today()
    if kind not in (LATE, STUCK):
        raise Missing(_("没有这个列表。"))
    paged = in_order(overdue(kind, request.county, on), request, IN_A_PAGE)
    return page(
        request,
        "boards_overdue.html",
        section="home",
        shown={
            "paged": paged,
            "title": overdue_title(kind, paged.total),
            "rows": [overdue_row(kind, row, on) for row in paged.rows],
        },
    )
