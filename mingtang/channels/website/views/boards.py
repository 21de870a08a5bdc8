"""Bulletin boards: what hangs where, what should hang already, what should have come down."""

from django.http import HttpResponse

from mingtang.channels.shared.paging import in_order
from mingtang.channels.shared.public_pages import public_page
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.website.hanging import board_rows, overdue_rows
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
            **overdue_rows(request.county, on),
        },
    )
