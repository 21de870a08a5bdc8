from typing import Any

from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.desk.pages.left import left
from mingtang.channels.desk.pages.today import EditionRow, edition_rows
from mingtang.channels.shared.access import Seat
from mingtang.disclosure.queries import desk
from mingtang.organs.rules.roles import Power
from mingtang.terms.queries import calendar


def drafts_page(seat: Seat) -> dict[str, Any]:
    organs = seat.organs(Power.DRAFT)
    days = calendar(seat.county.code)
    return {
        **desk_frame(seat, "drafts"),
        "drafts": edition_rows(list(desk.drafts(organs)), seat.on, days),
        "under_way": edition_rows(list(desk.under_way(organs)), seat.on, days),
    }


def to_sign_page(seat: Seat) -> dict[str, Any]:
    days = calendar(seat.county.code)
    rows = [
        EditionRow(edition, left(duty.due_on, seat.on, days) if duty else None, step)
        for edition, step in desk.to_sign(seat.person, seat.posts)
        for duty in (edition.disclosure.duty,)
    ]
    signing = seat.organs(Power.APPROVE, Power.HOLD_MEETING)
    return {
        **desk_frame(seat, "to_sign"),
        "rows": rows,
        "afterwards": edition_rows(list(desk.to_sign_afterwards(signing)), seat.on, days),
        "waiting": edition_rows(list(desk.scheduled(signing)), seat.on, days),
    }


def publications_page(seat: Seat) -> dict[str, Any]:
    organs = seat.answers_for(Power.READ_DESK)
    found = desk.published_of(organs)
    return {
        **desk_frame(seat, "publications"),
        "rows": found[: desk.SHOWN_MOST],
        "total": found.count(),
        "shown_most": desk.SHOWN_MOST,
    }


def internal_page(seat: Seat) -> dict[str, Any]:
    return {
        **desk_frame(seat, "internal"),
        "rows": list(desk.internal_of(seat.answers_for(Power.READ_INTERNAL))),
    }
