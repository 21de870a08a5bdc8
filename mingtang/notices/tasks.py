"""Sending: outside any transaction, so that a mail server that hangs holds nothing up."""

import contextlib
import datetime
from collections.abc import Callable
from typing import NamedTuple

from mingtang.notices import actions
from mingtang.notices.models import Dispatch
from mingtang.notices.ways import Carrier, NotCarried


class Sent(NamedTuple):
    sent: int
    failed: int
    said: str
    is_whole: bool


def send_waiting(
    *,
    carrier: Carrier,
    now: Callable[[], datetime.datetime],
    goes_on: Callable[[], bool],
) -> Sent:
    """Sends what is due, one after another, oldest first.

    Each is taken, sent and marked in that order: whoever dies in between sends it twice rather
    than never. Ends at once when the way is down; what has not been tried keeps its place.
    """
    with contextlib.closing(carrier):
        return _send(carrier, now, goes_on)


def _send(
    carrier: Carrier, now: Callable[[], datetime.datetime], goes_on: Callable[[], bool]
) -> Sent:
    sent = 0
    problems: list[NotCarried] = []
    while goes_on():
        dispatch = actions.take_next(way=carrier.way, at=now())
        if dispatch is None:
            return _told(sent, problems, is_whole=True)
        if problem := _try(carrier, dispatch):
            problems.append(problem)
            actions.mark_failed(dispatch=dispatch, error=str(problem), at=now())
        else:
            sent += 1
            actions.mark_sent(dispatch=dispatch, at=now())
        if problem and problem.is_way_down:
            return _told(sent, problems, is_whole=True)
    return _told(sent, problems, is_whole=False)


def _try(carrier: Carrier, dispatch: Dispatch) -> NotCarried | None:
    try:
        carrier.carry(dispatch.notice)
    except NotCarried as problem:
        return problem
    return None


def _told(sent: int, problems: list[NotCarried], *, is_whole: bool) -> Sent:
    said = "; ".join(dict.fromkeys(str(problem) for problem in problems))
    return Sent(sent, len(problems), said, is_whole)
