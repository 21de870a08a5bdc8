from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from mingtang.catalogue import permissions
from mingtang.catalogue.models import Duty, DutyTransfer
from mingtang.catalogue.queries.owed import owed_by_words
from mingtang.catalogue.queries.transfers import (
    SHOWN_MOST,
    ends_of,
    joint_duties,
    transfers_between,
    transfers_of,
    transfers_of_duty,
    waiting_for,
)
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.desk.pages.seen import organs_seen
from mingtang.channels.desk.pages.today import DutyRow, duty_rows
from mingtang.channels.shared.access import Seat, StaffRequest
from mingtang.channels.shared.paging import newest_first
from mingtang.organs.rules.roles import Power
from mingtang.terms.queries import calendar

FOUND_MOST = 20


@dataclass(frozen=True)
class WaitingRow:
    """What an organ was asked to take, and how long its term still has."""

    transfer: DutyTransfer
    row: DutyRow


@dataclass(frozen=True)
class Told:
    """A transfer and what became of it, in the words of the public page of its duty."""

    transfer: DutyTransfer
    state: str


def told(transfers: Iterable[DutyTransfer]) -> list[Told]:
    rows = list(transfers)
    ends = ends_of(rows)
    return [
        Told(row, str(ends[row.pk].label if row.pk in ends else row.get_state_display()))
        for row in rows
    ]


def transfers_page(request: StaffRequest, seat: Seat) -> dict[str, Any]:
    """What we are asked to take; what we owe together with others; and all that went its way
    between organs whose transfers one may read."""
    organs = seat.organs(Power.ANSWER_ORGANS)
    days = calendar(seat.county.code)
    coordinates = seat.may(Power.COORDINATE)
    words = request.GET.get("words", "").split()[:5]
    found = list(owed_by_words(seat.county, words)[:FOUND_MOST]) if words and coordinates else []
    waiting = list(waiting_for(organs)[:SHOWN_MOST])
    rows = duty_rows([one.duty for one in waiting], [], seat.on, days)
    joint = list(joint_duties(organs)[:SHOWN_MOST])
    seen = organs_seen(seat)
    every = transfers_of(seat.county) if seen is None else transfers_between(seen)
    paged = newest_first(every, request)
    return {
        **desk_frame(seat, "transfers"),
        "waiting": [WaitingRow(*pair) for pair in zip(waiting, rows, strict=True)],
        "joint": duty_rows(joint, [], seat.on, days),
        "paged": paged,
        "every": told(paged.rows),
        "answers": bool(organs) or coordinates,
        "coordinates": coordinates,
        "words": " ".join(words),
        "found": duty_rows(found, [], seat.on, days),
        "found_most": FOUND_MOST,
    }


def transfer_page(seat: Seat, transfer: DutyTransfer) -> dict[str, Any]:
    duty = transfer.duty
    return {
        **desk_frame(seat, "transfers"),
        "transfer": transfer,
        "state": told([transfer])[0].state,
        "duty": duty,
        "row": duty_rows([duty], [], seat.on, calendar(seat.county.code))[0],
        "history": told(transfers_of_duty(duty)),
        "may_answer": transfer.is_proposed
        and permissions.may_answer_transfer(seat.person, transfer, seat.on),
        "may_withdraw": transfer.is_proposed
        and permissions.may_withdraw_transfer(seat.person, transfer, seat.on),
        "may_decide": _may_decide(seat, duty),
        "may_return": transfer.is_done
        and duty.is_open
        and permissions.may_propose_transfer(seat.person, duty, seat.on),
    }


def _may_decide(seat: Seat, duty: Duty) -> bool:
    return duty.is_open and permissions.may_decide_transfer(seat.person, duty, seat.on)
